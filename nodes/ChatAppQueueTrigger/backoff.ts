const FIRST_MS = 500;

/** Longest waits: after failures, and after an empty answer that came suspiciously fast. */
const LIMITS_MS = Object.freeze({ failure: 30_000, emptyPoll: 5_000 });

/**
 * How long to wait before the next try. Doubles each time; the random half keeps several
 * consumers from trying all at the same moment after a breakdown.
 *
 * @param attempt 1 for the first wait
 * @param random from 0 to 1
 */
export function backoffMs(kind: keyof typeof LIMITS_MS, attempt: number, random: number): number {
	const full = Math.min(LIMITS_MS[kind], FIRST_MS * 2 ** Math.min(attempt - 1, 16));
	return Math.round(full * (0.5 + random / 2));
}
