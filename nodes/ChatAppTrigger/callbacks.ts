import type { IDataObject } from 'n8n-workflow';

import { toAddress, toText } from '../notifications/items/fields';
import type { EventKind } from '../notifications/items/types';

/** The kinds whose URL belongs to a number; that for reviews belongs to the account. */
export type NumberKind = Exclude<EventKind, 'audit'>;

/** The URLs of one kind each; empty when there is none. */
export type CallbackUrls = Readonly<Record<NumberKind, string>>;

export interface NumberCallbacks {
	/** Digits only. */
	readonly number: string;
	readonly urls: CallbackUrls;
	/** Whether notifications of the number go into queues as well. */
	readonly queued: boolean;
}

export type OlderUrls = Partial<Readonly<Record<NumberKind, readonly string[]>>>;

/** What was changed at the service, to be changed back. Kept in the node's static data. */
export interface Registration {
	/** The URL that was set. */
	readonly url: string;
	readonly channel: string;
	/** For each number and kind that was changed, the URL from before. */
	readonly replaced: Readonly<Record<string, Partial<CallbackUrls>>>;
	/**
	 * Where a replaced URL was that of another trigger of this n8n: what that one had replaced, and
	 * so on. It is come back to when the trigger in front of it is no longer published.
	 */
	readonly older?: Readonly<Record<string, OlderUrls>>;
	readonly account: boolean;
	/** Numbers whose statuses were only wanted because nobody else wanted them. */
	readonly spare?: readonly string[];
}

export const NUMBER_KINDS: readonly NumberKind[] = Object.freeze(['inbound', 'status'] as const);

/**
 * Reads the numbers of a channel with their URLs out of an answer. Nothing in it says whether the
 * queue is on; the names of queues are what comes closest.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/use-cases/manage-phone-numbers
 */
export function readCallbacks(envelope: IDataObject): NumberCallbacks[] {
	const rows: unknown[] = Array.isArray(envelope.PhoneNumbers) ? envelope.PhoneNumbers : [];
	return rows.flatMap((row) => {
		if (typeof row !== 'object' || row === null) return [];
		const text = (name: string) => toText((row as IDataObject)[name]) ?? '';
		const number = toAddress(text('PhoneNumber') || null);
		if (number === null) return [];
		return [
			{
				number,
				urls: { inbound: text('UpCallbackUrl'), status: text('StatusCallbackUrl') },
				queued: text('UpQueue') !== '' || text('StatusQueue') !== '',
			},
		];
	});
}

/**
 * All parameters of UpdatePhoneWebhook: it is not documented what happens to one that is left out.
 *
 * Source: https://help.aliyun.com/en/chatapp/developer-reference/api-cams-2020-06-06-updatephonewebhook
 */
export function phoneWebhookBody(
	channel: string,
	{ number, urls, queued }: NumberCallbacks,
): Record<string, string> {
	return {
		CustSpaceId: channel,
		PhoneNumber: number,
		UpCallbackUrl: urls.inbound,
		StatusCallbackUrl: urls.status,
		HttpFlag: urls.inbound === '' && urls.status === '' ? 'N' : 'Y',
		QueueFlag: queued ? 'Y' : 'N',
	};
}

/**
 * All parameters of UpdateAccountWebhook. Whether reviews go into a queue cannot be read: to go on
 * filling one that nobody reads does less harm than to cut off a reader.
 *
 * Source: https://www.alibabacloud.com/help/es/chatapp/developer-reference/api-cams-2020-06-06-updateaccountwebhook
 */
export function accountWebhookBody(channel: string, url: string): Record<string, string> {
	return {
		CustSpaceId: channel,
		StatusCallbackUrl: url,
		HttpFlag: url === '' ? 'N' : 'Y',
		QueueFlag: 'Y',
	};
}

/** The URLs of a number with ours in place of those of the chosen kinds. */
export function withOurs(
	{ urls }: NumberCallbacks,
	kinds: readonly NumberKind[],
	url: string,
): CallbackUrls {
	return {
		inbound: kinds.includes('inbound') ? url : urls.inbound,
		status: kinds.includes('status') ? url : urls.status,
	};
}

export function areEqual(left: CallbackUrls, right: CallbackUrls): boolean {
	return NUMBER_KINDS.every((kind) => left[kind] === right[kind]);
}

/**
 * The first URL that belongs to somebody else.
 *
 * @param isSpare whether a URL is there only for as long as nobody else wants its place
 */
export function findForeign(
	numbers: readonly NumberCallbacks[],
	kinds: readonly NumberKind[],
	ours: readonly string[],
	isSpare: (url: string, number: string) => boolean = () => false,
): { number: string; kind: NumberKind; url: string } | null {
	for (const { number, urls } of numbers) {
		for (const kind of kinds) {
			const url = urls[kind];
			if (url === '' || ours.includes(url)) continue;
			if (kind === 'status' && isSpare(url, number)) continue;
			return { number, kind, url };
		}
	}
	return null;
}

/** The kinds to register of a number: those that are chosen, and statuses where they are free. */
export function kindsOf(
	{ urls }: NumberCallbacks,
	{ kinds, spareStatuses }: { kinds: readonly NumberKind[]; spareStatuses: boolean },
	ours: readonly string[],
): readonly NumberKind[] {
	const isFree = urls.status === '' || ours.includes(urls.status);
	return spareStatuses && isFree ? [...kinds, 'status'] : kinds;
}

/**
 * The URLs to come back to. What is there now was ours only if it is one of `ours`; then that
 * from before is what an earlier registration replaced.
 */
export function replacedBy(
	present: NumberCallbacks,
	kinds: readonly NumberKind[],
	earlier: Registration | null,
	url: string,
): Partial<CallbackUrls> {
	const ours = [url, earlier?.url];
	return Object.fromEntries(
		kinds.map((kind) => [
			kind,
			ours.includes(present.urls[kind])
				? (earlier?.replaced[present.number]?.[kind] ?? '')
				: present.urls[kind],
		]),
	);
}

/**
 * The URLs to come back to for those kinds where ours is still set, the newest first. All but the
 * last of a kind are those of other triggers, which may be unpublished by now.
 */
export function comebacks(
	present: NumberCallbacks,
	{ url, replaced, older }: Registration,
): Partial<Readonly<Record<NumberKind, readonly string[]>>> {
	const found = NUMBER_KINDS.flatMap((kind) => {
		const before = replaced[present.number]?.[kind];
		if (present.urls[kind] !== url || before === undefined) return [];
		return [[kind, [before, ...(older?.[present.number]?.[kind] ?? [])]] as const];
	});
	return Object.fromEntries(found);
}

/** Reads what was saved; null for anything else. */
export function readRegistration(stored: unknown): Registration | null {
	if (typeof stored !== 'object' || stored === null) return null;
	const { url, channel, replaced, older, account, spare } = stored as Partial<Registration>;
	if (typeof url !== 'string' || typeof channel !== 'string') return null;
	return {
		url,
		channel,
		replaced: { ...replaced },
		...(older === undefined ? {} : { older: { ...older } }),
		account: account === true,
		...(Array.isArray(spare) ? { spare: spare.map(String) } : {}),
	};
}
