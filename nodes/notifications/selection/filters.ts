import { asciiDigits, MOST_DIGITS } from '../../alibabaCloud/input/phoneNumber';
import { samePerson } from '../../alibabaCloud/input/samePerson';
import { SEPARATORS } from '../../alibabaCloud/input/textList';
import { toAddress, toPhone } from '../items/fields';
import type {
	AuditItem,
	InboundItem,
	NotificationItem,
	Reply,
	Sender,
	StatusItem,
} from '../items/types';
import { readTextPattern } from './textPattern';

/** Whether an item is one that the workflow wants. */
export type ItemFilter = (item: NotificationItem) => boolean;

export type FilterReading =
	| { readonly ok: true; readonly passes: ItemFilter }
	| ({ readonly ok: false; readonly filter: FilterName } & Refusal);

/** Why a filter cannot be used, without a final period, and what to do, in full sentences. */
interface Refusal {
	readonly reason: string;
	readonly advice: string;
}

type Check<Item> = (item: Item) => boolean;
type Made<Item> = Check<Item> | Refusal;

interface FilterRow<Item extends NotificationItem> {
	/** Which notifications can have what is compared; all others pass unseen. */
	readonly concerns: ReadonlyArray<Item['event']>;
	readonly make: (value: unknown) => Made<Item> | null;
}

type Known = InboundItem | StatusItem | AuditItem;

function row<Item extends Known>(
	concerns: ReadonlyArray<Item['event']>,
	make: FilterRow<Item>['make'],
): FilterRow<Known> {
	return { concerns, make } as FilterRow<Known>;
}

/**
 * The parameters of the collection `filters`, and what each compares.
 *
 * Not every notification names its channel: delivery statuses never do, so that filter can only
 * keep out what names another one.
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappstatus
 */
const FILTERS = Object.freeze({
	businessNumbers: row<Known>(['inbound', 'status', 'audit'], (value) =>
		oneOf(addresses(value), (item) => [numberOf(item)].map(comparable), { unnamed: isAudit }),
	),
	channels: row<Known>(['inbound', 'status', 'audit'], (value) =>
		oneOf(words(value), (item) => [item.channelId], { unnamed: () => true }),
	),
	messageTypes: row<InboundItem>(['inbound'], (value) =>
		// What was tapped is a choice by itself, also under a type that is not known.
		oneOf(words(value), ({ type, reply }) => [
			...[type, ...familiesOf(type)],
			...(reply === null ? [] : ['choice']),
		]),
	),
	replyIds: row<InboundItem>(['inbound'], (value) =>
		oneOf(words(value), ({ reply }) => idsOf(reply)),
	),
	reviewKinds: row<AuditItem>(['audit'], (value) => oneOf(words(value), ({ kind }) => [kind])),
	reviewResults: row<AuditItem>(['audit'], (value) =>
		oneOf(words(value), ({ status }) => [status]),
	),
	senders: row<InboundItem>(['inbound'], (value) =>
		oneOf(addresses(value), ({ from }) => namesOf(from).map(comparable)),
	),
	statuses: row<StatusItem>(['status'], (value) => oneOf(words(value), ({ status }) => [status])),
	templates: row<StatusItem | AuditItem>(['status', 'audit'], (value) =>
		oneOf<StatusItem | AuditItem>(words(value), ({ template }) => templateNames(template), {
			unnamed: isOtherReview,
		}),
	),
	textContains: row<InboundItem>(['inbound'], (value) => {
		const part = textOf(value)?.toLowerCase();
		if (part === undefined) return NO_TEXT;
		return part === '' ? null : ({ text }) => text?.toLowerCase().includes(part) === true;
	}),
	textMatches: row<InboundItem>(['inbound'], (value) => {
		const pattern = textOf(value);
		if (pattern === undefined) return NO_TEXT;
		if (pattern === '') return null;
		const read = readTextPattern(pattern);
		if (!read.ok) return { reason: read.reason, advice: 'Change the regular expression.' };
		return ({ text }) => text !== null && read.test(text);
	}),
}) satisfies Readonly<Record<string, FilterRow<Known>>>;

