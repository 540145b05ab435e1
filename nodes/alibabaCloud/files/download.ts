import { NodeApiError, NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { readConnectionFailure } from '../client/connectionFailure';
import { CREDENTIAL_NAME } from '../client/client';
import { endpointOf, isLoopback, type AlibabaCloudCredential } from '../wire/endpoints';
import { ExecutionCancelled } from '../errors/executionCancelled';
import { LOCAL_CODES, type LocalCode } from '../errors/failure';
import { InvalidInput } from '../input/invalidInput';
import { type AddressRefusal, refusalOf } from './addressPolicy';
import { readFileName } from './fileName';
import { readMimeType, typeOfName } from './fileTypes';
import { headerText } from './headerText';
import { mediaHostsProperty } from './mediaHosts';
import { plainType } from './mediaLimits';
import { readBody, type StreamAnswer } from './readBody';
import { TimeLimit } from './timeLimit';
import { parseUrl } from '../wire/url';

/** The part of a run that a download needs. */
export interface DownloadContext {
	readonly functions: Pick<IExecuteFunctions, 'getCredentials' | 'getNode' | 'helpers'>;
	readonly signal: AbortSignal | undefined;
}

export interface DownloadedFile {
	readonly data: Buffer;
	readonly fileName: string;
	/** What the server or the link that was given calls it, wherever that led; empty if neither does. */
	readonly called: string;
	/** As the server or the name says it, without parameters; empty when neither does. */
	readonly mimeType: string;
	/** To be called when the bytes are handed on: until then they take room from other downloads. */
	release(): void;
}

/** What the operation says about its downloads. */
export interface DownloadRules {
	/** Hosts that links may lead to; see `readHosts`. */
	readonly hosts?: readonly string[];
	/** From the request to the last byte, redirections included. */
	readonly timeoutMs?: number;
	/** What to do about a file that is too large, in full sentences. */
	readonly tooLargeAdvice?: string;
}

/** The server refused; `expired` when it is one that can be opened by a fresh link. */
export interface RefusedDownload {
	readonly httpStatus: number;
	readonly expired: boolean;
}

/** Files are larger than answers, so they get longer where nobody says how long. */
const TIMEOUT_MS = 300_000;
const MOST_REDIRECTS = 5;
/** How much of a refusal is read to tell why. */
const REFUSAL_BYTES = 4096;

/**
 * Fetches a file and stops as soon as it is larger than allowed, whatever the server announced.
 * Redirections are followed one by one, each under the same rule as the link itself, so that none
 * leads from the web into a private network.
 *
 * @param largest in bytes.
 * @throws InvalidInput for addresses that may not be fetched and for files that are too large.
 * @throws NodeApiError when the server cannot be reached or the connection is lost.
 * @throws ExecutionCancelled when the user stops the execution.
 */
export async function downloadFile(
	context: DownloadContext,
	itemIndex: number,
	url: string,
	largest: number,
	label: string,
	rules: DownloadRules = {},
): Promise<DownloadedFile | RefusedDownload> {
	const timeoutMs = rules.timeoutMs ?? TIMEOUT_MS;
	const limit = new TimeLimit(timeoutMs, context.signal);
	let address = url;
	try {
		await assertAllowed(context, address, label, rules, null);
		for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
			const answer = await fetchStream(context, address, limit);
			try {
				const location = headerOf(answer, 'location');
				if (answer.statusCode >= 300 && answer.statusCode < 400 && location) {
					address = resolved(location, address);
					await assertAllowed(context, address, label, rules, url);
					continue;
				}
				if (answer.statusCode < 200 || answer.statusCode >= 300) return await refusal(answer);
				return await readFile(answer, address, { url, largest, label, rules, limit });
			} finally {
				answer.body.destroy?.();
			}
		}
	} catch (error) {
		throw explained(context, error, {
			address,
			itemIndex,
			timeoutMs: limit.isOver ? timeoutMs : null,
		});
	} finally {
		limit.end();
	}
	throw new InvalidInput(
		`'${label}' leads to more than ${MOST_REDIRECTS} redirects`,
		'Use the URL of the file itself.',
	);
}

/**
 * Holds a link to the one rule of all downloads.
 *
 * @param from the link that was given, when this is a redirection of it
 * @throws InvalidInput when it may not be fetched.
 */
