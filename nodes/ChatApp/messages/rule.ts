import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { inEntry } from '../../alibabaCloud/input/entry';
import { isCalendarDate } from '../../alibabaCloud/input/dates';
import { isEmptyValue } from '../../alibabaCloud/input/plainValue';
import { placesAt, type Place } from './contentPath';
import { textOf } from '../../alibabaCloud/input/text';
import { parseUrl } from '../../alibabaCloud/wire/url';

/** What one place of a message's content must be like. */
export interface Rule {
	/** Where in the content, see `placesAt`. */
	readonly path: string;
	/** The label of the field. */
	readonly field: string;
	/** `amongSeveral`: only where the list has more than one entry. */
	readonly required?: true | 'amongSeveral';
	/** In code points: an emoji counts once. */
	readonly longest?: number;
	/** Fewest and most entries of a list; over all lists when the path crosses several. */
	readonly least?: number;
	readonly most?: number;
	/** No two entries may have the same value. */
	readonly unique?: true;
	readonly form?: Form;
	/** What the value is where it is given. Whatever has a length or a form is a text as well. */
	readonly shape?: 'text' | 'list';
	/** What else helps where there is too much, after "or". */
	readonly orElse?: string;
	/** Of an object at the path, at least one of these keys has a text. */
	readonly anyOf?: readonly string[];
}

/** Shapes of values that a receiver's app could not use otherwise. */
const FORMS = Object.freeze({
	link: {
		fits: (text: string) => /^https?:\/\/[^\s/]\S*$/i.test(text) && parseUrl(text) !== null,
		wanted: 'a public URL that starts with https://',
		example: 'https://example.com/photo.jpg',
	},
	latitude: {
		fits: (text: string) => isBetween(text, -90, 90),
		wanted: 'a number of degrees from -90 to 90',
		example: '1.2903',
	},
	longitude: {
		fits: (text: string) => isBetween(text, -180, 180),
		wanted: 'a number of degrees from -180 to 180',
		example: '103.8515',
	},
	seconds: {
		fits: (text: string) => isBetween(text, 1, 86_400),
		wanted: 'a number of seconds',
		example: '20',
	},
	positive: {
		fits: (text: string) => Number(text) > 0 && Number.isFinite(Number(text)),
		wanted: 'a number above 0',
		example: '5',
	},
	date: {
		fits: isCalendarDate,
		wanted: 'a date as year, month and day',
		example: '1990-12-31',
	},
	emoji: {
		fits: isOneEmoji,
		wanted: 'one emoji',
		example: '👍',
	},
	country: {
		fits: (text: string) => /^[A-Z]{2}$/.test(text),
		wanted: 'a two-letter country code',
		example: 'IN',
	},
}) satisfies Readonly<
	Record<string, { fits: (text: string) => boolean; wanted: string; example: string }>
>;

type Form = keyof typeof FORMS;

/**
 * Checks a content against the rules of its kind of message.
 *
 * @throws InvalidInput that names the field, the limit and the actual size.
 */
export function assertRules(content: unknown, rules: readonly Rule[]): void {
	for (const rule of rules) {
		const places = placesAt(content, rule.path);
		assertCount(rule, places.length);
		if (rule.anyOf) {
			for (const place of places) assertAnyOf(rule.field, rule.anyOf, place);
			continue;
		}
		const isRequired =
			rule.required === 'amongSeveral' ? places.length > 1 : rule.required === true;
		for (const place of places) assertPlace(rule, isRequired, place);
		if (rule.unique) assertUnique(rule, places);
	}
}

function assertCount({ field, least, most, orElse }: Rule, count: number): void {
	if (least !== undefined && count < least) {
		throw new InvalidInput(
			`'${field}' has too few entries: ${count}, minimum ${least}`,
			`Add entries to '${field}'. If it is an expression, check that the input item has the values.`,
		);
	}
	if (most !== undefined && count > most) {
		throw new InvalidInput(
			`'${field}' has too many entries: ${count}, maximum ${most}`,
			`Remove entries from '${field}'${alternative(orElse)}.`,
		);
	}
}

