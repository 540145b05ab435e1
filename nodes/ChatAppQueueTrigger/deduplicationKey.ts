import { createHash } from 'node:crypto';

import type { NotificationItem } from '../notifications/items/types';
import type { QueueMessage } from '../alibabaCloud/queue/xml';

/** The column that n8n stores the key in is no longer than this. */
const MAX_LENGTH = 255;

/** Events that cannot happen twice. A review can: a template may be paused again next week. */
export const UNIQUE_EVENTS: ReadonlySet<NotificationItem['event']> = new Set(['inbound', 'status']);

/**
 * The key under which n8n starts one run and no second.
 *
 * n8n keeps keys for the whole installation and as long as it keeps executions, failed ones
 * included. So the key names the node, or a second workflow would get nothing; and it changes
 * when the queue delivers a message again, or a failed run could not be repeated.
 *
 * @param scope what tells this node from all others, e.g. ids of workflow and node
 */
export function deduplicationKey(
	scope: string,
	message: Pick<QueueMessage, 'id' | 'dequeueCount'>,
	items: readonly NotificationItem[],
): string {
	const [item] = items;
	const isUniqueEvent = items.length === 1 && item !== undefined && UNIQUE_EVENTS.has(item.event);
	const key =
		isUniqueEvent && message.dequeueCount <= 1
			? `${scope}:${item.eventKey}`
			: `${scope}:smq:${message.id}:${message.dequeueCount}`;
	return key.length <= MAX_LENGTH ? key : hashOf(key);
}

/** The key of a run of several messages; it stands for exactly these. */
export function joinedKey(keys: readonly string[]): string {
	const [only] = keys;
	return keys.length === 1 && only !== undefined ? only : hashOf([...keys].sort().join('\n'));
}

function hashOf(text: string): string {
	return `x:${createHash('sha256').update(text).digest('hex')}`;
}