export type FilterName = keyof typeof FILTERS;

const NO_TEXT: Refusal = Object.freeze({
	reason: 'Its value is not text',
	advice: 'Enter text, or correct the expression.',
});

const NO_LIST: Refusal = Object.freeze({
	reason: 'Its value is neither text nor a list of texts',
	advice: 'Enter values separated with commas, or correct the expression.',
});

/**
 * Types that go by a second name on some channels, and `choice` for all that somebody tapped or
 * filled in: the channels disagree about which of them is a reply and which is interactive.
 */
const TYPE_FAMILIES: Readonly<Record<string, readonly string[]>> = Object.freeze({
	voice: ['audio'],
	contact: ['contacts'],
	reply: ['choice'],
	button: ['reply', 'choice'],
	interactive: ['choice'],
	button_reply: ['interactive', 'choice'],
	list_reply: ['interactive', 'choice'],
	nfm_reply: ['interactive', 'choice'],
});

function familiesOf(type: string): readonly string[] {
	return Object.hasOwn(TYPE_FAMILIES, type) ? (TYPE_FAMILIES[type] ?? []) : [];
}

/**
 * Reads the collection `filters`. All filters that are set have to be met, each by one of its
 * values. A notification of unknown layout can meet none, so it passes only while none is set.
 *
 * @param values lists as arrays or as text with commas or line breaks; empty means not set. A value
 *   of another kind is refused: it would let everything or nothing pass, and nobody would know
 */
export function readFilters(values: Readonly<Record<string, unknown>>): FilterReading {
	const checks: Array<{ concerns: readonly string[]; check: Check<Known> }> = [];
	for (const name of Object.keys(FILTERS) as FilterName[]) {
		const made = Object.hasOwn(values, name) ? FILTERS[name].make(values[name]) : null;
		if (made === null) continue;
		if (typeof made !== 'function') return { ok: false, filter: name, ...made };
		checks.push({ concerns: FILTERS[name].concerns, check: made });
	}
	if (checks.length === 0) return { ok: true, passes: () => true };
	return {
		ok: true,
		passes: (item) =>
			item.event !== 'unknown' &&
			checks.every(({ concerns, check }) => !concerns.includes(item.event) || check(item)),
	};
}

function oneOf<Item extends Known>(
	wanted: ReadonlySet<string> | Refusal,
	read: (item: Item) => ReadonlyArray<string | null>,
	{ unnamed = (): boolean => false }: { unnamed?: Check<Item> } = {},
): Made<Item> | null {
	if ('reason' in wanted) return wanted;
	if (wanted.size === 0) return null;
	return (item) => {
		const found = read(item).filter((text) => text !== null);
		if (found.length === 0) return unnamed(item);
		return found.some((text) => wanted.has(text.toLowerCase()));
	};
}

/**
 * An ID of a button can hold a separator itself, so an entry counts as a whole as well, and so do its
 * parts between the separators of English.
 */
function words(value: unknown): ReadonlySet<string> | Refusal {
	const entries = entriesOf(value);
	if (entries === undefined) return NO_LIST;
	const all = entries
		.filter((entry) => partsOf(entry, SEPARATORS).length > 0)
		.flatMap((entry) => [entry.trim(), ...partsOf(entry, /[,;\n]/), ...partsOf(entry, SEPARATORS)]);
	return new Set(all.map((word) => word.toLowerCase()));
}

/** Phone numbers are compared by their digits, however people write them. */
function addresses(value: unknown): ReadonlySet<string> | Refusal {
	if (entriesOf(value) === undefined) return NO_LIST;
	const all = addressesOf(value);
	const unclear = all.find(isUnclear);
	if (unclear !== undefined) {
		return {
			reason: `'${unclear.slice(0, MOST_SHOWN)}' is longer than a phone number`,
			advice: 'Separate numbers with commas.',
		};
	}
	return new Set(all.map((text) => comparable(toAddress(text) ?? text).toLowerCase()));
}

