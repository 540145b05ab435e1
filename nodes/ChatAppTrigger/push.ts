import { sleep } from 'n8n-workflow';

import { textDepth, textLength } from '../alibabaCloud/wire/depth';
import { MAX_TEXT_DEPTH } from '../alibabaCloud/wire/embedded';
import { entriesOf, parseBody } from '../notifications/items/envelope';
import { normalizeEntry } from '../notifications/items/normalize';
import type { NotificationItem } from '../notifications/items/types';

/** What came in one call of the service, or why it cannot be read at all. */
export type Push =
	| {
			readonly accepted: true;
			readonly items: NotificationItem[];
			/** Entries of a large push that are still to be read, in turns with other work. */
			readonly left?: readonly unknown[];
	  }
	| { readonly accepted: false; readonly reason: string; readonly isTooLarge?: boolean };

/**
 * The body that counts as taken. It is documented for pushes of text messages (SMS), where any other
 * answer brings the same again; for this service it is not confirmed, but safe there too.
 *
 * Source: https://help.aliyun.com/zh/sms/smsreport-http-intl
 */
export const ACCEPTED = Object.freeze({ code: 0, msg: 'ok' });

export function refusal(reason: string): { code: number; msg: string } {
	return { code: 1, msg: reason };
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/** What n8n takes by default. It can be set higher there, for other workflows. */
export const MAX_BYTES = 16 * 1024 * 1024;

/**
 * How many notifications a push may hold. The largest that the service sends is not known, and a
 * push that is refused may be repeated for ever, so this is far beyond what was ever seen.
 */
export const MAX_ENTRIES = 50_000;

/** So many are read in some milliseconds; then other work of n8n has its turn. */
const ENTRIES_AT_ONCE = 500;

/** Looking into the memory takes less; so many take some milliseconds as well. */
export const MARKS_AT_ONCE = 5_000;

export const TOO_LARGE: Push = Object.freeze({
	accepted: false,
	reason: `The body contains more than ${MAX_ENTRIES} notifications or ${MAX_BYTES / 1024 / 1024} MB`,
	isTooLarge: true,
});

/**
 * Reads the body of a push: a JSON array of notifications by the documentation, single objects
 * and JSON text of either as well. Entries that cannot be read become `unknown` items.
 *
 * Of a large push only the first entries are read; `readLeft` reads the others.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound
 */
export function readPush(body: string): Push {
	const text = body.replace(BYTE_ORDER_MARK, '').trim();
	if (text === '') return refused('The body is empty');
	// To parse millions of entries only to refuse them takes a second and a gigabyte.
	if (text.length > MAX_ENTRIES && textLength(text) > MAX_ENTRIES) return TOO_LARGE;

	const parsed = parseBody(text);
	if (parsed === undefined) {
		const isTooDeep = textDepth(text) > MAX_TEXT_DEPTH;
		return refused(isTooDeep ? 'The body is nested too deeply' : 'The body is not JSON');
	}

	const content = entriesOf(parsed);
	if (typeof content !== 'object' || content === null) {
		return refused('The body is neither an array nor an object');
	}
	const entries: unknown[] = Array.isArray(content) ? content : [content];
	if (entries.length > MAX_ENTRIES) return TOO_LARGE;
	const items = entries.slice(0, ENTRIES_AT_ONCE).map(normalizeEntry);
	if (entries.length <= ENTRIES_AT_ONCE) return { accepted: true, items };
	return { accepted: true, items, left: entries.slice(ENTRIES_AT_ONCE) };
}

/** Reads what `readPush` has left, with a pause before each part of it. */
export async function readLeft(
	left: readonly unknown[],
	pause: () => Promise<void>,
): Promise<NotificationItem[]> {
	await pause();
	return await inParts(left, (part) => part.map(normalizeEntry), pause);
}

/** Lets n8n do something else, while a large push is read. */
export async function pause(): Promise<void> {
	await sleep(0);
}

/** What becomes of the entries of a push, part by part, with a pause between the parts. */
export async function inParts<Entry, Result>(
	entries: readonly Entry[],
	work: (part: readonly Entry[]) => readonly Result[],
	pause: () => Promise<void>,
	atOnce = ENTRIES_AT_ONCE,
): Promise<Result[]> {
	const results: Result[] = [];
	for (let start = 0; start < entries.length; start += atOnce) {
		if (start > 0) await pause();
		results.push(...work(entries.slice(start, start + atOnce)));
	}
	return results;
}

function refused(reason: string): Push {
	return { accepted: false, reason };
}
