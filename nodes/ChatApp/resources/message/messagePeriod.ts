import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;
const MOST_DAYS = 90;
const LONGEST_MS = MOST_DAYS * DAY_MS;

/** How far the service's clock may be ahead, so that what was just sent is in the list. */
const CLOCK_SLACK_MS = 15 * 60_000;

/** From when to when messages are listed, in milliseconds. */
export interface Period {
	readonly start: number;
	readonly end: number;
}

/**
 * The period to list messages of: the service refuses a list without one, so an end that is not
 * given is now, and a start that is not given lies 30 days before the end.
 *
 * @throws InvalidInput for a period that is empty or longer than the service lists at once.
 */
export function messagePeriod(
	from: number | undefined,
	until: number | undefined,
	now: number,
): Period {
	const latest = from === undefined ? Infinity : from + LONGEST_MS;
	const end = until ?? Math.max(now, Math.min(now + CLOCK_SLACK_MS, latest));
	const start = from ?? end - USUAL_DAYS * DAY_MS;
	if (start >= end) {
		throw new InvalidInput(
			until === undefined
				? `'Sent After' is in the future: ${isoOf(start)}`
				: `'Sent Before' is not after 'Sent After': ${isoOf(end)}`,
			until === undefined
				? "Choose a time in the past for 'Sent After'."
				: `Choose a time after ${isoOf(start)} for 'Sent Before'.`,
		);
	}
	if (end - start > LONGEST_MS) {
		throw new InvalidInput(
			`The period is ${Math.ceil((end - start) / DAY_MS)} days long, but the maximum is ${MOST_DAYS} days`,
			`Choose a time up to ${isoOf(start + LONGEST_MS)} for 'Sent Before', and use another item for later messages.`,
		);
	}
	return { start, end };
}

function isoOf(time: number): string {
	return new Date(time).toISOString();
}
