import { InvalidInput } from '../shared/errors/invalidInput';

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;

/**
 * Milliseconds of a date field. n8n's date picker stores a time without zone, which means the
 * workflow's zone and not the server's.
 *
 * @param value ISO 8601 text, a date object of an expression, or milliseconds.
 * @throws InvalidInput that names the field.
 */
export function toMilliseconds(value: unknown, timezone: string, label: string): number {
	const text = typeof value === 'string' ? value.trim() : value;
	if (typeof text === 'string' && LOCAL_TIME.test(text)) {
		const asUtc = Date.parse(`${text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T')}Z`);
		if (!Number.isNaN(asUtc)) return inZone(asUtc, timezone);
	}
	const time =
		typeof text === 'number'
			? text
			: new Date(typeof text === 'string' ? text : String(text)).getTime();
	if (!Number.isNaN(time)) return time;
	throw new InvalidInput(
		`'${label}' is not a date: ${String(value)}`,
		'Write it as 2026-01-31T09:30:00, with Z or an offset for another time zone.',
	);
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
