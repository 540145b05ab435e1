import { sleep } from 'n8n-workflow';

import { type Outline, outlineOf, type TextPart } from '../alibabaCloud/wire/depth';
import { decodeBody } from '../alibabaCloud/queue/messageBody';
import {
	MAX_BODY_VALUES,
	MAX_TEXT_DEPTH,
	MAX_VALUES,
	parseOrMend,
} from '../alibabaCloud/wire/embedded';
import { entriesOf, withoutQuotes } from '../notifications/items/envelope';
import { normalizeAll, normalizeEntry } from '../notifications/items/normalize';
import type { NotificationItem } from '../notifications/items/types';

/** What came in one call of the service, or why it cannot be read at all. */
export type Push =
	| {
			readonly accepted: true;
			readonly items: NotificationItem[];
			/** The turns in which the rest of a large push is to be read, with other work in between. */
			readonly left?: readonly Turn[];
	  }
	| { readonly accepted: false; readonly reason: string; readonly isTooLarge?: boolean };

/** Reads some entries. */
type Turn = () => NotificationItem[];

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
 * push that is refused may be repeated forever, so this is far beyond what was ever seen.
 */
const MAX_ENTRIES = 50_000;

/** How many values a push may hold at any depth: thirty for each notification of the largest push. */
const MAX_PUSH_VALUES = 30 * MAX_ENTRIES;

/** So many are read in some milliseconds; then other work of n8n has its turn. */
const ENTRIES_AT_ONCE = 500;

/** The same for entries that are longer than usual. A single one can be as long as the whole push. */
const CHARACTERS_AT_ONCE = 256 * 1024;

/** Looking into the memory takes less; so many take some milliseconds as well. */
export const MARKS_AT_ONCE = 5_000;

export const TOO_LARGE: Push = Object.freeze({
	accepted: false,
	reason: `The body contains more than ${MAX_ENTRIES} notifications, ${MAX_PUSH_VALUES} values (${MAX_BODY_VALUES} if it is not a list) or ${MAX_BYTES / 1024 / 1024} MB`,
	isTooLarge: true,
});

export const NOT_JSON: Push = Object.freeze({
	accepted: false,
	reason: 'The body is not JSON',
});

const BOUNDS = Object.freeze({ values: MAX_PUSH_VALUES, parts: MAX_ENTRIES });

/**
 * Reads the body of a push: a JSON array of notifications by the documentation, single objects
 * and JSON text of either as well. Entries that cannot be read become `unknown` items.
 *
 * Millions of values fit into a body of some kilobytes once it is unpacked, and to parse them stops
 * n8n for many seconds. So they are counted before, and entries are parsed one by one: of a large
 * push only the first ones, and `readLeft` does the others.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound
 */
export function readPush(body: string): Push {
	const text = withoutQuotes(body.replace(BYTE_ORDER_MARK, ''));
	// The queue's form of the same.
	const decoded = /^[[{]/.test(text) ? text : withoutQuotes(decodeBody(text));
	return decoded === text ? readText(text) : readText(decoded);
}

function readText(text: string): Push {
	if (text === '') return refused('The body is empty');
	const outline = outlineOf(text, BOUNDS);
	if (outline.isTooLarge) return TOO_LARGE;
	if (outline.deepest > MAX_TEXT_DEPTH) return refused('The body is nested too deeply');
	const { parts, values } = outline;
	if (parts === null) return readWhole(text, outline);
	const isOne = parts.length === 1 && /^\[\s*["[]/.test(text);
	const isWrapped = isOne || parts.every(({ start }) => /\S/.exec(text.slice(start))?.[0] === '[');
	return isWrapped && values <= MAX_BODY_VALUES ? readWhole(text, outline) : readParts(text, parts);
}

/** A single notification, an envelope or a list with a list of several, or nothing of that kind. */
function readWhole(text: string, { values }: Outline): Push {
	if (values > MAX_BODY_VALUES) return TOO_LARGE;
	const parsed = parseOrMend(text);
	if (parsed === undefined) return NOT_JSON;
	const content = entriesOf(parsed);
	if (typeof content !== 'object' || content === null) {
		return refused('The body is neither an array nor an object');
	}
	if (!Array.isArray(content)) return { accepted: true, items: [normalizeEntry(content)] };
	const list = JSON.stringify(content);
	const outline = outlineOf(list, BOUNDS);
	return outline.parts === null ? TOO_LARGE : readParts(list, outline.parts);
}

/**
 * An entry that is not JSON becomes an item like all that cannot be read: to refuse the push would
 * keep back the others of it, however often it came. But what begins with nothing else is no push.
 */
function readParts(text: string, parts: readonly TextPart[]): Push {
	const room: Room = { left: MAX_ENTRIES - parts.length };
	const [first = [], ...others] = turnsOf(parts);
	const { items, isReadable } = readEntries(text, first, room);
	if (first.length > 0 && !isReadable) return NOT_JSON;
	const left = others.map((turn) => () => readEntries(text, turn, room).items);
	return { accepted: true, items, ...(left.length === 0 ? {} : { left }) };
}

function turnsOf(parts: readonly TextPart[]): TextPart[][] {
	const turns: TextPart[][] = [];
	let characters = 0;
	for (const part of parts) {
		const turn = turns.at(-1);
		const length = part.end - part.start;
		const isRoom =
			turn && turn.length < ENTRIES_AT_ONCE && characters + length <= CHARACTERS_AT_ONCE;
		if (isRoom) turn.push(part);
		else turns.push([part]);
		characters = isRoom ? characters + length : length;
	}
	return turns;
}

/** How many more notifications the entries of a push may bring than there are entries. */
interface Room {
	left: number;
}

function readEntries(
	text: string,
	parts: readonly TextPart[],
	room: Room,
): { readonly items: NotificationItem[]; readonly isReadable: boolean } {
	const items: NotificationItem[] = [];
	let isReadable = false;
	for (const { start, end, values } of parts) {
		const json = text.slice(start, end).trim();
		// A comma too many, as after the last entry.
		if (json === '') continue;
		// As text it is not looked into, and what it brings is not lost.
		const entry = values > MAX_VALUES ? json : parseOrMend(json);
		isReadable ||= entry !== undefined;
		if (entry === undefined || values > MAX_VALUES) items.push(normalizeEntry(json));
		else items.push(...withinRoom(entry, room));
	}
	return { items, isReadable };
}

/** What an entry brings, or the entry as it is where that is too much for one push. */
function withinRoom(entry: unknown, room: Room): readonly NotificationItem[] {
	const items = normalizeAll(entry);
	const more = items.length - 1;
	if (more > room.left) return [normalizeEntry(entry)];
	room.left -= more;
	return items;
}

/** Reads what `readPush` has left, with a pause before each turn. */
export async function readLeft(
	left: readonly Turn[],
	pause: () => Promise<void>,
): Promise<NotificationItem[]> {
	const items: NotificationItem[] = [];
	for (const turn of left) {
		await pause();
		items.push(...turn());
	}
	return items;
}

/** Lets n8n do something else, while a large push is read. */
export async function pause(): Promise<void> {
	await sleep(0);
}

/** What is made of the entries of a push, part by part, with a pause between the parts. */
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
