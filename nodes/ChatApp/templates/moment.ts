import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { toMilliseconds } from '../../alibabaCloud/input/dates';

/** Reads a date of the user as Unix milliseconds; the label names the field in the error. */
export type DateReader = (value: unknown, label: string) => number;

/**
 * The end of an offer as the service wants it: Unix milliseconds as text.
 *
 * @param now milliseconds; an offer that ended before is refused. `undefined` skips the check.
 * @throws InvalidInput for what is no date, and for a date in the past.
 */
export function offerEnd(
	value: unknown,
	name: string,
	readDate: DateReader,
	now: number | undefined,
): string {
	const time = readDate(value, name);
	if (now !== undefined && time <= now) {
		throw new InvalidInput(
			`'${name}' is in the past: the offer ended on ${new Date(time).toISOString()}`,
			`Enter the date and time when the offer ends in '${name}'.`,
		);
	}
	return String(time);
}

/** Dates without a zone are taken as UTC. */
export const readUtcDate: DateReader = (value, label) => toMilliseconds(value, 'UTC', label);