async function assertAllowed(
	context: DownloadContext,
	link: string,
	label: string,
	{ hosts = [] }: DownloadRules,
	from: string | null,
): Promise<void> {
	const refused = refusalOf(link, { hosts });
	if (refused === null) return;
	// Nothing on the web may lead here, not even in a test.
	const startedHere = from === null || refusalOf(from, { hosts }) === 'thisMachine';
	if (refused === 'thisMachine' && startedHere && (await isStandIn(context))) return;
	const isInside = refused === 'thisMachine' || refused === 'privateNetwork';
	if (from !== null && isInside) {
		throw new InvalidInput(
			`'${label}' redirects to a private network`,
			'Use the URL of the file itself, and only servers you trust.',
		);
	}
	const { problem, advice } = REFUSALS[refused];
	const shown = refused === 'notListed' ? new URL(link).hostname : link.slice(0, 200);
	throw new InvalidInput(`'${label}' ${problem(shown)}`, advice);
}

const HOSTS_LABEL = mediaHostsProperty.displayName;
const NO_ADDRESS = {
	problem: (link: string) => `is not a URL to download from: ${link}`,
	advice: 'Use a full URL that starts with https://.',
};

const REFUSALS: Readonly<
	Record<AddressRefusal, { problem: (shown: string) => string; advice: string }>
> = Object.freeze({
	tooLong: {
		problem: () => 'is too long for an address',
		advice: NO_ADDRESS.advice,
	},
	notUrl: NO_ADDRESS,
	notHttps: NO_ADDRESS,
	thisMachine: {
		problem: () => 'leads to the machine that runs n8n',
		advice: `Use a public address. To download from this machine, add its host to the option '${HOSTS_LABEL}'.`,
	},
	privateNetwork: {
		problem: () => 'leads to a private network',
		advice: `To download from there, add the full host name to the option '${HOSTS_LABEL}'.`,
	},
	notListed: {
		problem: (host: string) =>
			`leads to ${host}, which is not one of the hosts in '${HOSTS_LABEL}'`,
		advice: `Add the host to the option '${HOSTS_LABEL}', or use another link.`,
	},
});

/**
 * Services of this machine trust whoever asks from it. So they are out of reach unless the
 * credential names this machine as the service: then it is a test.
 */
async function isStandIn({ functions }: DownloadContext): Promise<boolean> {
	const credential = await functions.getCredentials<AlibabaCloudCredential>(CREDENTIAL_NAME);
	const endpoint = endpointOf(credential, 'cams');
	return isLoopback(parseUrl(endpoint)?.hostname ?? '');
}

function resolved(location: string, base: string): string {
	return parseUrl(headerText(location), base)?.href ?? location;
}

async function fetchStream(
	{ functions }: DownloadContext,
	url: string,
	limit: TimeLimit,
): Promise<StreamAnswer> {
	const answer: Promise<StreamAnswer> = functions.helpers.httpRequest({
		method: 'GET',
		url,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: limit.leftMs,
		abortSignal: limit.signal,
	});
	return await answer.catch(async (error: unknown) => await Promise.reject(new Unreachable(error)));
}

/** No answer came; else the connection was lost after it had begun. */
class Unreachable extends Error {
	constructor(readonly reason: unknown) {
		super('No answer');
	}
}

/** The error that the user reads. What is explained already stays as it is. */
function explained(
	{ functions, signal }: DownloadContext,
	error: unknown,
	about: { address: string; itemIndex: number; timeoutMs: number | null },
): Error {
	if (signal?.aborted) return new ExecutionCancelled();
	if (error instanceof InvalidInput) return error;
	const { itemIndex } = about;
	const isUnreachable = error instanceof Unreachable;
	const reason = isUnreachable ? error.reason : error;
	// n8n's own rules about addresses speak for themselves.
	if (reason instanceof NodeApiError || reason instanceof NodeOperationError) {
		return new NodeOperationError(functions.getNode(), reason, { itemIndex });
	}
	const isLate = about.timeoutMs !== null;
	const code = isLate ? LOCAL_CODES.timeout : codeOf(reason, isUnreachable);
	const host = parseUrl(about.address)?.host ?? 'the server';
	const message = isLate
		? `The file did not arrive from ${host} within ${Number(about.timeoutMs) / 1000} seconds`
		: isUnreachable
			? `Could not download the file from ${host}`
			: `The connection to ${host} was lost during the download`;
	const advice = isUnreachable || isLate ? adviceOn(code, reason) : LOST_ADVICE;
	const failure = new NodeApiError(
		functions.getNode(),
		{ code },
		{ message, description: `${advice} Code: ${code}.`, itemIndex },
	);
	Object.assign(failure.context, {
		code,
		requestId: null,
		retryable: !isUnreachable || isLate,
		outcome: 'refused',
	});
	return failure;
}

