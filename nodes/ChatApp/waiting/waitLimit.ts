import { InvalidInput } from '../../alibabaCloud/input/invalidInput';

/** n8n looks once a minute for executions whose time is over. */
const LEAST_MS = 60_000;

/**
 * Longer than anybody waits. What is beyond JavaScript's dates must not be found out when the message
 * is out, and n8n's own "without a limit" is a date as well.
 */
const MOST_WAIT_MS = 10 * 366 * 86_400_000;

const UNITS: Readonly<Record<string, number>> = Object.freeze({
	minutes: 60_000,
	hours: 3_600_000,
	days: 86_400_000,
});

/** The fields of n8n's own option to limit the time of a wait. */
export interface LimitFields {
	readonly limitType?: unknown;
	readonly resumeAmount?: unknown;
	readonly resumeUnit?: unknown;
	readonly maxDateAndTime?: unknown;
}

/**
 * How long to wait, in milliseconds.
 *
 * @param until reads a date field, in milliseconds.
 * @throws InvalidInput that names the option for what is shorter than n8n can wait, or beyond ten years.
 */
export function readWaitLimit(
	{ limitType, resumeAmount, resumeUnit, maxDateAndTime }: LimitFields,
	label: string,
	now: number,
	until: (given: unknown, label: string) => number,
): number {
	if (limitType === 'atSpecifiedTime') {
		const left = until(maxDateAndTime, 'Max Date and Time') - now;
		if (left > MOST_WAIT_MS) {
			throw new InvalidInput(
				`The time in '${label}' is more than ten years away`,
				"Choose an earlier time in 'Max Date and Time'.",
			);
		}
		if (left >= LEAST_MS) return left;
		throw new InvalidInput(
			`The time in '${label}' is less than a minute away`,
			"Choose a later time in 'Max Date and Time'.",
		);
	}
	const amount = Number(resumeAmount ?? 1);
	const unit = UNITS[String(resumeUnit ?? 'hours')];
	const limit = amount * (unit ?? Number.NaN);
	assertNotTooLong(limit, label, `${String(resumeAmount)} ${String(resumeUnit)}`);
	if (limit >= LEAST_MS) return limit;
	throw new InvalidInput(
		`'${label}' is not at least one minute: ${String(resumeAmount)} ${String(resumeUnit)}`,
		`Set '${label}' to one minute or more. n8n checks once a minute whether a wait is over.`,
	);
}

/** @throws InvalidInput that names the option for a wait beyond ten years. */
export function assertNotTooLong(limit: number, label: string, given: string): void {
	if (Number.isNaN(limit) || limit <= MOST_WAIT_MS) return;
	throw new InvalidInput(
		`'${label}' is more than ten years: ${given}`,
		`Set '${label}' to a shorter time.`,
	);
}
