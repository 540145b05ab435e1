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
	const wanted = names.map(plain);
	let best = names.length;
	let found: unknown;
	for (const key of Object.keys(content)) {
		const place = key.length > LONGEST_NAME ? -1 : wanted.indexOf(plain(key));
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

function plain(name: string): string {
	return name.trim().replace(/[_-]/g, '').toLowerCase();
}
