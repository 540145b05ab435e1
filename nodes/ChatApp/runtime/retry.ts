import { backoffMs } from '../../alibabaCloud/wire/backoff';

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
const BACKOFF = Object.freeze({ firstMs: 300, longestMs: 8000 });

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
	return backoffMs(BACKOFF, attempt, random);
}

/** Counts the failures of one call. */
export interface Patience {
	/** Counts one more and returns how many there are, from 1; see `createPatience`. */
	failed(failure: FailedCall): number;
}

/**
 * While the service accepts other calls of the run it is busy and not closed: then a call that was
 * refused for the rate just has to wait for its turn, and its count begins anew. That ends by
 * itself, since each call can be accepted only once.
 */
export function createPatience(run: { readonly accepted: number }): Patience {
	let acceptedBefore = run.accepted;
	let failures = 0;
	return {
		failed({ throttled }) {
			failures = throttled && run.accepted > acceptedBefore ? 1 : failures + 1;
			acceptedBefore = run.accepted;
			return failures;
		},
	};
}
