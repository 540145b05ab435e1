import { normalizeEntry } from '../../../../nodes/notifications/items/normalize';
import type { InboundItem } from '../../../../nodes/notifications/items/types';

/** An entry of a push: a message of Mei, as it comes without anything special. */
export const BASE = {
	MessageId: 'm-1',
	CustSpaceId: 'cams-x1',
	WabaId: '1',
	From: '6591230001',
	To: '6531589000',
	Timestamp: 1790000000000,
	Name: 'Mei',
	Type: 'TEXT',
	Message: 'hi',
};

export const PICTURE = 'https://cdn.example.com/p.jpg';

/** The item of that message with these fields. */
export function inbound(fields: object): InboundItem {
	const item = normalizeEntry({ ...BASE, ...fields });
	if (item.event !== 'inbound') throw new Error(`an ${item.event} item`);
	return item;
}
