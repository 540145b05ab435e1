import { InvalidInput, requiredText } from '../../alibabaCloud/input/invalidInput';
import { isObject, jsonIn } from '../../alibabaCloud/wire/parseJson';
import {
	asciiDigits,
	MOST_DIGITS,
	phoneDigits,
	TEXT_MARK,
	withoutDecimal,
} from '../../alibabaCloud/input/phoneNumber';
import { trimCopied } from '../../alibabaCloud/input/plainValue';
import { SEPARATORS } from '../../alibabaCloud/input/textList';
import { samePerson } from '../../alibabaCloud/input/samePerson';
import { BUSINESS_SCOPED_ID } from './recipient';

/** People who get nothing, as `isListed` compares them. */
export type SkipList = ReadonlySet<string>;

const LABEL = 'Skip Recipients';

/** How the entries of a list are to be read. */
export interface SkipReading {
	/** The default countries of the items, empty texts for none. Asked when an entry needs one. */
	readonly countries: () => Promise<readonly string[]>;
	/** Whether recipients can be IDs that are digits, as on Messenger and Instagram. */
	readonly takesIds: boolean;
	/** Asked between entries: a list can be longer than what n8n should be kept from. */
	readonly giveWay?: () => Promise<void> | undefined;
}

/**
 * Reads a list of people: an array, JSON text of one, or text with commas, semicolons or line
 * breaks. An entry is a number in any usual form or an ID; rows of a table count with all of their
 * values, so that they need not be picked apart.
 *
 * @throws InvalidInput for what is no list, and for entries that find nobody: that must not mean
 * that everybody is written to
 */
export async function readSkipList(value: unknown, reading: SkipReading): Promise<SkipList> {
	const list = new Set<string>();
	let countries: readonly string[] | undefined;
	for (const entry of entriesOf(value)) {
		await reading.giveWay?.();
		if (entry.texts.some(isNational)) countries ??= await countriesOf(reading);
		for (const form of formsOf(entry, countries ?? [''], reading.takesIds)) list.add(form);
	}
	return list;
}

/** Each entry is read once for each country. */
const MOST_COUNTRIES = 20;

async function countriesOf({ countries }: SkipReading): Promise<readonly string[]> {
	const different = await countries();
	if (different.length <= MOST_COUNTRIES) return different.length > 0 ? different : [''];
	throw new InvalidInput(
		`'${LABEL}' has a number without a country code, but the items have ${different.length} different values of 'Default Country'`,
		`Nothing was sent. Write the numbers of '${LABEL}' with their country codes.`,
	);
}

/** Whether a recipient is on the list. */
export function isListed(to: string, list: SkipList): boolean {
	return list.size > 0 && list.has(comparable(to));
}

/** One person, or one row of a table. */
interface Entry {
	/** From 1. */
	readonly position: number;
	readonly texts: readonly string[];
	readonly isRow: boolean;
}

function entriesOf(value: unknown): Entry[] {
	const list = typeof value === 'string' ? listInText(value) : value;
	if (typeof list === 'number') return entriesOf([list]);
	if (!Array.isArray(list)) throw noList(value);
	return list.map((entry: unknown, index) => ({
		position: index + 1,
		texts: textsOf(entry, index),
		isRow: isObject(entry),
	}));
}

/** What an expression puts into a text when it found nothing, or the wrong thing. */
const NO_TEXTS = new Set(['', 'undefined', 'null', 'true', 'false', 'NaN']);

