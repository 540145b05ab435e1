import type { NotificationItem } from '../items/types';

/**
 * How an item behaves where quick messages are joined.
 *
 * - `hold`: something that people write in several pieces; it waits for the next piece
 * - `act`: a deliberate act that is complete in itself, such as a tap. It runs at once and stays an
 *   item of its own, after what the person wrote before
 * - `pass`: no part of what is being said, such as a reaction; it runs at once
 */
export type Manner = 'hold' | 'act' | 'pass';

/** By type; what is not listed passes, so that nothing unknown waits. */
const BY_TYPE = Object.freeze({
	text: 'hold',
	image: 'hold',
	video: 'hold',
	audio: 'hold',
	voice: 'hold',
	document: 'hold',
	sticker: 'hold',
	location: 'hold',
	contact: 'hold',
	contacts: 'hold',
	reply: 'act',
	button: 'act',
	interactive: 'act',
	button_reply: 'act',
	list_reply: 'act',
	nfm_reply: 'act',
	order: 'act',
}) satisfies Readonly<Record<string, Manner>>;

/**
 * A stop word joined with other text would not be one any more, so it counts as an act. What the
 * business wrote itself and what names nobody passes.
 */
export function mannerOf(item: NotificationItem): Manner {
	if (item.event !== 'inbound' || item.isEcho || item.from.key === null) return 'pass';
	if (item.reply !== null || item.optOut) return 'act';
	return Object.hasOwn(BY_TYPE, item.type) ? BY_TYPE[item.type as keyof typeof BY_TYPE] : 'pass';
}

/** One person and one business number; null for what no person wrote. */
export function personOf(item: NotificationItem): string | null {
	if (item.event !== 'inbound' || item.isEcho || item.from.key === null) return null;
	return JSON.stringify([item.to ?? item.channelId, item.from.key]);
}

/** As `personOf`, with the group: what somebody writes in a group is not joined with other chats. */
export function conversationOf(item: NotificationItem): string | null {
	const person = personOf(item);
	if (person === null || item.event !== 'inbound') return null;
	return JSON.stringify([person, item.groupId]);
}

/** When a person wrote, in milliseconds; null where the notification does not say. */
export function timeOf({ timestamp }: NotificationItem): number | null {
	const time = timestamp === null ? Number.NaN : Date.parse(timestamp);
	return Number.isFinite(time) ? time : null;
}
