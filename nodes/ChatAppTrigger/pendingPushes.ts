import { sleep } from 'n8n-workflow';

/** A repetition waits so long for the end of the first push, which takes some milliseconds. */
const PATIENCE_MS = 500;
/** A start of a run that takes longer is given up: then what comes again counts as new. */
const LONGEST_MS = 60_000;

/** Facts of a push that n8n starts a run for. */
export interface Handover {
	readonly keys: readonly string[];
	readonly since: number;
	readonly ended: Promise<void>;
	readonly end: () => void;
}

/**
 * Pushes whose runs n8n has not started yet. As long as it may fail to, or may end before, a
 * repetition must be neither answered as taken nor taken a second time.
 */
export class Handovers {
	private readonly open = new Set<Handover>();

	private readonly byKey = new Map<string, Handover>();

	begin(keys: readonly string[], now: number): Handover {
		let end = (): void => undefined;
		const ended = new Promise<void>((resolve) => (end = resolve));
		const handover = { keys, since: now, ended, end };
		this.open.add(handover);
		for (const key of keys) this.byKey.set(key, handover);
		return handover;
	}

	/** False when it had ended before. */
	end(handover: Handover): boolean {
		handover.end();
		for (const key of handover.keys) {
			if (this.byKey.get(key) === handover) this.byKey.delete(key);
		}
		return this.open.delete(handover);
	}

	/** Facts of which nobody knows yet whether they start a run. */
	get keys(): string[] {
		return [...this.byKey.keys()];
	}

	/** Ends those that took too long, and returns them. */
	overdue(now: number): Handover[] {
		const late = [...this.open].filter(({ since }) => now - since >= LONGEST_MS);
		return late.filter((handover) => this.end(handover));
	}

	/** Waits a moment for pushes with any of these facts; false when one is still not over. */
	async haveEnded(keys: readonly string[]): Promise<boolean> {
		const until = Date.now() + PATIENCE_MS;
		for (;;) {
			const key = keys.find((one) => this.byKey.has(one));
			const open = key === undefined ? undefined : this.byKey.get(key);
			if (open === undefined) return true;
			const left = until - Date.now();
			if (left <= 0) return false;
			await Promise.race([open.ended, sleep(left)]);
		}
	}
}
