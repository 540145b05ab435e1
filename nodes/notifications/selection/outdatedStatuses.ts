import type { NotificationItem } from '../items/types';

/**
 * The states that make another one old news. A failure does not undo that a message was read, but
 * a delivery can follow a failure: the service may try again.
 *
 * The service does not promise to send statuses in their order.
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/configure-message-receipts
 */
const OUTDATED_BY = Object.freeze({
	sent: ['delivered', 'read', 'failed', 'deleted'],
	delivered: ['read', 'deleted'],
	failed: ['read', 'delivered', 'deleted'],
	read: ['deleted'],
}) satisfies Readonly<Record<string, readonly string[]>>;

/** The key under which it is remembered that a message reached a state; null for other items. */
export function stateKeyOf(item: NotificationItem): string | null {
	return item.event === 'status' ? keyOf(item, item.status) : null;
}

/** The keys of the states that would make this item outdated. */
export function laterStateKeysOf(item: NotificationItem): string[] {
	if (item.event !== 'status' || !Object.hasOwn(OUTDATED_BY, item.status)) return [];
	return OUTDATED_BY[item.status as keyof typeof OUTDATED_BY].map((state) => keyOf(item, state));
}

/** One id can stand for many recipients: those of one mass sending share it. */
function keyOf(item: NotificationItem & { event: 'status' }, state: string): string {
	return `state:${item.messageId}:${item.to ?? item.recipient.key}:${state}`;
}
