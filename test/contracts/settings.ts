import {
	DEFAULT_REGION,
	type AlibabaCloudCredential,
} from '../../nodes/alibabaCloud/wire/endpoints';
import type { SiteName } from '../../nodes/alibabaCloud/queue/site';
import type { Level } from './contract';

export interface Settings {
	readonly levels: ReadonlySet<Level>;
	/** The phone to send to: digits. Empty without `--send`. */
	readonly person: string;
	readonly channel: string | null;
	/** The number of the business: digits. */
	readonly number: string | null;
	readonly template: { readonly name: string; readonly language: string } | null;
	readonly site: SiteName;
	/** How long to wait for people and queues. */
	readonly minutes: number;
}

export interface CommandLine {
	readonly levels: ReadonlySet<Level>;
	readonly person: string;
	readonly isAgain: boolean;
}

/** A mistake of the person who starts the command: shown as one line. */
export class UsageError extends Error {}

export const USAGE = `Usage: npm run verify:real [-- <options>]
  --read            reads alone; changes nothing and costs nothing (default)
  --send <number>   also sends up to three messages to your own phone; asks first
  --queue           also takes notifications from the queues of your number and gives them back
  --design          also submits templates named verify_... and deletes them
  --again           forgets the results of an earlier run
Keys are asked for, or taken from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and
ALIBABA_CLOUD_SECURITY_TOKEN, never from the command line. docs/unconfirmed.md explains all variables.`;

/** @throws UsageError; it repeats nothing of what was given, which could be a key */
export function readCommandLine(given: readonly string[]): CommandLine {
	const levels = new Set<Level>(['read']);
	let person = '';
	let isAgain = false;
	for (let index = 0; index < given.length; index++) {
		const option = given[index] ?? '';
		if (option === '--again') isAgain = true;
		else if (option === '--read') levels.add('read');
		else if (option === '--queue') levels.add('queue');
		else if (option === '--design') levels.add('design');
		else if (option === '--send') {
			levels.add('send');
			person = readPhone(given[++index], '--send');
		} else {
			throw new UsageError(
				`Option ${index + 1} is not known. Keys are not taken from here.\n${USAGE}`,
			);
		}
	}
	return { levels, person, isAgain };
}

function readPhone(given: string | undefined, name: string): string {
	const phone = (given ?? '').replace(/[\s().+-]/g, '');
	if (/^[1-9]\d{6,14}$/.test(phone)) return phone;
	throw new UsageError(
		`${name} needs a phone number with its country code, such as +65 9123 0001.`,
	);
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Key ID and secret may be missing: they are asked for. */
export function readCredential(environment: Environment): AlibabaCloudCredential {
	const text = (name: string): string => environment[name]?.trim() ?? '';
	const securityToken = text('ALIBABA_CLOUD_SECURITY_TOKEN');
	const endpoints = {
		camsEndpoint: text('VERIFY_CAMS_ENDPOINT'),
		stsEndpoint: text('VERIFY_STS_ENDPOINT'),
		dybaseapiEndpoint: text('VERIFY_DYBASEAPI_ENDPOINT'),
		mnsEndpoint: text('VERIFY_MNS_ENDPOINT'),
	};
	return {
		authentication: securityToken === '' ? 'accessKey' : 'stsToken',
		accessKeyId: text('ALIBABA_CLOUD_ACCESS_KEY_ID'),
		accessKeySecret: text('ALIBABA_CLOUD_ACCESS_KEY_SECRET'),
		securityToken,
		regionId: readRegion(text('ALIBABA_CLOUD_REGION_ID')),
		customEndpoints: Object.values(endpoints).some((endpoint) => endpoint !== ''),
		...endpoints,
	};
}

function readRegion(region: string): string {
	if (region === '') return DEFAULT_REGION;
	if (/^[a-z]{2,12}-[a-z0-9-]{2,20}$/.test(region)) return region;
	throw new UsageError(
		'ALIBABA_CLOUD_REGION_ID is not the ID of a region, such as ap-southeast-1.',
	);
}

/** @throws UsageError that names the variable */
export function readSettings({ levels, person }: CommandLine, environment: Environment): Settings {
	const text = (name: string): string | null => environment[name]?.trim() || null;
	const site = text('VERIFY_SITE') ?? 'international';
	if (site !== 'international' && site !== 'china') {
		throw new UsageError('VERIFY_SITE is international or china.');
	}
	const minutes = Number(text('VERIFY_MINUTES') ?? 3);
	if (!(minutes > 0 && minutes <= 60)) {
		throw new UsageError('VERIFY_MINUTES is a number of minutes up to 60.');
	}
	const number = text('VERIFY_NUMBER');
	return {
		...{ levels, person, site, minutes },
		channel: text('VERIFY_CHANNEL'),
		number: number === null ? null : readPhone(number, 'VERIFY_NUMBER'),
		template: readTemplate(text('VERIFY_TEMPLATE')),
	};
}

function readTemplate(text: string | null): Settings['template'] {
	if (text === null) return null;
	const [name = '', language = '', ...more] = text.split('/').map((part) => part.trim());
	if (name !== '' && language !== '' && more.length === 0) return { name, language };
	throw new UsageError(
		'VERIFY_TEMPLATE is the name or code of a template and its language, such as welcome/en.',
	);
}
