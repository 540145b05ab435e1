import { sleep } from 'n8n-workflow';

import { MAX_BATCH, type QueueClient } from '../alibabaCloud/queue/client';
import { backoffMs } from '../alibabaCloud/wire/backoff';

interface Waiting {
	readonly handle: string;
	readonly settle: (deleted: boolean) => void;
}

const ATTEMPTS = 3;
const BACKOFF = Object.freeze({ firstMs: 500, longestMs: 5_000 });

/**
 * Deletes messages in batches. The first goes out at once; those that come while a request is
 * under way share the next one, so a busy queue needs few requests and a quiet one no waiting.
 */
export class BatchDelete {
	private readonly waiting: Waiting[] = [];

	private busy = false;

	constructor(private readonly queue: Pick<QueueClient, 'remove'>) {}

	/** Resolves with whether the message is gone. If it is not, it will come again. */
	async remove(handle: string): Promise<boolean> {
		return await new Promise((settle) => {
			this.waiting.push({ handle, settle });
			if (!this.busy) void this.drain();
		});
	}

	private async drain(): Promise<void> {
		this.busy = true;
		while (this.waiting.length > 0) {
			const batch = this.waiting.splice(0, MAX_BATCH);
			const kept = await this.send(batch.map(({ handle }) => handle));
			for (const { handle, settle } of batch) settle(kept !== null && !kept.has(handle));
		}
		this.busy = false;
	}

	/** The handles that were not deleted; null when none was. */
	private async send(handles: readonly string[]): Promise<ReadonlySet<string> | null> {
		for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
			const outcome = await this.queue.remove(handles);
			if (outcome.ok) return outcome.value;
			if (outcome.failure.reaction !== 'retry' || attempt === ATTEMPTS) break;
			await sleep(backoffMs(BACKOFF, attempt, 0));
		}
		return null;
	}
}
