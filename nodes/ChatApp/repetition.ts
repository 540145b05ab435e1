/** What is known about a failed call when deciding whether to repeat it. */
export interface FailedCall {
	readonly kind: 'read' | 'send';
	/** The service refused it for its rate limits. */
	readonly throttled: boolean;
	/** 5xx or a lost connection: the same read can succeed at once. */
	readonly transient: boolean;
}

const THROTTLE_REPEATS = 6;
const READ_REPEATS = 3;
const BASE_MS = 300;
const LONGEST_MS = 8000;

/**
 * Milliseconds to wait before repeating a failed call, `null` to give up.
 *
 * A send is repeated only when the service said that it did nothing: there is no idempotency key,
 * so a send whose answer was lost could reach the receiver twice.
 *
 * @param attempt how often the call has failed so far, from 1.
 * @param random a number from 0 up to 1, so that parallel calls do not come back together.
 */
export function repeatAfter(failure: FailedCall, attempt: number, random: number): number | null {
	const mayRepeat = failure.throttled
		? attempt <= THROTTLE_REPEATS
		: failure.kind === 'read' && failure.transient && attempt <= READ_REPEATS;
	if (!mayRepeat) return null;
	const longest = Math.min(LONGEST_MS, BASE_MS * 2 ** (attempt - 1));
	return Math.round(longest * (0.5 + random / 2));
}
