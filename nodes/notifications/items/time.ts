import { type Entry, read, toText } from './fields';

/** Dates without a zone are left alone: they would be read in the zone of this machine. */
const ZONED_DATE =
	/^(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d(?::\d\d)?)([.,]\d{1,9})? ?(?:(Z|UTC|GMT)|([+-]\d\d)(?::?(\d\d))?)$/i;

/** As in the headers of HTTP: `Mon, 21 Sep 2026 13:33:20 GMT`. */
const NAMED_DATE = /^(?:[a-z]{3}, ?)?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d:\d\d (?:GMT|UTC|[+-]\d{4})$/i;

const LAST_DATE = 8.64e15;

/** Longer text is no time, and is not matched. */
const LONGEST_TIME = 64;

/**
 * Between which sizes a number is taken to be in the unit: the years from 2001 to 2286. Milliseconds
 * are what is documented. In between are the digits of dates, such as 20260921133320 or 202609211333,
 * which name no zone either.
 */
const UNITS = Object.freeze([
	{ from: 1e9, below: 1e10, milliseconds: 1000 },
	{ from: 1e12, below: 1e13, milliseconds: 1 },
	{ from: 1e15, below: 1e16, milliseconds: 0.001 },
	{ from: 1e18, below: 1e19, milliseconds: 0.000001 },
]);

/**
 * When a notification's event happened, in milliseconds since 1970 (UTC), or null.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound-1
 */
export function readTime(entry: Entry): number | null {
	const value = read(entry, 'Timestamp', 'timestamp');
	if (typeof value === 'number') return fromNumber(value);

	const text = toText(value);
	if (text === null || text.length > LONGEST_TIME) return null;
	if (/^\d+(?:\.\d+)?$/.test(text)) return fromNumber(Number(text));
	return fromDate(text);
}

/** ISO 8601 in UTC, or null. */
export function toIso(time: number | null): string | null {
	return time === null ? null : new Date(time).toISOString();
}

function fromDate(text: string): number | null {
	if (NAMED_DATE.test(text)) return withinDates(Date.parse(text));
	const [, day, time, fraction = '', utc, hours, minutes = '00'] = ZONED_DATE.exec(text) ?? [];
	if (day === undefined) return null;
	const zone = utc === undefined ? `${hours}:${minutes}` : 'Z';
	return withinDates(Date.parse(`${day}T${time}${fraction.replace(',', '.')}${zone}`));
}

function fromNumber(value: number): number | null {
	const unit = UNITS.find(({ from, below }) => value >= from && value < below);
	return unit ? withinDates(Math.trunc(value * unit.milliseconds)) : null;
}

function withinDates(time: number): number | null {
	return Math.abs(time) <= LAST_DATE ? time : null;
}
