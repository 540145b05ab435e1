import { sleep } from 'n8n-workflow';

import type { NotificationItem } from '../notifications/items/types';

/** The first push of a run waits no longer for others, unless n8n is behind. */
const LONGEST_WAIT_MS = 100;
/**
 * The same while n8n is behind. By default it makes a sandbox before it calls this node, for every
 * push, which can take most of the wait: pushes that came meanwhile are then still ahead, and each
 * run that is not started saves one more sandbox. The service waits 3 seconds for its response.
 */
const LONGEST_BUSY_WAIT_MS = 1_000;
/** A timer of this length that ends as much too late shows that n8n is behind. */
const PROBE_MS = 25;

export interface CombiningLimits {
	readonly pushes: number;
	readonly items: number;
	readonly bytes: number;
}

/** What starts together: one run must stay small enough for n8n to save and to show. */
export const OF_ONE_RUN: CombiningLimits = Object.freeze({
	pushes: 100,
	items: 1_000,
	bytes: 4 * 1024 * 1024,
});

/** What waits in the whole process. n8n keeps the sandbox of a call until it is answered. */
export const OF_THE_PROCESS: CombiningLimits = Object.freeze({
	pushes: 200,
	items: 10_000,
	bytes: 16 * 1024 * 1024,
});

/** As long as a start that nothing is heard of counts as under way; see `PendingPushes`. */
const GIVEN_UP_AFTER_MS = 60_000;
/** A wait cannot be ended, so it is taken in slices. */
const SLICE_MS = 1_000;

/** One push whose run may start others' as well. */
export interface CombinablePush {
	readonly items: readonly NotificationItem[];
	readonly bytes: number;
	/** To be called when its run has started. */
	readonly remember: () => void;
	/** To be called when its run could not be started. */
	readonly forget: () => void;
}

interface Size {
	pushes: number;
	items: number;
	bytes: number;
}

const sizeOf = ({ items, bytes }: CombinablePush): Size => ({
	...{ pushes: 1, items: items.length, bytes },
});

function fits(held: Size, more: Size, limits: CombiningLimits): boolean {
	const names = ['pushes', 'items', 'bytes'] as const;
	return names.every((name) => held[name] + more[name] <= limits[name]);
}

function add(held: Size, more: Size, sign = 1): void {
	held.pushes += sign * more.pushes;
	held.items += sign * more.items;
	held.bytes += sign * more.bytes;
}

/** How much waits in all; shared by the nodes of a process. */
export class CombiningBudget {
	private readonly held: Size = { pushes: 0, items: 0, bytes: 0 };

	get pushes(): number {
		return this.held.pushes;
	}

	reserve(size: Size): boolean {
		const isRoom = fits(this.held, size, OF_THE_PROCESS);
		if (isRoom) add(this.held, size);
		return isRoom;
	}

	release(size: Size): void {
		add(this.held, size, -1);
	}
}

/** Pushes that start one run together. Only the call of the first one can start it. */
export class Combination {
	/** Whether the run has started, once that is known. */
	readonly outcome: Promise<boolean>;

	private readonly pushes: CombinablePush[] = [];

	private readonly size: Size = { pushes: 0, items: 0, bytes: 0 };

	private readonly closing = new AbortController();

	private isSettled = false;

	private tell: (hasStarted: boolean) => void = () => undefined;

	constructor(
		private readonly layout: string,
		private readonly onSettled: (combination: Combination, size: Size) => void,
	) {
		this.outcome = new Promise((resolve) => (this.tell = resolve));
	}

	get isOpen(): boolean {
		return !this.closing.signal.aborted;
	}

	/** Whether it would take this push. */
	hasRoomFor(push: CombinablePush, layout: string): boolean {
		return this.isOpen && layout === this.layout && fits(this.size, sizeOf(push), OF_ONE_RUN);
	}

