import type { IDataObject } from 'n8n-workflow';

import { rowsOf } from '../../alibabaCloud/lists/pages';
import { toAddress, toText } from '../items/fields';
import type { EventKind } from '../items/types';

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
	/** The names of these queues; empty when there is none. */
	readonly queues: Readonly<Record<NumberKind, string>>;
}

export const NUMBER_KINDS: readonly NumberKind[] = Object.freeze(['inbound', 'status'] as const);

/** The key of the rows in the answer. */
export const NUMBERS = 'PhoneNumbers';

/**
 * Reads the numbers of a channel with their URLs out of an answer. Nothing in it says whether the
 * queue is on; the names of queues are what comes closest.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/use-cases/manage-phone-numbers
 */
export function readCallbacks(envelope: IDataObject): NumberCallbacks[] {
	return rowsOf(envelope, NUMBERS).flatMap((row) => {
		const text = (name: string) => toText(row[name]) ?? '';
		const number = toAddress(text('PhoneNumber') || null);
		if (number === null) return [];
		const queues = { inbound: text('UpQueue'), status: text('StatusQueue') };
		return [
			{
				number,
				urls: { inbound: text('UpCallbackUrl'), status: text('StatusCallbackUrl') },
				queued: queues.inbound !== '' || queues.status !== '',
				queues,
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
	{ number, urls, queued }: Omit<NumberCallbacks, 'queues'>,
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
