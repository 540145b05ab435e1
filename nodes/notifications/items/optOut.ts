import { unwrapJson } from '../../alibabaCloud/wire/embedded';
import { withServiceNames } from './fieldNames';
import { isEntry } from './fields';
import { type Preference, preferenceOf } from './preference';
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
	return { ...item, optOut: isOptOut(preferenceOf(fields), item, words) };
}

/**
 * Whether a person asks not to be written to any more.
 *
 * @param preference what the notification tells of it
 * @param content what was read from the notification
 */
export function isOptOut(
	preference: Preference | null,
	content: Pick<InboundItem, 'type' | 'text' | 'media'>,
	words: StopWords,
): boolean {
	return preference === null ? saysStop(content, words) : preference === 'stop';
}

/** Words below a file are about the file, and a notice was not written by the person. */
function saysStop(
	{ type, text, media }: Pick<InboundItem, 'type' | 'text' | 'media'>,
	words: StopWords,
): boolean {
	return text !== null && media === null && type !== 'system' && isStopWord(text, words);
}
