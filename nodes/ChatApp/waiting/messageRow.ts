import type { IDataObject } from 'n8n-workflow';

import { explainDeliveryCode } from '../../alibabaCloud/errors/deliveryCodes';
import { textOf } from '../../alibabaCloud/input/text';
import type { Delivery } from './judgeDelivery';

/** "Not delivered", "not yet read" and "unsuccessful" say that it has not come as far as that. */
const DENIED = /\b(?:not|no)[ _-](?:yet[ _-])?[a-z]+|\bun(?:read|sent|success)[a-z]*/g;

/**
 * What the message list says about a message. The values of its states are not documented, so they
 * are read by the words in them, the furthest state first; what says nothing known is taken as
 * accepted alone.
 *
 * @param row with the service's names.
 * @returns `null` when the row says no more than that the message was accepted.
 */
export function deliveryOfRow(row: IDataObject): Delivery | null {
	const says = (...names: string[]): string =>
		names.map((name) => textOf(row[name]).toLowerCase()).join(' ');
	const told = (text: string): string => text.replace(DENIED, ' ');
	const state = told(says('MessageStatus', 'MessageStatusName'));
	const accepted = told(says('ClientAcceptStatus', 'ClientAcceptStatusName'));
	const reason = textOf(row.FailReason);
	if (/fail|undeliver|reject/.test(`${state} ${accepted}`)) return failed(reason);
	const read = says('ClientReadStatus', 'ClientReadStatusName');
	if (/\bread\b/.test(`${read} ${state}`) && told(read) === read) {
		return { status: 'read', at: null, error: null };
	}
	if (/deliver/.test(`${accepted} ${state}`)) return { status: 'delivered', at: null, error: null };
	if (/\bsent\b|success/.test(state)) return { status: 'sent', at: null, error: null };
	return null;
}

function failed(reason: string): Delivery {
	const code = /\b\d{3,7}\b/.exec(reason)?.[0] ?? null;
	const error = { code, message: reason || null, ...explainDeliveryCode(code) };
	return { status: 'failed', at: null, error };
}
