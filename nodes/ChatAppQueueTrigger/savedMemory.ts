import { SaveAllowance } from '../notifications/saveAllowance';

/** A memory that is saved with the node's static data. */
interface Saved {
	/** How many characters it has there. */
	readonly length: number;
	/** Writes what changed. @returns whether anything did */
	save(): boolean;
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
		const changed = this.memories.filter((memory) => memory.save());
		if (changed.length === 0) return;
		// Whichever changed, n8n writes them all.
		this.allowance.spend(this.memories.reduce((sum, { length }) => sum + length, 0));
	}
}
