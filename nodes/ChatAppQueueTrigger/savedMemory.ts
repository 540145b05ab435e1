/** A memory that is saved with the node's static data. */
interface Saved {
	/** Writes what changed, and returns how many characters the memory has; 0 when nothing changed. */
	save(): number;
}

/**
 * How many characters may be saved: each change at once, and only a stream of them is thinned out.
 * n8n writes all static data of a workflow at the start of a run if any of it changed.
 */
const SAVED_A_SECOND = 1_000_000;
const SAVED_AT_ONCE = 4_500_000;

/**
 * When the memories of a node are saved. Full, they have some 800 kB and are saved once a second; what
 * ended since is known to the queue, which has deleted it meanwhile.
 */
export class SavedMemory {
	private allowance = SAVED_AT_ONCE;

	private countedAt = Number.NEGATIVE_INFINITY;

	constructor(
		private readonly memories: readonly Saved[],
		private readonly clock: () => number,
	) {}

	/** To be called once before each run, however many messages it has. */
	saveIfDue(): void {
		const now = this.clock();
		const earned = Math.max(0, now - this.countedAt) * (SAVED_A_SECOND / 1000);
		this.allowance = Math.min(SAVED_AT_ONCE, this.allowance + earned);
		this.countedAt = now;
		if (this.allowance > 0) this.save();
	}

	save(): void {
		for (const memory of this.memories) this.allowance -= memory.save();
	}
}
