import { InvalidInput } from '../errors/invalidInput';

/** Reads a date of the user as Unix milliseconds; the label names the field in the error. */
export type DateReader = (value: unknown, label: string) => number;

/** Below this, a number counts seconds: as milliseconds it would lie in the spring of 1973. */
const SMALLEST_MS = 100_000_000_000;

/**
 * The end of an offer as the service wants it: Unix milliseconds as text.
 *
 * @param value seconds or milliseconds, as number or digits; anything else is left to `readDate`.
 * @param now milliseconds; an offer that ended before is refused. `undefined` skips the check.
 * @throws InvalidInput for what is no date, and for a date in the past.
 */
export function offerEnd(
	value: unknown,
	name: string,
	readDate: DateReader,
	now: number | undefined,
): string {
	const digits = typeof value === 'string' && /^\d{9,16}$/.test(value.trim());
	const number = typeof value === 'number' || digits ? Number(value) : null;
	const time =
		number === null ? readDate(value, name) : number < SMALLEST_MS ? number * 1000 : number;
	if (Number.isNaN(new Date(time).getTime())) readDate(String(value), name);
	if (now !== undefined && time <= now) {
		throw new InvalidInput(
			`'${name}' lies in the past: the offer ended on ${new Date(time).toISOString()}`,
			`Choose the date and time at which the offer ends in '${name}'.`,
		);
	}
	return String(Math.trunc(time));
}

/** Dates without a zone are taken as UTC. */
export const readUtcDate: DateReader = (value, label) => {
	const words = String(value).trim();
	const isLocal = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(words);
	const time = new Date(isLocal ? `${words.replace(' ', 'T')}Z` : words).getTime();
	if (!Number.isNaN(time)) return time;
	throw new InvalidInput(`'${label}' is not a date: ${words}`, 'Write it as 2026-01-31T09:30:00Z.');
};
