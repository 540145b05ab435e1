import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { isObject, jsonIn } from '../../alibabaCloud/wire/parseJson';
import { asciiDigits, MOST_DIGITS, phoneDigits } from '../../alibabaCloud/input/phoneNumber';
import { samePerson } from './samePerson';

/** People who get nothing, as `isListed` compares them. */
export type SkipList = ReadonlySet<string>;

const LABEL = 'Skip Recipients';

/**
 * Reads a list of people: an array, JSON text of one, or text with commas, semicolons or line
 * breaks. An entry is a number in any usual form or an ID; rows of a table count with all of their
 * values, so that they need not be picked apart.
 *
 * @param defaultCountry for numbers without a country code, empty for none
 * @param giveWay asked between entries: a list can be longer than what n8n should be kept from
 * @throws InvalidInput for what is no list, and for entries that hold several: a list that finds
 * nobody must not mean that everybody is written to
 */
export async function readSkipList(
	value: unknown,
	defaultCountry: string,
	giveWay: () => Promise<void> | undefined = () => undefined,
): Promise<SkipList> {
	const list = new Set<string>();
	for (const entry of entriesOf(value)) {
		await giveWay();
		for (const form of formsOf(entry, defaultCountry)) list.add(form);
	}
	return list;
}

/** Whether a recipient is on the list. */
export function isListed(to: string, list: SkipList): boolean {
	return list.size > 0 && list.has(comparable(to));
}

function entriesOf(value: unknown): string[] {
	const list = typeof value === 'string' ? listInText(value) : value;
	if (typeof list === 'number') return [String(list)];
	if (!Array.isArray(list)) throw noList(value);
	const entries: string[] = [];
	list.forEach((entry: unknown, index) => {
		for (const text of textsOf(entry, index)) entries.push(text);
	});
	return entries;
}

/** What an expression puts into a text when it found nothing, or the wrong thing. */
const NO_TEXTS = new Set(['', 'undefined', 'null', 'true', 'false', 'NaN']);

function listInText(text: string): unknown {
	const trimmed = text.trim();
	if (NO_TEXTS.has(trimmed)) return undefined;
	if (!/^[[{"]/.test(trimmed)) return trimmed.split(/[,;\n]/);
	return jsonIn(trimmed);
}

/** Cells that are empty are no entries: not everybody has both a number and an ID. */
function textsOf(entry: unknown, index: number): string[] {
	if (entry === null || entry === undefined) return [];
	if (typeof entry === 'string') return entry.trim() === '' ? [] : [onePerson(entry, index)];
	if (typeof entry === 'number') return [String(entry)];
	if (isObject(entry)) {
		const { json } = entry;
		const row = typeof json === 'object' && json !== null ? json : entry;
		return Object.values(row).flatMap((cell: unknown) =>
			(typeof cell === 'string' && cell.trim() !== '') || typeof cell === 'number'
				? [String(cell)]
				: [],
		);
	}
	throw new InvalidInput(
		`'${LABEL}' has an entry that is neither a number nor an ID: entry ${index + 1}`,
		'Use a list of phone numbers or IDs.',
	);
}

/** Nobody would be found by two numbers as one, or by a number with a word before it. */
function onePerson(entry: string, index: number): string {
	const plain = withoutSigns(entry.trim());
	const isSpaced = /\s/.test(entry.trim());
	const isTooLong = isSpaced && /^\+?\d+$/.test(plain) && plain.length > MOST_DIGITS + 1;
	if (!isTooLong && !plain.includes('+', 1) && !plain.includes('|')) return entry;
	throw new InvalidInput(
		`'${LABEL}' has an entry that is not one number or ID: entry ${index + 1}: ${entry.trim().slice(0, 200)}`,
		'Nothing was sent. Separate numbers and IDs with commas, semicolons or line breaks, and enter each without other text.',
	);
}

/** How an entry can be written as a recipient: as it is, and as 'To' reads a number. */
function formsOf(entry: string, defaultCountry: string): string[] {
	const own = comparable(entry);
	if (!/^\d+$/.test(own)) return [own];
	try {
		return [own, comparable(phoneDigits(entry, LABEL, defaultCountry))];
	} catch {
		return [own];
	}
}

/** Longer entries are neither numbers nor IDs; they are compared as they are. */
const LONGEST = 64;

/** Numbers by their digits, whatever is between them; IDs as they are. */
function comparable(entry: string): string {
	const text = entry.trim();
	if (/^\+?[1-9]\d*$/.test(text)) return samePerson(text.replace('+', ''));
	if (text.length > LONGEST) return text;
	const plain = withoutSigns(text);
	return /^\+?\d+$/.test(plain) ? samePerson(plain.replace(/^(?:\+|00)/, '')) : text;
}

function withoutSigns(text: string): string {
	return asciiDigits(text.normalize('NFKC')).replace(SIGNS, '');
}

const SIGNS = /[\s\-‐-―\u2212()./\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;

function noList(value: unknown): InvalidInput {
	const what =
		value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
			? 'it is empty'
			: `it is ${typeof value === 'string' ? 'a text without a list' : `of the type ${typeof value}`}`;
	return new InvalidInput(
		`'${LABEL}' is not a list: ${what}`,
		'Nothing was sent, because it is not known who to leave out. Use an array, JSON text of an array, or text with commas. If nobody is on the list, use an empty array: [].',
	);
}
