import { unwrapJson } from '../../alibabaCloud/wire/embedded';
import { withServiceNames } from './fieldNames';
import { type Entry, isEntry } from './fields';
import { preferenceOf } from './preference';
import { isStopWord, type StopWords } from './stopWords';
import type { InboundItem, NotificationItem } from './types';

/**
 * Marks the wish to hear nothing more by the stop words of the trigger instead of the usual ones.
 * What WhatsApp itself tells counts with any words.
 */
export function withOptOutMarked(item: NotificationItem, words: StopWords): NotificationItem {
	if (item.event !== 'inbound' || item.isEcho) return item;
	const entry = unwrapJson(item.raw);
	const fields = isEntry(entry) ? withServiceNames(entry) : {};
	return { ...item, optOut: isOptOut(fields, item, words) };
}

/**
 * Whether a person asks not to be written to any more.
 *
 * @param entry the notification, with the service's names
 * @param content what was read from it
 */
export function isOptOut(
	entry: Entry,
	content: Pick<InboundItem, 'type' | 'text' | 'media'>,
	words: StopWords,
): boolean {
	const preference = preferenceOf(entry);
	return preference === null ? saysStop(content, words) : preference === 'stop';
}

/** Words below a file are about the file, and a notice was not written by the person. */
function saysStop(
	{ type, text, media }: Pick<InboundItem, 'type' | 'text' | 'media'>,
	words: StopWords,
): boolean {
	return text !== null && media === null && type !== 'system' && isStopWord(text, words);
}
