import { sleep } from 'n8n-workflow';

import type { Mark } from '../notifications/selection/seenEvents';

/** A repetition waits so long for the end of the first push, which takes some milliseconds. */
const PATIENCE_MS = 500;
/** A start of a run that takes longer is given up: then what comes again counts as new. */
export const LONGEST_START_MS = 60_000;

/** Events of a push that n8n starts a run for. */
export interface PendingPush {
	readonly marks: Mark[];
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

	private readonly byMark = new Map<Mark, PendingPush>();

	begin(now: number): PendingPush {
		let end = (): void => undefined;
		const ended = new Promise<void>((resolve) => (end = resolve));
		const pending = { marks: [], since: now, ended, end };
		this.open.add(pending);
		return pending;
	}

	/** Events that turned out to be new in a push. */
	hold(marks: readonly Mark[], pending: PendingPush): void {
		for (const mark of marks) {
			this.byMark.set(mark, pending);
			pending.marks.push(mark);
		}
	}

	/** False when it had ended before. */
	end(pending: PendingPush): boolean {
		pending.end();
		for (const mark of pending.marks) {
			if (this.byMark.get(mark) === pending) this.byMark.delete(mark);
		}
		return this.open.delete(pending);
	}

	/** Events of which nobody knows yet whether they start a run. */
	get marks(): Iterable<Mark> {
		return this.byMark.keys();
	}

	/** Whether one of these events is in a push that is not over; `own` does not count. */
	hasOpen(marks: readonly Mark[], own?: PendingPush): boolean {
		return marks.some((mark) => {
			const open = this.byMark.get(mark);
			return open !== undefined && open !== own;
		});
	}

	/** Ends those that took too long, and returns them. */
	overdue(now: number): PendingPush[] {
		const late = [...this.open].filter(({ since }) => now - since >= LONGEST_START_MS);
		return late.filter((pending) => this.end(pending));
	}

	/** Waits a moment for pushes with any of these events; false when one is still not over. */
	async haveEnded(marks: readonly Mark[]): Promise<boolean> {
		const until = Date.now() + PATIENCE_MS;
		for (;;) {
			const mark = marks.find((one) => this.byMark.has(one));
			const open = mark === undefined ? undefined : this.byMark.get(mark);
			if (open === undefined) return true;
			const left = until - Date.now();
			if (left <= 0) return false;
			await Promise.race([open.ended, sleep(left)]);
		}
	}
}
