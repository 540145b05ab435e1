import { isObject } from '../../alibabaCloud/wire/parseJson';
import type { Json } from './types';

/**
 * Digits in groups, as people and some channels write phone numbers. A minus in front belongs to an
 * ID, such as the one of a Telegram group.
 */
const PHONE = /^[+＋]?[\s(]*\d[\d\s().-]*$/;

/** A day with its year first or last. Other digits in three groups may be a phone number. */
const DATE =
	/^(?:(?:19|20)\d\d[.-](?:0?[1-9]|1[0-2])[.-](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[.-](?:0?[1-9]|[12]\d|3[01])[.-](?:19|20)\d\d)$/;

/** Far beyond any number with its separators, so that nothing long is matched at all. */
const LONGEST_PHONE = 64;

/** A JSON object with unknown content. */
export type Entry = Readonly<Record<string, unknown>>;

export const isEntry: (value: unknown) => value is Entry = isObject;

/** Names of which at least one is given. */
type Names = readonly [string, ...string[]];

/** The value of the first of these names that the entry itself holds and that is not empty. */
export function read(entry: Entry, ...names: Names): unknown {
	for (const name of names) {
		const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
		if (value !== null && value !== undefined && value !== '') return value;
	}
	return undefined;
}

/** Text of a string, number or boolean, without the spaces around it; else null. */
export function readText(entry: Entry, ...names: Names): string | null {
	return toText(read(entry, ...names));
}

/** Text without the spaces around it; `null` for what is empty or has no plain text. */
export function toText(value: unknown): string | null {
	if (typeof value === 'string') return value.trim() || null;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return null;
}

/** As `readText`, but in lower case, for values out of a list. */
export function readWord(entry: Entry, ...names: Names): string | null {
	return readText(entry, ...names)?.toLowerCase() ?? null;
}

/** The digits of a phone number, or null when the text is not one (some channels use names). */
export function toPhone(text: string | null): string | null {
	if (text === null || text.length > LONGEST_PHONE) return null;
	if (!PHONE.test(text) || DATE.test(text)) return null;
	return text.replace(/\D/g, '') || null;
}

/** A number of ours or theirs: digits where it is a phone number, else the name as sent. */
export function toAddress(text: string | null): string | null {
	return toPhone(text) ?? text;
}

/** An object or a list. */
export function isStructure(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** Objects and arrays as they are; null for everything else. */
export function toStructure(value: unknown): Json {
	return isStructure(value) ? value : null;
}