function codeOf(reason: unknown, isUnreachable: boolean): LocalCode {
	return isUnreachable ? readConnectionFailure(reason).code : LOCAL_CODES.connectionLost;
}

/** What is wrong with a certificate is in the text of the error alone: its age, its host or its issuer. */
function adviceOn(code: LocalCode, reason: unknown): string {
	const known = ADVICE[code];
	if (known === undefined) return said(reason);
	return code === LOCAL_CODES.certificateNotTrusted ? `${known} ${said(reason)}` : known;
}

/** n8n refuses some addresses by rules of its own and says so only in the text of the error. */
function said(error: unknown): string {
	const text = error instanceof Error ? error.message.slice(0, 200) : '';
	return text ? `The connection ended with: "${text}".` : 'Run the workflow again later.';
}

const LOST_ADVICE =
	"Nothing was kept. Run the workflow again, or turn on 'Retry On Fail' in the settings of this node. If it fails at the same point each time, the server or a proxy cuts off large files.";

const ADVICE: Readonly<Record<string, string>> = Object.freeze({
	[LOCAL_CODES.hostNotFound]: 'Check the address: its host does not exist.',
	[LOCAL_CODES.blockedByN8n]:
		"n8n's SSRF protection blocks the address. If it is to be reached, add its host to N8N_SSRF_ALLOWED_HOSTNAMES, or its address to N8N_SSRF_ALLOWED_IP_RANGES, and restart n8n.",
	[LOCAL_CODES.certificateNotTrusted]:
		'The certificate of the host is not trusted. If it is your own and has not expired, set NODE_EXTRA_CA_CERTS to it and restart n8n.',
	[LOCAL_CODES.connectionRefused]: 'Check the address, and whether n8n may reach the host.',
	[LOCAL_CODES.timeout]:
		"Raise 'Timeout' on the Settings tab of the node, or run the workflow again later.",
});

interface Reading {
	/** The link that was given, before any redirection. */
	readonly url: string;
	readonly largest: number;
	readonly label: string;
	readonly rules: DownloadRules;
	readonly limit: TimeLimit;
}

/** The file of an answer that is a success. */
async function readFile(
	answer: StreamAnswer,
	address: string,
	{ url, largest, label, rules, limit }: Reading,
): Promise<DownloadedFile> {
	const outcome = await readBody(answer, largest, limit.signal, {
		// Other downloads of n8n are no fault of this one.
		waitFor: async (room) => await limit.without(room),
	});
	if ('refused' in outcome) {
		throw outcome.refused === 'tooLarge'
			? tooLarge(label, outcome.size, largest, rules)
			: new InvalidInput(
					`'${label}' leads to a file for which other downloads left no memory`,
					'Run the workflow again later, or download fewer large files at the same time.',
				);
	}
	const { data, reservation } = outcome;
	const served = headerOf(answer, 'content-type');
	const known = readMimeType(served);
	const disposition = headerOf(answer, 'content-disposition');
	const fileName = readFileName({ disposition, link: address, mimeType: known }) ?? 'file';
	return {
		data,
		fileName,
		called: readFileName({ disposition, link: url }) ?? '',
		mimeType: known ?? typeOfName(fileName) ?? plainType(served),
		release: () => reservation.release(),
	};
}

function tooLarge(
	label: string,
	size: number,
	largest: number,
	{ tooLargeAdvice }: DownloadRules,
): InvalidInput {
	return new InvalidInput(
		`'${label}' leads to a file that is too large: at least ${size} bytes, at most ${largest} are allowed`,
		tooLargeAdvice ?? 'Use a smaller file.',
	);
}

async function refusal(answer: StreamAnswer): Promise<RefusedDownload> {
	let text = '';
	for await (const chunk of answer.body) {
		text += Buffer.from(chunk).toString('utf8');
		if (text.length > REFUSAL_BYTES) break;
	}
	return {
		httpStatus: answer.statusCode,
		expired: answer.statusCode === 403 || /<Code>(?:AccessDenied|SecurityTokenExpired)</.test(text),
	};
}

function headerOf({ headers }: StreamAnswer, name: string): string {
	const value = headers[name];
	return typeof value === 'string' ? value : '';
}
