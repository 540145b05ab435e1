import { SaveAllowance } from '../notifications/saveAllowance';

/** A memory that is saved with the node's static data. */
interface Saved {
	/** Writes what changed, and returns how many characters the memory has; 0 when nothing changed. */
	save(): number;
}

/**
 * When the memories of a node are saved. Full, they have some 800 kB and are saved once a second; what
 * ended since is known to the queue, which has deleted it meanwhile.
 */
export class SavedMemory {
	private readonly allowance = new SaveAllowance();

	constructor(
		private readonly memories: readonly Saved[],
		private readonly clock: () => number,
	) {}

	/** To be called once before each run, however many messages it has. */
	saveIfDue(): void {
		if (this.allowance.isLeft(this.clock())) this.save();
	}

	save(): void {
		for (const memory of this.memories) this.allowance.spend(memory.save());
	}
}
