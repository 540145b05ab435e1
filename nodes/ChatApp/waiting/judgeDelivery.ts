import type { IDataObject } from 'n8n-workflow';

import type { StatusItem } from '../../notifications/items/types';
import { CODES } from '../../notifications/waiting/wire';
import type { HandedItem } from './handover';
import type { DeliveryState } from './waitingState';

/** How far a message has to come before its execution continues. */
export type Milestone = 'sent' | 'delivered' | 'read';

/** In the order in which a message reaches them. */
const ORDER = ['sent', 'delivered', 'read'] as const satisfies readonly Milestone[];

/** Whether a status means that a message has come as far as that. */
export function hasReached(status: string, milestone: Milestone): boolean {
	const at = (ORDER as readonly string[]).indexOf(status);
	return at >= ORDER.indexOf(milestone);
}

/** What is known of a delivery. */
export type Delivery = {
	status: string;
	/** ISO 8601, UTC. */
	at: string | null;
	error: StatusItem['error'];
};

export type DeliveryVerdict =
	| { readonly is: 'ended'; readonly delivery: Delivery }
	| { readonly is: 'refused'; readonly reason: string };

/** @param signed the answer of the reference: a code and the nonce. */
export function judgeDelivery(
	{ nonce: wanted }: DeliveryState,
	signed: string,
	item: HandedItem,
): DeliveryVerdict {
	const [code, nonce] = signed.split('-');
	const milestone = ORDER.find((one) => CODES[one] === code);
	if (nonce !== wanted || !milestone) return { is: 'refused', reason: 'not of this message' };
	if (item.event !== 'status') return { is: 'refused', reason: 'not a delivery status' };
	const { status, timestamp: at, error } = item;
	if (status !== 'failed' && !hasReached(status, milestone)) {
		return { is: 'refused', reason: 'not far enough' };
	}
	return { is: 'ended', delivery: { status, at, error: status === 'failed' ? error : null } };
}

/**
 * The result of a message with its delivery.
 *
 * @param delivery the last that is known of it.
 * @param isEnded whether that is what was waited for, or a failure; otherwise the time is over.
 */
export function deliveryResult(
	sent: IDataObject,
	delivery: Delivery | null,
	isEnded: boolean,
): IDataObject {
	return { ...sent, outcome: isEnded && delivery ? delivery.status : 'timeout', delivery };
}
