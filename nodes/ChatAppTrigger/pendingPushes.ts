import { sleep } from 'n8n-workflow';

/** A repetition waits so long for the end of the first push, which takes some milliseconds. */
const PATIENCE_MS = 500;
/** A start of a run that takes longer is given up: then what comes again counts as new. */
const LONGEST_MS = 60_000;

/** Events of a push that n8n starts a run for. */
export interface PendingPush {
	readonly keys: readonly string[];
	readonly since: number;
	readonly ended: Promise<void>;
	readonly end: () => void;
}

/**
 * Pushes whose runs n8n has not started yet. As long as it may fail to, or may end before, a
 * repetition must be neither answered as taken nor taken a second time.
 */
export class PendingPushes {
	private readonly open = new Set<PendingPush>();

	private readonly byKey = new Map<string, PendingPush>();

	begin(keys: readonly string[], now: number): PendingPush {
		let end = (): void => undefined;
		const ended = new Promise<void>((resolve) => (end = resolve));
		const pending = { keys, since: now, ended, end };
		this.open.add(pending);
		for (const key of keys) this.byKey.set(key, pending);
		return pending;
	}

	/** False when it had ended before. */
	end(pending: PendingPush): boolean {
		pending.end();
		for (const key of pending.keys) {
			if (this.byKey.get(key) === pending) this.byKey.delete(key);
		}
		return this.open.delete(pending);
	}

	/** Events of which nobody knows yet whether they start a run. */
	get keys(): string[] {
		return [...this.byKey.keys()];
	}

	hasOpen(keys: readonly string[]): boolean {
		return keys.some((key) => this.byKey.has(key));
	}

	/** Ends those that took too long, and returns them. */
	overdue(now: number): PendingPush[] {
		const late = [...this.open].filter(({ since }) => now - since >= LONGEST_MS);
		return late.filter((pending) => this.end(pending));
	}

	/** Waits a moment for pushes with any of these events; false when one is still not over. */
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