/** WhatsApp writes the numbers of some countries in another way than people do. */
function comparable<Name extends string | null>(name: Name): Name | string {
	return name === null ? name : samePerson(name);
}

/** The phone numbers and other names in a value, as they are written; none in what is no list. */
export function addressesOf(value: unknown): string[] {
	return (entriesOf(value) ?? [])
		.flatMap((entry) => partsOf(entry, SEPARATORS))
		.flatMap((part) => {
			const numbers = numbersIn(plain(part), NUMBER_SEPARATORS);
			return numbers.length > 1 || numbers.some((text) => toPhone(text) !== null)
				? numbers.map((text) => text.replace(/^00(?=[1-9])/, '+'))
				: [part];
		});
}

/** With our digits and hyphens, and without the marks that nobody sees: contacts are copied with them. */
function plain(text: string): string {
	return asciiDigits(text.normalize('NFKC'))
		.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g, '')
		.replace(/[\u2010-\u2015\u2212]/g, '-');
}

/** Between numbers as well as inside of one, or inside of a name. */
const NUMBER_SEPARATORS: readonly RegExp[] = [/[|/]/, /(?=\+)/, /\s/];

/** Two parts with as many digits are too long for one number, see `MOST_DIGITS`. */
const LEAST_DIGITS = 8;

const MOST_SHOWN = 60;

/** One text for each number if all parts are full numbers, else the text as it is. */
function numbersIn(text: string, [separator, ...others]: readonly RegExp[]): readonly string[] {
	if (separator === undefined) return [text];
	const parts = partsOf(text, separator);
	if (parts.length > 1) {
		const numbers = parts.flatMap((part) => numbersIn(part, others));
		if (numbers.every(isFullNumber)) return numbers;
	}
	return numbersIn(text, others);
}

function isFullNumber(text: string): boolean {
	const digits = toPhone(text)?.length ?? 0;
	return digits >= LEAST_DIGITS && digits <= MOST_DIGITS;
}

/** Several numbers in groups, where nobody can tell which group begins the next one. */
function isUnclear(text: string): boolean {
	if (!/\s/.test(text) || !/^[\d\s+().-]+$/.test(text)) return false;
	return text.replace(/\D/g, '').length > MOST_DIGITS;
}

function partsOf(text: string, separator: RegExp): string[] {
	return text
		.split(separator)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/** The entries of a list, or a text as the only one; undefined for anything else. */
function entriesOf(value: unknown): string[] | undefined {
	const entries = (Array.isArray(value) ? value : [value]).map(textOf);
	return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

/** Undefined for what is neither text nor number; what is not set is an empty text. */
function textOf(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
	return typeof value === 'string' ? value : undefined;
}

function numberOf(item: Known): string | null {
	if (item.event === 'audit') return item.phoneNumber;
	if (item.event === 'status') return item.from;
	return item.isEcho ? (item.from.phone ?? item.from.key) : item.to;
}

/** Reviews of templates and accounts belong to no number. */
function isAudit(item: Known): boolean {
	return item.event === 'audit';
}

/** Reviews of numbers and accounts belong to no template. */
function isOtherReview(item: Known): boolean {
	return item.event === 'audit' && item.kind?.startsWith('template') !== true;
}

function namesOf({ key, phone, userId, parentUserId, userName }: Sender): Array<string | null> {
	return [key, phone, userId, parentUserId, userName];
}

function idsOf(reply: Reply | null): Array<string | null> {
	return reply === null ? [] : [reply.value, reply.id, reply.payload];
}

function templateNames(
	template: { code: string | null; name?: string | null } | null,
): Array<string | null> {
	return template === null ? [] : [template.code, template.name ?? null];
}
