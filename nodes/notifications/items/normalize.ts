import { toAuditItem } from './audit';
import { isDeeperThan, MAX_DEPTH, pruned } from '../../alibabaCloud/wire/depth';
import { unwrapJson } from '../../alibabaCloud/wire/embedded';
import { entriesIn, entriesOf, isOfTopic } from './envelope';
import { keyOfContent } from './eventKey';
import { withServiceNames } from './fieldNames';
import { isEntry } from './fields';
import { toInboundItem } from './inbound';
import { kindOf } from './kind';
import { withoutReferences } from './carriedReference';
import { toStatusItem } from './status';
import { readTime, toIso } from './time';
import type { Json, NotificationItem, UnknownItem } from './types';

const READERS = Object.freeze({
	inbound: toInboundItem,
	status: toStatusItem,
	audit: toAuditItem,
});

/**
 * Turns the body of a push or of a queue message into items, one for each notification in it.
 *
 * Takes an array, a single object, or JSON text of either, also when that is wrapped in a JSON
 * string or in the `data` of an envelope once more. Never throws, and never drops anything: what cannot be read becomes one
 * `unknown` item that holds it.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/configure-message-receipts
 */
export function normalizeBody(body: unknown): NotificationItem[] {
	const content = entriesOf(body);
	return Array.isArray(content) ? content.flatMap(normalizeAll) : [normalizeEntry(content)];
}

/** Turns an entry of a list into items: usually one, or those of a list or an envelope in the list. */
export function normalizeAll(entry: unknown): NotificationItem[] {
	const item = normalizeEntry(entry);
	// Only then it can be anything else, and most are not looked at twice.
	const inner = item.event === 'unknown' || isOfTopic(entry) ? entriesIn(entry) : null;
	return inner === null ? [item] : inner.map(normalizeEntry);
}

/** Turns one notification into one item. Never throws. */
export function normalizeEntry(entry: unknown): NotificationItem {
	return withoutReferences(readEntry(entry));
}

function readEntry(entry: unknown): NotificationItem {
	const content = isDeeperThan(entry, MAX_DEPTH) ? pruned(entry, MAX_DEPTH) : entry;
	const raw: Json = content === undefined ? null : (content as Json);
	const unwrapped = unwrapJson(content);
	if (!isEntry(unwrapped)) return toUnknownItem(raw, null);

	const fields = withServiceNames(unwrapped);
	const kind = kindOf(fields);
	return kind === 'unknown'
		? toUnknownItem(raw, toIso(readTime(fields)))
		: READERS[kind](fields, raw);
}

function toUnknownItem(raw: Json, timestamp: string | null): UnknownItem {
	return { event: 'unknown', timestamp, eventKey: keyOfContent(raw), raw };
}
