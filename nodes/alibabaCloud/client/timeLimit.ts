/**
 * A signal that ends a request after a time, whatever arrives until then. The time limit of n8n's
 * HTTP client begins anew with each byte of the answer: an answer that drips never reaches it.
 *
 * @param signal ends the request as well, for example when the user stops the execution.
 */
export function timeLimit(milliseconds: number, signal?: AbortSignal): AbortSignal {
	const limit = AbortSignal.timeout(milliseconds);
	return signal ? AbortSignal.any([signal, limit]) : limit;
}

/** Whether it was the time that ended a request, not somebody who stopped it. */
export function isTimedOut(limit: AbortSignal): boolean {
	return limit.aborted && (limit.reason as { name?: unknown } | undefined)?.name === 'TimeoutError';
}
