/** Limits that begin within this part of their length end together, none of them too early. */
const ROUNDING = 0.01;
/** The longest time that a timer of Node.js can wait; it ends a longer one at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * One signal for so many calls: to make one takes longer than to sign, and Node.js warns of a signal
 * that more than ten listen to.
 */
const CALLS_OF_A_SIGNAL = 8;

/** The signal of some calls that began about the same time. */
class SharedSignal {
	readonly controller = new AbortController();

	private entered = 0;

	private working = 0;

	get isOpen(): boolean {
		return this.working > 0 && this.entered < CALLS_OF_A_SIGNAL;
	}

	enter(): void {
		this.entered++;
		this.working++;
	}

	/** @returns whether nobody needs it any more */
	leave(): boolean {
		this.working--;
		return this.working === 0;
	}
}

/** The end of all limits that began about the same time. */
class Deadline {
	private readonly since = performance.now();

	private readonly awaited = new Set<SharedSignal>();

	private latest: SharedSignal | undefined;

	constructor(private readonly milliseconds: number) {
		const longest = Math.min(LONGEST_MS, Math.ceil(milliseconds * (1 + ROUNDING)));
		const timeout = AbortSignal.timeout(longest);
		timeout.addEventListener('abort', () => {
			for (const { controller } of this.awaited) controller.abort(timeout.reason);
		});
	}

	isFor(milliseconds: number): boolean {
		const isNew = performance.now() - this.since <= milliseconds * ROUNDING;
		return isNew && milliseconds === this.milliseconds;
	}

	enter(): SharedSignal {
		if (!this.latest?.isOpen) {
			this.latest = new SharedSignal();
			this.awaited.add(this.latest);
		}
		this.latest.enter();
		return this.latest;
	}

	leave(shared: SharedSignal): void {
		if (shared.leave()) this.awaited.delete(shared);
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
 * @param signal ends it as well, for example when the user stops the execution.
 * @param work gets the signal that ends its requests, up to a hundredth of the time late.
 */
export async function withinTime<T>(
	milliseconds: number,
	signal: AbortSignal | undefined,
	work: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
	const deadline = deadlineOf(milliseconds);
	const shared = deadline.enter();
	const limit = shared.controller.signal;
	try {
		return await work(signal ? AbortSignal.any([signal, limit]) : limit);
	} finally {
		deadline.leave(shared);
	}
}

/** Whether it was the time that ended a request, not somebody who stopped it. */
export function isTimedOut(limit: AbortSignal): boolean {
	return limit.aborted && (limit.reason as { name?: unknown } | undefined)?.name === 'TimeoutError';
}
