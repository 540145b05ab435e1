import { sleep } from 'n8n-workflow';

import { MAX_BATCH, type QueueClient } from '../alibabaCloud/queue/client';
import type { QueueFailure } from '../alibabaCloud/queue/failures';
import { backoffMs } from '../alibabaCloud/wire/backoff';

interface Waiting {
	readonly handle: string;
	readonly settle: (deleted: boolean) => void;
}

const ATTEMPTS = 3;
const BACKOFF = Object.freeze({ firstMs: 500, longestMs: 5_000 });

/** Requests at the same time; more would not come through faster. */
const MOST_REQUESTS = 32;

/**
 * Deletes messages in batches. What comes at the same moment goes out together. While a request is
 * under way, others start as soon as they are full; what is left shares the next one. So a busy queue
 * needs few requests, a distant one does not hold up, and a quiet one needs no waiting.
 */
export class BatchDelete {
	private readonly waiting: Waiting[] = [];

	private requests = 0;

	private isGathering = false;

	/** @param failed called when a request failed for good; must not throw */
	constructor(
		private readonly queue: Pick<QueueClient, 'remove'>,
		private readonly failed: (failure: QueueFailure) => void = () => undefined,
	) {}

	/** Resolves with whether the message is gone. If it is not, it will come again. */
	async remove(handle: string): Promise<boolean> {
		return await new Promise((settle) => {
			this.waiting.push({ handle, settle });
			if (!this.isGathering) void this.gather();
		});
	}

	/** A moment later, so that the messages of one run share their requests. */
	private async gather(): Promise<void> {
		this.isGathering = true;
		await sleep(0);
		this.isGathering = false;
		this.start();
	}

	private start(): void {
		while (this.requests < MOST_REQUESTS) {
			const isDue = this.waiting.length >= MAX_BATCH || this.requests === 0;
			if (!isDue || this.waiting.length === 0) return;
			void this.request(this.waiting.splice(0, MAX_BATCH));
		}
	}

	private async request(batch: readonly Waiting[]): Promise<void> {
		this.requests++;
		const kept = await this.send(batch.map(({ handle }) => handle));
		this.requests--;
		for (const { handle, settle } of batch) settle(kept !== null && !kept.has(handle));
		this.start();
	}

	/** The handles that were not deleted; null when none was. */
	private async send(handles: readonly string[]): Promise<ReadonlySet<string> | null> {
		for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
			const outcome = await this.queue.remove(handles);
			if (outcome.ok) return outcome.value;
			if (outcome.failure.reaction !== 'retry' || attempt === ATTEMPTS) {
				this.failed(outcome.failure);
				break;
			}
			await sleep(backoffMs(BACKOFF, attempt, 0));
		}
		return null;
	}
}