function listInText(text: string): unknown {
	const trimmed = text.trim();
	if (NO_TEXTS.has(trimmed)) return undefined;
	if (!/^[[{"]/.test(trimmed)) return trimmed.split(SEPARATORS);
	return jsonIn(trimmed);
}

/** Cells that are empty are no entries: not everybody has both a number and an ID. */
function textsOf(entry: unknown, index: number): string[] {
	if (entry === null || entry === undefined) return [];
	if (typeof entry === 'string') return entry.trim() === '' ? [] : [onePerson(entry, index)];
	if (typeof entry === 'number') return [requiredText(entry, LABEL)];
	if (isObject(entry)) {
		const { json } = entry;
		const row = typeof json === 'object' && json !== null ? json : entry;
		return textsOfRow(Object.values(row), index);
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
	throw notOnePerson(entry, index + 1);
}

function notOnePerson(entry: string, position: number): InvalidInput {
	return new InvalidInput(
		`'${LABEL}' has an entry that is not one number or ID: entry ${position}: ${shown(entry)}`,
		'Nothing was sent. Separate numbers and IDs with commas, semicolons or line breaks, and enter each without other text.',
	);
}

function unreadableRow(position: number, advice: string): InvalidInput {
	return new InvalidInput(
		`'${LABEL}' has a row without a phone number or ID that can be read: entry ${position}`,
		`Nothing was sent. Each row needs a column with only the number or the ID of the person. ${advice}`.trim(),
	);
}

function shown(entry: string): string {
	return entry.trim().slice(0, 200);
}

/** A row without any value is no entry either; one whose values are all objects hides a person. */
function textsOfRow(cells: readonly unknown[], index: number): string[] {
	const texts = cells
		.filter((cell) => typeof cell === 'string' || Number.isSafeInteger(cell))
		.map(String)
		.filter((text) => text.trim() !== '');
	const isEmpty = (cell: unknown): boolean => cell === null || cell === undefined || cell === '';
	if (texts.length > 0 || cells.every(isEmpty)) return texts;
	throw unreadableRow(index + 1, '');
}

/** How an entry can be written as a recipient: as it is, and as 'To' reads a number. */
function formsOf(
	{ position, texts, isRow }: Entry,
	countries: readonly string[],
	takesIds: boolean,
): string[] {
	const forms = new Set<string>();
	let isFound = false;
	let advice = '';
	for (const text of texts) {
		const own = comparable(text);
		forms.add(own);
		const isNumber = /^\d+$/.test(own);
		const read = isNumber ? numbersOf(text, countries) : { numbers: [], advice: '' };
		for (const number of read.numbers) forms.add(comparable(number));
		advice ||= read.advice;
		if (isRow) {
			isFound ||= isPerson(text, read.numbers, takesIds);
			continue;
		}
		if (isNumber && read.numbers.length === 0 && !isId(own, text, takesIds)) {
			throw new InvalidInput(
				`'${LABEL}' has an entry that is not a phone number: entry ${position}: ${shown(text)}`,
				`Nothing was sent. ${read.advice}`,
			);
		}
		if (!isNumber && (isMixed(text) || !isKnownId(text, takesIds))) {
			throw notOnePerson(text, position);
		}
	}
	if (isRow && texts.length > 0 && !isFound) throw unreadableRow(position, advice);
	return [...forms];
}

/** Whether a cell of a row can be what a message goes to; the others are names, dates and notes. */
function isPerson(text: string, numbers: readonly string[], takesIds: boolean): boolean {
	if (numbers.length > 0) return true;
	const own = comparable(text);
	if (/^\d+$/.test(own)) return isId(own, text, takesIds);
	return BUSINESS_SCOPED_ID.test(own) || (takesIds && !isMixed(text));
}

/** Digits that are no number: where recipients have such IDs, and what is too long for a number. */
function isId(own: string, text: string, takesIds: boolean): boolean {
	const isBare = /^\+?\d+$/.test(text.trim());
	return isBare && (takesIds || own.length > MOST_DIGITS);
}

/**
 * Whether a text without a number can be somebody. Where recipients are numbers, a name or an address
 * of a website finds nobody; groups are in lists that serve both.
 */
function isKnownId(text: string, takesIds: boolean): boolean {
	const id = trimCopied(text);
	if (takesIds || BUSINESS_SCOPED_ID.test(id) || GROUP_ADDRESS.test(id)) return true;
	return GROUP_ID.test(id) && /\d/.test(id) && /[A-Za-z].*[A-Za-z]/.test(id);
}

/** The form of such IDs is not confirmed: letters and digits, which neither names nor numbers mix. */
const GROUP_ID = /^[A-Za-z\d_-]{10,128}$/;

const GROUP_ADDRESS = /^\d[\d-]{0,60}@g\.us$/;

function isNational(text: string): boolean {
	return /^[1-9]\d*$|^0(?!0)\d+$/.test(withoutSigns(text.trim().slice(0, LONGEST)));
}

function numbersOf(
	text: string,
	countries: readonly string[],
): { numbers: readonly string[]; advice: string } {
	const numbers: string[] = [];
	let advice = '';
	for (const country of countries) {
		try {
			numbers.push(phoneDigits(text, LABEL, country));
		} catch (error) {
			advice = error instanceof InvalidInput ? error.description : advice;
		}
	}
	return { numbers, advice };
}

/** The fewest digits of a number with its country code. */
const FEWEST_DIGITS = 7;

/**
 * Whether a text is a number with something else, such as a name or an extension. No ID begins with a
 * plus sign or has blanks, and only groups of WhatsApp have an address of this form.
 */
function isMixed(entry: string): boolean {
	if (BUSINESS_SCOPED_ID.test(trimCopied(entry))) return false;
	const text = entry.trim().slice(0, LONGEST).normalize('NFKC');
	const digits = asciiDigits(text).replace(/\D/g, '').length;
	if (digits < FEWEST_DIGITS) return false;
	return /^\+|\s|^(?:tel|sms|callto|whatsapp):/i.test(text) || /^\d+@(?!g\.us$)/.test(text);
}

/** Longer entries are neither numbers nor IDs; they are compared as they are. */
const LONGEST = 64;

/** Numbers by their digits, whatever is between them; IDs as they are. */
function comparable(entry: string): string {
	const text = trimCopied(entry);
	if (/^\+?[1-9]\d*$/.test(text)) return samePerson(text.replace('+', ''));
	if (text.length > LONGEST) return text;
	const plain = withoutSigns(text);
	return /^\+?\d+$/.test(plain) ? samePerson(plain.replace(/^(?:\+|00)/, '')) : text;
}

function withoutSigns(text: string): string {
	return withoutDecimal(asciiDigits(text.normalize('NFKC')).replace(TEXT_MARK, '')).replace(
		SIGNS,
		'',
	);
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