	add(push: CombinablePush): void {
		this.pushes.push(push);
		add(this.size, sizeOf(push));
		if (this.size.pushes === OF_ONE_RUN.pushes) this.close();
	}

	/** Takes no more: its run is due. */
	close(): void {
		this.closing.abort();
	}

	/** Waits until the run is due. @returns what it is to start with, in the order of arrival */
	async due(): Promise<NotificationItem[]> {
		const closed = new Promise((resolve) => this.closing.signal.addEventListener('abort', resolve));
		await this.moment(closed);
		this.close();
		void this.giveUp();
		return this.pushes.flatMap(({ items }) => items);
	}

	private async moment(closed: Promise<unknown>): Promise<void> {
		const startedAt = performance.now();
		let isOver = false;
		while (this.isOpen && !isOver) {
			const probedAt = performance.now();
			await Promise.race([closed, sleep(PROBE_MS)]);
			const now = performance.now();
			const isBehind = now - probedAt > 2 * PROBE_MS;
			isOver = now - startedAt >= (isBehind ? LONGEST_BUSY_WAIT_MS : LONGEST_WAIT_MS);
		}
	}

	/** Says whether the run was started. Only the first time counts. */
	settle(hasStarted: boolean): void {
		if (this.isSettled) return;
		this.isSettled = true;
		this.close();
		this.onSettled(this, this.size);
		for (const push of this.pushes) (hasStarted ? push.remember : push.forget)();
		this.tell(hasStarted);
	}

	/** Nobody may wait forever if nothing is heard of the start. */
	private async giveUp(): Promise<void> {
		for (let waited = 0; waited < GIVEN_UP_AFTER_MS && !this.isSettled; waited += SLICE_MS) {
			await Promise.race([this.outcome, sleep(SLICE_MS)]);
		}
		this.settle(false);
	}
}

export interface Place {
	readonly combination: Combination;
	/** Whether the call of this push starts the run. */
	readonly leads: boolean;
}

/** The pushes of one trigger that may still be joined by others. */
export class CombinedPushes {
	private latest: Combination | null = null;

	/** Those of which it is not known yet whether their run has started. */
	private readonly unsettled = new Set<Combination>();

	private released = 0;

	constructor(private readonly budget: CombiningBudget) {}

	/** How often everything was released; see `releaseCombined`. */
	get releases(): number {
		return this.released;
	}

	get isEmpty(): boolean {
		return this.unsettled.size === 0;
	}

	/**
	 * Gives a push its place in a run.
	 *
	 * @param layout which outputs the trigger has; pushes of different ones start no run together
	 * @returns null where there is no room: then it starts a run of its own
	 */
	place(push: CombinablePush, layout: string): Place | null {
		const size = sizeOf(push);
		const none: Size = { pushes: 0, items: 0, bytes: 0 };
		if (!fits(none, size, OF_ONE_RUN) || !this.budget.reserve(size)) return null;
		const open = this.latest;
		if (open?.hasRoomFor(push, layout)) {
			open.add(push);
			return { combination: open, leads: false };
		}
		open?.close();
		const combination = new Combination(layout, (settled, held) => {
			this.budget.release(held);
			this.unsettled.delete(settled);
		});
		this.unsettled.add(combination);
		combination.add(push);
		this.latest = combination;
		return { combination, leads: true };
	}

	/** Makes the open run due at once. */
	release(): void {
		this.released++;
		this.latest?.close();
	}
}

const budget = new CombiningBudget();
const combined = new Map<string, CombinedPushes>();

/** What is combined of a node in this process. @param scope what tells the node from all others */
export function combinedOf(scope: string): CombinedPushes {
	for (const [other, pushes] of combined) if (pushes.isEmpty) combined.delete(other);
	const pushes = combined.get(scope) ?? new CombinedPushes(budget);
	combined.set(scope, pushes);
	return pushes;
}

/** Starts the run of what is combined, because the workflow is unpublished. */
export function releaseCombined(scope: string): void {
	combined.get(scope)?.release();
}
