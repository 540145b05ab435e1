import { sleep } from 'n8n-workflow';

import type { QueueClient } from '../alibabaCloud/queue/client';
import type { QueueMessage } from '../alibabaCloud/queue/xml';

interface Lease {
	handle: string;
	/** When to hide the message again, in milliseconds of this machine's clock. */
	extendAt: number;
	readonly visibilityMs: number;
	giveUpAt: number;
	giveUp: () => void;
	extending: Promise<void> | null;
}

/** How often to look. Hiding again at half-time leaves room for a failed attempt. */
const LOOK_EVERY_MS = 250;
/**
 * A look that comes so much later was kept from coming, or the clock was set: in that time no end of a
 * run could be heard.
 */
const MISSED_MS = 10_000;
const SHORTEST_MS = 1_000;
const USUAL_MS = 30_000;

/** Requests at the same time: a run of many messages would else send one for each of them at once. */
const MOST_REQUESTS = 64;

/**
 * Keeps messages hidden in the queue while their runs last, so that nobody else gets them, and
 * gives up on a run of which no end was heard for too long.
 *
 * One loop serves all messages, because a wait for each of them could not be cancelled.
 */
export class VisibilityLease {
	private readonly leases = new Map<string, Lease>();

	private watching = false;

	/** Hiding again that is under way. */
	private requests = 0;

	private visibilityMs = USUAL_MS;

	constructor(
		private readonly queue: Pick<QueueClient, 'changeVisibility'>,
		private readonly clock: () => number,
		private readonly maxRunMs: number,
	) {}

	get size(): number {
		return this.leases.size;
	}

	/**
	 * Takes over the new handle of a message whose run is still going on: it came again because
	 * hiding it had failed. Its run must not start a second time.
	 */
	renew(message: QueueMessage): boolean {
		const lease = this.leases.get(message.id);
		if (lease === undefined) return false;
		lease.handle = message.receiptHandle;
		lease.extendAt = this.clock() + lease.visibilityMs / 2;
		return true;
	}

	/**
	 * Resolves when the run took too long; never when the message is released before. A message that is
	 * held already stays so without a gap, and its time is counted anew.
	 *
	 * @param hasBegun whether the run starts now; else its time is counted from `begin`
	 */
	async hold(message: QueueMessage, hasBegun = true): Promise<void> {
		const now = this.clock();
		this.visibilityMs = visibilityOf(message) ?? this.visibilityMs;
		const giveUpAt = hasBegun ? now + this.maxRunMs : Number.POSITIVE_INFINITY;
		await new Promise<void>((giveUp) => {
			const held = this.leases.get(message.id);
			if (held !== undefined) return void Object.assign(held, { giveUpAt, giveUp });
			this.leases.set(message.id, {
				handle: message.receiptHandle,
				extendAt: now + this.visibilityMs / 2,
				visibilityMs: this.visibilityMs,
				giveUpAt,
				giveUp,
				extending: null,
			});
			if (!this.watching) void this.watch();
		});
	}

	/** Counts the time of a run from now. */
	begin({ id }: QueueMessage): void {
		const lease = this.leases.get(id);
		if (lease !== undefined) lease.giveUpAt = this.clock() + this.maxRunMs;
	}

	/** Ends the hiding and returns the handle that deletes the message now. */
	async release(message: QueueMessage): Promise<string> {
		const lease = this.leases.get(message.id);
		if (lease === undefined) return message.receiptHandle;
		this.leases.delete(message.id);
		await lease.extending;
		return lease.handle;
	}

	private async watch(): Promise<void> {
		this.watching = true;
		let looked = this.clock();
		while (this.leases.size > 0) {
			await sleep(LOOK_EVERY_MS);
			const now = this.clock();
			this.follow(now, now - looked - LOOK_EVERY_MS);
			looked = now;
			for (const lease of this.leases.values()) {
				if (now >= lease.giveUpAt) lease.giveUp();
			}
			this.extendDue();
		}
		this.watching = false;
	}

	/**
	 * Keeps a clock that was set from ending runs that go on, and from leaving their messages visible: a
	 * machine that slept has missed their ends, and a clock that went back would be waited for.
	 */
	private follow(now: number, missedMs: number): void {
		for (const lease of this.leases.values()) {
			if (missedMs >= MISSED_MS) lease.giveUpAt += missedMs;
			if (lease.giveUpAt !== Infinity) {
				lease.giveUpAt = Math.min(lease.giveUpAt, now + this.maxRunMs);
			}
			const isAhead = lease.extendAt > now + lease.visibilityMs / 2;
			if (isAhead && lease.extendAt !== Infinity) lease.extendAt = now;
		}
	}

	/** Hides again what is due, as many as may be under way; each that ends makes room for another. */
	private extendDue(): void {
		const now = this.clock();
		for (const lease of this.leases.values()) {
			if (this.requests >= MOST_REQUESTS) return;
			if (now < lease.extendAt || now >= lease.giveUpAt || lease.extending !== null) continue;
			this.requests++;
			lease.extending = this.extend(lease, now);
		}
	}

	private async extend(lease: Lease, now: number): Promise<void> {
		const seconds = Math.ceil(lease.visibilityMs / 1000);
		const outcome = await this.queue.changeVisibility(lease.handle, seconds);
		if (outcome.ok) {
			lease.handle = outcome.value.receiptHandle;
			lease.extendAt = now + lease.visibilityMs / 2;
		} else {
			// A dead handle stays dead: the message comes again and brings a new one.
			const mayPass = outcome.failure.reaction === 'retry';
			lease.extendAt = mayPass ? now + lease.visibilityMs / 4 : Number.POSITIVE_INFINITY;
		}
		lease.extending = null;
		const wasFull = this.requests === MOST_REQUESTS;
		this.requests--;
		if (wasFull) this.extendDue();
	}
}

/**
 * How long the queue hides a message. Both times are of the service's clock, which may differ from
 * ours; that of the first delivery only fits to the first.
 */
function visibilityOf(message: QueueMessage): number | null {
	const { dequeueCount, firstDequeueTime, nextVisibleTime } = message;
	if (dequeueCount !== 1 || firstDequeueTime === null || nextVisibleTime === null) return null;
	return Math.max(SHORTEST_MS, nextVisibleTime - firstDequeueTime);
}
