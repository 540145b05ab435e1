import { sleep } from 'n8n-workflow';

import type { QueueClient } from '../alibabaCloud/queue/client';
import type { QueueMessage } from '../alibabaCloud/queue/xml';

interface Held {
	handle: string;
	/** When to hide the message again, in milliseconds of this machine's clock. */
	extendAt: number;
	readonly visibilityMs: number;
	readonly giveUpAt: number;
	readonly giveUp: () => void;
	extending: Promise<void> | null;
}

/** How often to look. Hiding again at half-time leaves room for a failed attempt. */
const LOOK_EVERY_MS = 250;
const SHORTEST_MS = 1_000;
const USUAL_MS = 30_000;

/**
 * Keeps messages hidden in the queue while their runs last, so that nobody else gets them, and
 * gives up on a run of which no end was heard for too long.
 *
 * One loop serves all messages, because a wait for each of them could not be cancelled.
 */
export class HeldMessages {
	private readonly held = new Map<string, Held>();

	private watching = false;

	private visibilityMs = USUAL_MS;

	constructor(
		private readonly queue: Pick<QueueClient, 'changeVisibility'>,
		private readonly clock: () => number,
		private readonly maxRunMs: number,
	) {}

	get size(): number {
		return this.held.size;
	}

	/**
	 * Takes over the new handle of a message whose run is still going on: it came again because
	 * hiding it had failed. Its run must not start a second time.
	 */
	renew(message: QueueMessage): boolean {
		const held = this.held.get(message.id);
		if (held === undefined) return false;
		held.handle = message.receiptHandle;
		held.extendAt = this.clock() + held.visibilityMs / 2;
		return true;
	}

	/** Resolves when the run took too long; never when the message is released before. */
	async hold(message: QueueMessage): Promise<void> {
		const now = this.clock();
		this.visibilityMs = visibilityOf(message) ?? this.visibilityMs;
		await new Promise<void>((giveUp) => {
			this.held.set(message.id, {
				handle: message.receiptHandle,
				extendAt: now + this.visibilityMs / 2,
				visibilityMs: this.visibilityMs,
				giveUpAt: now + this.maxRunMs,
				giveUp,
				extending: null,
			});
			if (!this.watching) void this.watch();
		});
	}

	/** Ends the hiding and returns the handle by which the message can be deleted now. */
	async release(message: QueueMessage): Promise<string> {
		const held = this.held.get(message.id);
		if (held === undefined) return message.receiptHandle;
		this.held.delete(message.id);
		await held.extending;
		return held.handle;
	}

	private async watch(): Promise<void> {
		this.watching = true;
		while (this.held.size > 0) {
			await sleep(LOOK_EVERY_MS);
			const now = this.clock();
			for (const held of this.held.values()) {
				if (now >= held.giveUpAt) held.giveUp();
				else if (now >= held.extendAt && held.extending === null) {
					held.extending = this.extend(held, now);
				}
			}
		}
		this.watching = false;
	}

	private async extend(held: Held, now: number): Promise<void> {
		const seconds = Math.ceil(held.visibilityMs / 1000);
		const outcome = await this.queue.changeVisibility(held.handle, seconds);
		if (outcome.ok) {
			held.handle = outcome.value.receiptHandle;
			held.extendAt = now + held.visibilityMs / 2;
		} else {
			// A dead handle stays dead: the message comes again and brings a new one.
			const mayPass = outcome.failure.reaction === 'retry';
			held.extendAt = mayPass ? now + held.visibilityMs / 4 : Number.POSITIVE_INFINITY;
		}
		held.extending = null;
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
