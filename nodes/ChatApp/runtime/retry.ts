import { NodeApiError, type IDataObject } from 'n8n-workflow';

import type { ApiCall } from '../../alibabaCloud/client/client';
import { ExecutionCancelled } from '../../alibabaCloud/errors/executionCancelled';
import { backoffMs } from '../../alibabaCloud/wire/backoff';
import type { CallLayer } from './callLayer';
import { pause } from './pacing';

/** What is known about a failed call when deciding whether to retry it. */
export interface FailedCall {
	readonly retry: 'safe' | 'never';
	/** The service refused it for its rate limits. */
	readonly throttled: boolean;
	/** 5xx or a lost connection: the same read can succeed at once. */
	readonly transient: boolean;
}

const THROTTLE_RETRIES = 6;
const READ_RETRIES = 3;
const BACKOFF = Object.freeze({ firstMs: 300, longestMs: 8000 });

/**
 * Milliseconds to wait before retrying a failed call, `null` to give up.
 *
 * A send is retried only when the service said that it did nothing: there is no idempotency key,
 * so a send whose answer was lost could reach the receiver twice.
 *
 * @param attempt how often the call has failed so far, from 1.
 * @param random a number from 0 up to 1, so that parallel calls do not come back together.
 */
export function retryDelay(failure: FailedCall, attempt: number, random: number): number | null {
	const mayRetry = failure.throttled
		? attempt <= THROTTLE_RETRIES
		: failure.retry === 'safe' && failure.transient && attempt <= READ_RETRIES;
	if (!mayRetry) return null;
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

/**
 * Makes a call again where that cannot do harm, see `retryDelay`.
 *
 * @param runOf the pacer of a call, which counts what the service accepted of the run.
 */
export function retryCalls(
	runOf: (call: ApiCall) => { readonly accepted: number },
	signal: AbortSignal | undefined,
	random: () => number = Math.random,
): CallLayer {
	return (next) => async (call) => {
		const patience = createPatience(runOf(call));
		for (;;) {
			const outcome = await settled(next(call));
			if ('envelope' in outcome) return outcome.envelope;
			// The client ends a read at once when the execution is stopped.
			if (call.retry === 'safe' && signal?.aborted) throw new ExecutionCancelled();
			const failure = readFailure(call.retry, outcome.error);
			const wait = retryDelay(failure, patience.failed(failure), random());
			if (wait === null) throw outcome.error;
			await pause(wait, signal);
		}
	};
}

async function settled(
	call: Promise<IDataObject>,
): Promise<{ readonly envelope: IDataObject } | { readonly error: unknown }> {
	return await call.then(
		(envelope) => ({ envelope }),
		(error: unknown) => ({ error }),
	);
}

function readFailure(retry: ApiCall['retry'], error: unknown): FailedCall {
	if (!(error instanceof NodeApiError)) return { retry, throttled: false, transient: false };
	const throttled = error.context.throttled === true;
	return { retry, throttled, transient: !throttled && error.context.retryable === true };
}
