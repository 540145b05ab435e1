import { type Entry, read as readExactly, toText } from './fields';

/** Longer than any name that is looked for, however it is written. */
const LONGEST_NAME = 40;

type Names = readonly [string, ...string[]];

/**
 * The value of the first of these names that the content of a message holds and that is not empty.
 * The documented spelling comes first; then `MimeType`, `mime_type` and `"url "` are found as well. A
 * content is handed on as it came, so its names are not changed as those of a notification are.
 */
export function read(content: Entry, ...names: Names): unknown {
	const exact = readExactly(content, ...names);
	if (exact !== undefined) return exact;
	let best = names.length;
	let found: unknown;
	for (const key of Object.keys(content)) {
		if (key.length > LONGEST_NAME) continue;
		const name = plain(key);
		const place = names.findIndex((wanted) => plain(wanted) === name);
		if (place < 0 || place >= best) continue;
		const value = readExactly(content, key);
		if (value === undefined) continue;
		best = place;
		found = value;
	}
	return found;
}

/** Text of a string, number or boolean, without the spaces around it; else null. */
export function readText(content: Entry, ...names: Names): string | null {
	return toText(read(content, ...names));
}

/** As `readText`, but in lower case, for values out of a list. */
export function readWord(content: Entry, ...names: Names): string | null {
	return readText(content, ...names)?.toLowerCase() ?? null;
}

/** A finite number, also when it was sent as text. */
export function readNumber(content: Entry, ...names: Names): number | null {
	const text = readText(content, ...names);
	const number = text === null ? Number.NaN : Number(text);
	return Number.isFinite(number) ? number : null;
}

/** Names come from outside, and few of them in all. */
const MOST_KNOWN = 1_000;

/** Each message asks for a dozen of them, which took a quarter of the time of reading it. */
const known = new Map<string, string>();

function plain(name: string): string {
	const before = known.get(name);
	if (before !== undefined) return before;
	const now = name.trim().replace(/[_-]/g, '').toLowerCase();
	if (known.size < MOST_KNOWN) known.set(name, now);
	return now;
}
