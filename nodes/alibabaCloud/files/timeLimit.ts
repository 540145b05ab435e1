/**
 * How long something may take from its start to its end, however slowly it drips: the time limit of
 * n8n's HTTP client begins anew with each sign of life.
 */
export class TimeLimit {
	private readonly abort = new AbortController();

	private readonly stop: () => void;

	private left: number;

	private since = performance.now();

	/** Counts the periods, so that the end of an earlier one means nothing. */
	private period = 0;

	private over = false;

	/** @param stopped ends it as well, without the limit being over */
	constructor(
		milliseconds: number,
		private readonly stopped?: AbortSignal,
	) {
		this.left = milliseconds;
		this.stop = () => this.abort.abort();
		if (stopped?.aborted) this.stop();
		stopped?.addEventListener('abort', this.stop, { once: true });
		this.run();
	}

	/** Aborted when the time is over or the user stops. */
	get signal(): AbortSignal {
		return this.abort.signal;
	}

	get isOver(): boolean {
		return this.over;
	}

	get leftMs(): number {
		return Math.max(1, Math.ceil(this.left - (performance.now() - this.since)));
	}

	/** Waits for something that does not count. */
	async without<T>(waiting: Promise<T>): Promise<T> {
		this.left = this.leftMs;
		this.period++;
		try {
			return await waiting;
		} finally {
			this.run();
		}
	}

	/** Must be called at the end, or the signal of the run keeps this in memory. */
	end(): void {
		this.period++;
		this.stopped?.removeEventListener('abort', this.stop);
	}

	private run(): void {
		const period = ++this.period;
		this.since = performance.now();
		AbortSignal.timeout(Math.ceil(this.left)).addEventListener('abort', () => {
			if (this.period !== period) return;
			this.over = true;
			this.stop();
		});
	}
}
