/** Limits that begin within this part of their length end together, none of them too early. */
const ROUNDING = 0.01;
/** The longest time that a timer of Node.js can wait; it ends a longer one at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** The end of all limits that began about the same time. */
class Deadline {
	private readonly since = performance.now();

	private readonly open = new Set<AbortController>();

	constructor(private readonly milliseconds: number) {
		const longest = Math.min(LONGEST_MS, Math.ceil(milliseconds * (1 + ROUNDING)));
		const timeout = AbortSignal.timeout(longest);
		timeout.addEventListener('abort', () => {
			for (const controller of this.open) controller.abort(timeout.reason);
		});
	}

	isFor(milliseconds: number): boolean {
		const isNew = performance.now() - this.since <= milliseconds * ROUNDING;
		return isNew && milliseconds === this.milliseconds;
	}

	add(controller: AbortController): void {
		this.open.add(controller);
	}

	delete(controller: AbortController): void {
		this.open.delete(controller);
	}
}

let latest: Deadline | undefined;

function deadlineOf(milliseconds: number): Deadline {
	if (!latest?.isFor(milliseconds)) latest = new Deadline(milliseconds);
	return latest;
}

/**
 * Does something within a time, whatever arrives until then. The time limit of n8n's HTTP client
 * begins anew with each byte of the answer: an answer that drips never reaches it.
 *
 * A signal of `AbortSignal.timeout` for each call would cost more than its signature.
 *
 * @param signal ends it as well, for example when the user stops the execution.
 * @param work gets the signal that ends its requests, up to a hundredth of the time late.
 */
export async function withinTime<T>(
	milliseconds: number,
	signal: AbortSignal | undefined,
	work: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
	const controller = new AbortController();
	const deadline = deadlineOf(milliseconds);
	deadline.add(controller);
	try {
		return await work(signal ? AbortSignal.any([signal, controller.signal]) : controller.signal);
	} finally {
		deadline.delete(controller);
	}
}

/** Whether it was the time that ended a request, not somebody who stopped it. */
export function isTimedOut(limit: AbortSignal): boolean {
	return limit.aborted && (limit.reason as { name?: unknown } | undefined)?.name === 'TimeoutError';
}
