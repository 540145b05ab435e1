import { InvalidInput } from './invalidInput';

/** Longer texts are no dates; the patterns below never meet one. */
const LONGEST = 80;

/** Below this a number counts seconds: as milliseconds it would lie before the spring of 1973. */
const SMALLEST_MS = 100_000_000_000;

/**
 * Below this even seconds lie before 1973: the number is something else, such as the serial number
 * that spreadsheets keep a date as.
 */
const SMALLEST_SECONDS = 100_000_000;

/** The end of the year 9999; microseconds and nanoseconds lie far behind it. */
const LARGEST_MS = 253_402_300_799_999;

const TIME = String.raw`(?:(?:T|,? )(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?)?`;
const HALF = String.raw`(?: ?(?<half>[AP]M))?`;
const ZONE = String.raw`(?: ?(?<zone>Z|UTC|GMT|(?:GMT|UTC)?[+-]\d{2}(?::?\d{2})?))?(?: \([A-Za-z ]{1,40}\))?`;
const WEEKDAY = '(?:[A-Za-z]{3,9},? )?';
const NAMED_MONTH = String.raw`(?<name>[A-Za-z]{3,9})\.?`;

/** ISO 8601, and dates with a month by its name as mails, servers and JavaScript write them. */
const FORMS: readonly RegExp[] = [
	String.raw`(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})`,
	String.raw`(?<year>\d{4})/(?<month>\d{1,2})/(?<day>\d{1,2})`,
	String.raw`${WEEKDAY}(?<day>\d{1,2})[ -]${NAMED_MONTH},?[ -](?<year>\d{4})`,
	String.raw`${WEEKDAY}${NAMED_MONTH} (?<day>\d{1,2}),? (?<year>\d{4})`,
].map((date) => new RegExp(`^${date}${TIME}${HALF}${ZONE}$`, 'i'));

const MONTHS = [
	'january',
	'february',
	'march',
	'april',
	'may',
	'june',
	'july',
	'august',
	'september',
	'october',
	'november',
	'december',
] as const;

/**
 * Milliseconds since 1970 of a date that a user gave: the one reader of all fields, filters and
 * variables, so that the same value means the same moment everywhere.
 *
 * A text without a zone means `timezone`: n8n's date picker stores it so, and the server's own zone
 * would move it. Days and times that no calendar has are refused instead of carried over, since
 * 31 February is a slip and not 3 March.
 *
 * @param value a text, a date object of an expression, or seconds or milliseconds since 1970.
 * @param timezone an IANA name, such as Asia/Singapore.
 * @throws InvalidInput that names the field.
 */
export function toMilliseconds(value: unknown, timezone: string, label: string): number {
	const time = millisecondsOf(value, timezone);
	if (time !== null) return time;
	throw new InvalidInput(
		`'${label}' is not a date: ${String(value).slice(0, 200)}`,
		'Write it as 2026-01-31T09:30:00, with Z or an offset for another time zone.',
	);
}

/** Whether a text is a day of the calendar, written as year, month and day. */
export function isCalendarDate(text: string): boolean {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
	return day !== undefined && isDay(Number(year), Number(month), Number(day));
}

function millisecondsOf(value: unknown, timezone: string): number | null {
	if (value instanceof Date) return withinYears(value.getTime());
	if (typeof value === 'number') return sinceEpoch(value);
	// The text of other date objects, such as those of n8n's expressions, is ISO 8601.
	const text = String(value).trim().replace(/\s+/g, ' ');
	if (text.length > LONGEST) return null;
	if (/^\d{9,17}(?:\.\d{1,9})?$/.test(text)) return sinceEpoch(Number(text));
	for (const form of FORMS) {
		const parts = form.exec(text)?.groups;
		if (parts) return ofParts(parts, timezone);
	}
	return null;
}

function sinceEpoch(number: number): number | null {
	if (!(number >= SMALLEST_SECONDS)) return null;
	return withinYears(number < SMALLEST_MS ? number * 1000 : number);
}

function withinYears(time: number): number | null {
	return Number.isFinite(time) && time <= LARGEST_MS ? Math.trunc(time) : null;
}

type Parts = Readonly<Record<string, string | undefined>>;

function ofParts(parts: Parts, timezone: string): number | null {
	const year = Number(parts.year);
	const month = parts.name === undefined ? Number(parts.month) : monthNamed(parts.name);
	const day = Number(parts.day);
	const hour = hourOf(parts);
	const minute = Number(parts.minute ?? 0);
	const second = Number(parts.second ?? 0);
	if (!isDay(year, month, day) || hour === null || minute > 59 || second > 59) return null;
	const fraction = Math.trunc(Number(`0.${parts.fraction ?? '0'}`) * 1000);
	const asUtc = Date.UTC(2000, month - 1, day, hour, minute, second, fraction);
	// `Date.UTC` takes the years 0 to 99 for those of the last century.
	const shown = new Date(asUtc).setUTCFullYear(year, month - 1, day);
	if (parts.zone === undefined) return withinYears(inZone(shown, timezone));
	const offset = offsetOf(parts.zone);
	return offset === null ? null : withinYears(shown - offset);
}

/** 0 to 23; `null` for hours that no clock shows. */
function hourOf({ hour = '0', half }: Parts): number | null {
	const given = Number(hour);
	if (half === undefined) return given <= 23 ? given : null;
	if (given < 1 || given > 12) return null;
	return (given % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
}

/** 1 to 12, from the name or its first three letters at least; 0 for another word. */
function monthNamed(word: string): number {
	const lower = word.toLowerCase();
	return MONTHS.findIndex((name) => name.startsWith(lower)) + 1;
}

function isDay(year: number, month: number, day: number): boolean {
	if (month < 1 || month > 12 || day < 1) return false;
	const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
	return day <= (days[month - 1] ?? 0);
}

/**
 * A date object as ISO text: `Date`, and Luxon's, which is what `$now` is. n8n only makes texts of
 * them inside of other values.
 *
 * @returns `undefined` for anything else, and for a date that is none.
 */
export function dateText(value: unknown): string | undefined {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	const { toISO } = Object(value) as { toISO?: unknown };
	const text: unknown = typeof toISO === 'function' ? Reflect.apply(toISO, value, []) : undefined;
	return typeof text === 'string' ? text : undefined;
}

/** Milliseconds that the zone is ahead of UTC; `null` for an offset that no clock has. */
function offsetOf(zone: string): number | null {
	const [, sign, hours, minutes = '0'] = /([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
	if (sign === undefined) return 0;
	if (Number(hours) > 23 || Number(minutes) > 59) return null;
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The moment at which clocks of the zone show what `asUtc` shows in UTC. */
function inZone(asUtc: number, timezone: string): number {
	const guess = asUtc - offsetAt(asUtc, timezone);
	return asUtc - offsetAt(guess, timezone);
}

function offsetAt(time: number, timezone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(time);
	const part = (type: Intl.DateTimeFormatPartTypes): number =>
		Number(parts.find((entry) => entry.type === type)?.value);
	const shown = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return shown - Math.floor(time / 1000) * 1000;
}
