/**
 * How much one memory may save. n8n writes all static data of a workflow with a run that starts, and
 * keeps it with the run. Nobody knows which change is the last for an hour, so each is saved at once,
 * and only a stream of them is thinned out.
 */
const SAVED_A_SECOND = 1_000_000;
const SAVED_AT_ONCE = 4_500_000;

/** Characters that may be saved: so many each second, and some more after a quiet time. */
export class SaveAllowance {
	private left = SAVED_AT_ONCE;

	private countedAt = Number.NEGATIVE_INFINITY;

	/** Whether something may be saved now. What is saved then may be longer than what is left. */
	isLeft(now: number): boolean {
		const earned = Math.max(0, now - this.countedAt) * (SAVED_A_SECOND / 1000);
		this.left = Math.min(SAVED_AT_ONCE, this.left + earned);
		this.countedAt = now;
		return this.left > 0;
	}

	spend(characters: number): void {
		this.left -= characters;
	}

	/** Lets the next change be saved, whatever was saved before. */
	grant(): void {
		this.left = Math.max(this.left, 1);
	}
}