function alternative(orElse: string | undefined): string {
	return orElse === undefined ? '' : `, or ${orElse}`;
}

function assertAnyOf(field: string, keys: readonly string[], { value, position }: Place): void {
	const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
	const isThere = entries.some(
		([key, given]) => keys.includes(key) && !isEmptyValue(textOf(given)),
	);
	if (isThere) return;
	const where = inEntry(position);
	throw new InvalidInput(
		`'${field}' has only the full name${where}, but WhatsApp also requires a part of it`,
		`Add one of ${keys.join(', ')} to '${field}'.`,
	);
}

function assertPlace(
	{ field, longest, form, orElse, shape }: Rule,
	isRequired: boolean,
	{ value, position }: Place,
): void {
	const where = inEntry(position);
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new InvalidInput(
			`'${field}' is not text${where}: ${value}`,
			`Check the expression of '${field}': a value that it calculates with is missing from the input item.`,
		);
	}
	const isText = shape === 'text' || longest !== undefined || form !== undefined;
	assertShape(field, isText ? 'text' : shape, value, where);
	const text = ['string', 'number', 'bigint'].includes(typeof value) ? String(value) : '';
	if (isEmptyValue(text)) {
		// Lists and objects stand for themselves; only texts can be too long or malformed.
		const isThere = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
		if (!isRequired || isThere) return;
		throw new InvalidInput(
			`'${field}' is empty${where}`,
			`Fill in '${field}'. If it is an expression, check that the input item has the value.`,
		);
	}
	const length = longest === undefined ? 0 : [...text].length;
	if (longest !== undefined && length > longest) {
		throw new InvalidInput(
			`'${field}' is too long${where}: ${length} characters, maximum ${longest}`,
			`Shorten '${field}'${alternative(orElse)}.`,
		);
	}
	if (form && !FORMS[form].fits(text)) {
		const { wanted, example } = FORMS[form];
		throw new InvalidInput(
			`'${field}' is not ${wanted}${where}: ${text.slice(0, 200)}`,
			`Enter '${field}' as ${wanted}, for example ${example}.`,
		);
	}
}

/** JSON can have anything anywhere, which the service would accept and WhatsApp refuse. */
function assertShape(field: string, shape: Rule['shape'], value: unknown, where: string): void {
	const isObject = typeof value === 'object' && value !== null;
	if (shape === 'text' && isObject && Object.keys(value).length > 0) {
		throw new InvalidInput(
			`'${field}' is ${Array.isArray(value) ? 'a list' : 'an object'}${where}, not text`,
			`Enter one text for '${field}'.`,
		);
	}
	if (shape === 'list' && !Array.isArray(value) && value !== undefined && value !== null) {
		throw new InvalidInput(
			`'${field}' is not a list${where}`,
			`Enter '${field}' as a JSON array, also with only one entry.`,
		);
	}
}

function assertUnique({ field }: Rule, places: readonly Place[]): void {
	const seen = new Set<unknown>();
	for (const { value, position } of places) {
		if (seen.has(value)) {
			throw new InvalidInput(
				`'${field}' is used twice: ${String(value)} (entry ${position.join('.')})`,
				`Use a different '${field}' for each entry, so that responses can be distinguished.`,
			);
		}
		seen.add(value);
	}
}

/** A flag is two letters of its own, and a key such as 1️⃣ a digit with a frame. */
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20e3/u;
/** The longest ones, families and flags of regions, have less than half of it. */
const LONGEST_EMOJI = 64;

function isOneEmoji(text: string): boolean {
	if (text.length > LONGEST_EMOJI || !EMOJI.test(text)) return false;
	return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length === 1;
}

/** JavaScript also reads hexadecimal digits, exponents and blanks as numbers. */
const PLAIN_NUMBER = /^-?\d{1,30}(?:\.\d{1,30})?$/;

function isBetween(text: string, least: number, most: number): boolean {
	const number = Number(text);
	return PLAIN_NUMBER.test(text) && number >= least && number <= most;
}
