import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../../../alibabaCloud/input/text';
import { CREDENTIAL_NAME } from '../../../../alibabaCloud/client/client';
import {
	customEndpoint,
	type AlibabaCloudCredential,
} from '../../../../alibabaCloud/wire/endpoints';
import { openQueue } from '../../../../alibabaCloud/queue/access';
import { resolveSite, type SiteName } from '../../../../alibabaCloud/queue/site';
import { isNodeFailure } from '../../../runtime/failures';
import type { OperationContext } from '../../../runtime/operation';
import { dataOf } from '../../../runtime/results';
import { collectPages, rowsOf, totalOf } from '../../../../alibabaCloud/lists/pages';
import { deliveryLines } from './delivery';
import { healthLine } from './health';
import {
	type CheckLine,
	failedLine,
	line,
	missingPermission,
	permissionsLine,
	type Settled,
} from './line';
import { channelLine, credentialLine, findChannel, serviceLine } from './account';
import { numberLine, phoneOf } from './numbers';
import { namedQueues, queueLine } from './queues';
import { triggerUrlLine } from './triggerUrl';

/** Each number costs a call of which the service takes five a second. */
const MAX_NUMBERS = 50;
const MAX_CHANNELS = 1_000;

export interface Subject {
	readonly channelId: string;
	readonly triggerUrl: string;
	/** Digits of the only number to look at, empty for all. */
	readonly onlyNumber: string;
	readonly site: SiteName;
}

/** Every check by itself: one that fails says so and stops no other. */
export async function examine(context: OperationContext, subject: Subject): Promise<CheckLine[]> {
	const { channelId, triggerUrl, onlyNumber } = subject;
	const missing: string[] = [];
	const noteRight = (settled: Settled<unknown>): void => {
		const right = settled.ok ? null : missingPermission(settled.failure.description);
		if (right !== null) missing.push(right);
	};
	const read = async (action: string, body: IDataObject = {}): Promise<Settled<IDataObject>> => {
		const call = context.callApi({ product: 'cams', action, retry: 'safe', body });
		const settled = await settle(call);
		noteRight(settled);
		return settled;
	};

	const service = await read('GetChatappOpenStatus');
	const credential = credentialLine(service);
	const urlLine = triggerUrlLine(triggerUrl);
	// Where no call can succeed, the same reason ten times over would hide it.
	if (credential.status === 'Problem') return [credential, urlLine];

	const [channels, numbers, bound] = await Promise.all([
		settle(listChannels(context)),
		read('QueryChatappPhoneNumbers', { CustSpaceId: channelId }),
		read('QueryChatappBindWaba', { CustSpaceId: channelId }),
	]);
	noteRight(channels);

	const channelType = channels.ok
		? textOf(findChannel(channels.value, channelId)?.ChannelType)
		: '';
	const isWhatsApp = channelType === '' || channelType.toLowerCase() === 'whatsapp';
	const all = numbers.ok ? rowsOf(numbers.value, 'PhoneNumbers') : [];
	const rows = all
		.filter((row) => onlyNumber === '' || phoneOf(row) === `+${onlyNumber}`)
		.slice(0, MAX_NUMBERS);

	const health: CheckLine[] = isWhatsApp ? [await accountHealth(read, channelId, bound)] : [];
	for (const number of rows) {
		const PhoneNumber = textOf(number.PhoneNumber).replace(/^\+/, '');
		const body = { CustSpaceId: channelId, NodeType: 'phone', PhoneNumber };
		const answer = await read('GetWhatsappHealthStatus', body);
		health.push(toHealthLine(`WhatsApp Health of ${phoneOf(number)}`, answer));
	}
	const queues = await Promise.all(
		namedQueues(rows).map(async (queue) => {
			const siteOf = async () => await queueSite(context, subject.site);
			return await queueLine(queue, openQueue(context.functions, queue, siteOf, Date.now));
		}),
	);
	missing.push(...queues.map(({ todo }) => missingPermission(todo)).filter((one) => one !== null));

	return [
		credential,
		permissionsLine(missing),
		serviceLine(service),
		channels.ok ? channelLine(channels.value, channelId) : failedLine('Channel', channels.failure),
		...(onlyNumber !== '' && numbers.ok && rows.length === 0
			? [unknownNumber(onlyNumber, all.length)]
			: numberLines(numbers, rows, isWhatsApp, triggerUrl)),
		urlLine,
		...queues,
		...health,
	];
}

function unknownNumber(digits: string, count: number): CheckLine {
	return line(
		`Number +${digits}`,
		'Problem',
		`The channel has ${count} phone numbers, but not this one.`,
		"Correct the option 'Phone Number', or choose the channel of the number.",
	);
}

async function settle<T>(call: Promise<T>): Promise<Settled<T>> {
	return await call.then(
		(value): Settled<T> => ({ ok: true, value }),
		// What is no failure of a call, such as the user's stop, ends the whole check.
		async (error: unknown): Promise<Settled<T>> =>
			isNodeFailure(error) ? { ok: false, failure: error } : await Promise.reject(error),
	);
}

async function listChannels(context: OperationContext): Promise<IDataObject[]> {
	return await collectPages(async (PageIndex, PageSize) => {
		const body = { PageIndex, PageSize };
		const answer = await context.callApi({
			product: 'cams',
			action: 'ListInstance',
			retry: 'safe',
			body,
		});
		return { rows: rowsOf(answer, 'Data'), total: totalOf(answer, 'TotalCount') };
	}, MAX_CHANNELS);
}

function numberLines(
	numbers: Settled<IDataObject>,
	rows: readonly IDataObject[],
	isWhatsApp: boolean,
	triggerUrl: string,
): CheckLine[] {
	if (!numbers.ok) return [failedLine('Numbers', numbers.failure)];
	if (rows.length > 0) {
		return rows.flatMap((row) => [numberLine(row), ...deliveryLines(row, triggerUrl)]);
	}
	return isWhatsApp
		? [
				line(
					'Numbers',
					'Problem',
					'The channel has no phone number, so nobody can message it.',
					'Add one with Phone Number > Add.',
				),
			]
		: [
				line(
					'Numbers',
					'Not Checked',
					'The service returns senders and their receipt URLs for WhatsApp only.',
					'Check them under Channel Management in the Chat App Message Service console.',
				),
			];
}

async function accountHealth(
	read: (action: string, body: IDataObject) => Promise<Settled<IDataObject>>,
	channelId: string,
	bound: Settled<IDataObject>,
): Promise<CheckLine> {
	const name = 'WhatsApp Health of Business Account';
	if (!bound.ok) return failedLine(name, bound.failure);
	const WabaId = textOf(dataOf(bound.value).Id);
	if (WabaId === '') {
		return line(
			name,
			'Problem',
			'No WhatsApp business account is bound to the channel.',
			'Bind one with Business Account > Bind.',
		);
	}
	const body = { CustSpaceId: channelId, NodeType: 'waba', WabaId };
	return toHealthLine(name, await read('GetWhatsappHealthStatus', body));
}

function toHealthLine(name: string, answer: Settled<IDataObject>): CheckLine {
	return answer.ok ? healthLine(name, dataOf(answer.value)) : failedLine(name, answer.failure);
}

async function queueSite(context: OperationContext, site: Subject['site']) {
	const credential =
		await context.functions.getCredentials<AlibabaCloudCredential>(CREDENTIAL_NAME);
	return resolveSite(
		site,
		{},
		{
			dybaseapi: customEndpoint(credential, 'dybaseapi'),
			mns: customEndpoint(credential, 'mns'),
		},
	);
}
