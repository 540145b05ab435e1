import { type Entry, read, toText } from './fields';

/** Dates without a zone are left alone: they would be read in the zone of this machine. */
const ZONED_DATE = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/i;

const LAST_DATE = 8.64e15;

/** Longer text is no time, and is not matched. */
const LONGEST_TIME = 64;

/** Up to which size a number is taken to be in the unit. Milliseconds are what is documented. */
const UNITS = Object.freeze([
	{ below: 1e11, milliseconds: 1000 },
	{ below: 1e14, milliseconds: 1 },
	{ below: 1e17, milliseconds: 0.001 },
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
	return ZONED_DATE.test(text) ? withinDates(Date.parse(text)) : null;
}

/** ISO 8601 in UTC, or null. */
export function toIso(time: number | null): string | null {
	return time === null ? null : new Date(time).toISOString();
}

function fromNumber(value: number): number | null {
	const unit = value > 0 ? UNITS.find(({ below }) => value < below) : undefined;
	return unit ? withinDates(Math.trunc(value * unit.milliseconds)) : null;
}

function withinDates(time: number): number | null {
	return Math.abs(time) <= LAST_DATE ? time : null;
}
