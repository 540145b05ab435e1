import { toAddress } from '../items/fields';
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
	| { readonly ok: false; readonly filter: FilterName; readonly reason: string };

type Check<Item> = (item: Item) => boolean;
type Made<Item> = Check<Item> | { readonly reason: string };

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
		oneOf(addresses(value), (item) => [numberOf(item)], { unnamed: isAudit }),
	),
	channels: row<Known>(['inbound', 'status', 'audit'], (value) =>
		oneOf(words(value), (item) => [item.channelId], { unnamed: () => true }),
	),
	messageTypes: row<InboundItem>(['inbound'], (value) =>
		oneOf(words(value), ({ type }) => [type, ...familiesOf(type)]),
	),
	replyIds: row<InboundItem>(['inbound'], (value) =>
		oneOf(words(value), ({ reply }) => idsOf(reply)),
	),
	reviewKinds: row<AuditItem>(['audit'], (value) => oneOf(words(value), ({ kind }) => [kind])),
	reviewResults: row<AuditItem>(['audit'], (value) =>
		oneOf(words(value), ({ status }) => [status]),
	),
	senders: row<InboundItem>(['inbound'], (value) =>
		oneOf(addresses(value), ({ from }) => namesOf(from)),
	),
	statuses: row<StatusItem>(['status'], (value) => oneOf(words(value), ({ status }) => [status])),
	templates: row<StatusItem | AuditItem>(['status', 'audit'], (value) =>
		oneOf<StatusItem | AuditItem>(words(value), ({ template }) => templateNames(template), {
			unnamed: isOtherReview,
		}),
	),
	textContains: row<InboundItem>(['inbound'], (value) => {
		const part = plainText(value).toLowerCase();
		return part === '' ? null : ({ text }) => text?.toLowerCase().includes(part) === true;
	}),
	textMatches: row<InboundItem>(['inbound'], (value) => {
		const pattern = plainText(value);
		if (pattern === '') return null;
		const read = readTextPattern(pattern);
		return read.ok ? ({ text }) => text !== null && read.test(text) : { reason: read.reason };
	}),
}) satisfies Readonly<Record<string, FilterRow<Known>>>;

export type FilterName = keyof typeof FILTERS;

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
 * @param values lists as arrays or as text with commas or line breaks; empty means not set
 */
export function readFilters(values: Readonly<Record<string, unknown>>): FilterReading {
	const checks: Array<{ concerns: readonly string[]; check: Check<Known> }> = [];
	for (const name of Object.keys(FILTERS) as FilterName[]) {
		const made = Object.hasOwn(values, name) ? FILTERS[name].make(values[name]) : null;
		if (made === null) continue;
		if (typeof made !== 'function') return { ok: false, filter: name, reason: made.reason };
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
	wanted: ReadonlySet<string>,
	read: (item: Item) => ReadonlyArray<string | null>,
	{ unnamed = (): boolean => false }: { unnamed?: Check<Item> } = {},
): Check<Item> | null {
	if (wanted.size === 0) return null;
	return (item) => {
		const found = read(item).filter((text) => text !== null);
		if (found.length === 0) return unnamed(item);
		return found.some((text) => wanted.has(text.toLowerCase()));
	};
}

/** The entries of a list that is an array or text with commas, semicolons or line breaks. */
export function listOf(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : plainText(value).split(/[,;\n]/);
	return parts.map((part) => plainText(part).trim()).filter((part) => part !== '');
}

function words(value: unknown): ReadonlySet<string> {
	return new Set(listOf(value).map((word) => word.toLowerCase()));
}

/** Phone numbers are compared by their digits, however people write them. */
function addresses(value: unknown): ReadonlySet<string> {
	return new Set(listOf(value).map((text) => (toAddress(text) ?? text).toLowerCase()));
}

function plainText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
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
