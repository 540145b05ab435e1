import { sleep } from 'n8n-workflow';

import type { QueueClient } from '../alibabaCloud/queue/client';
import { type QueueFailure, unexpectedFailure } from '../alibabaCloud/queue/failures';
import type { Outcome } from '../alibabaCloud/queue/token';
import type { QueueMessage } from '../alibabaCloud/queue/xml';
import { backoffMs } from '../alibabaCloud/wire/backoff';
import { MessageLife, type MessagePorts, type MessageSettings, tell } from './messageLife';

export interface ConsumerSettings extends MessageSettings {
	readonly parallelRuns: number;
	readonly batchSize: number;
}

/** What the consumer needs from around it. */
export interface ConsumerPorts extends MessagePorts {
	readonly queue: Pick<QueueClient, 'receive' | 'remove' | 'changeVisibility'>;
	/** Whether one more message may be taken; else it is handed back. */
	admit(): boolean;
	/** Called once, when continuing makes no sense without a person. */
	stopped(failure: QueueFailure): void;
	/** Called before each wait after a failure. */
	delayed(failure: QueueFailure): void;
	random(): number;
}

/** An empty answer that comes faster than this was no long poll. */
const FAST_ANSWER_MS = 1_000;
/** How fast closing ends a wait. */
const SLICE_MS = 200;
const CLOSE_WITHIN_MS = 900;
const PATIENCE_MS = 1;
const FAILURE_BACKOFF = Object.freeze({ firstMs: 500, longestMs: 30_000 });
const EMPTY_BACKOFF = Object.freeze({ firstMs: 500, longestMs: 5_000 });
/** Messages whose runs ended but which the queue did not delete yet. A stop of n8n repeats them. */
const MAX_SETTLING = 32;

/**
 * Reads one queue with one long poll at a time, as far as there is room for more runs. What becomes
 * of each message is in `MessageLife`.
 */
export class Consumer {
	private readonly abort = new AbortController();

	private readonly queue: ConsumerPorts['queue'];

	private readonly life: MessageLife;

	private wake: (() => void) | null = null;

	private ended: Promise<void> = Promise.resolve();

	constructor(
		private readonly settings: ConsumerSettings,
		private readonly ports: ConsumerPorts,
	) {
		this.queue = withoutThrowing(ports.queue);
		const life = { ...ports, queue: this.queue };
		this.life = new MessageLife(settings, life, () => this.wake?.());
	}

	private get closed(): boolean {
		return this.abort.signal.aborted;
	}

	/** Starts to read. */
	start(): void {
		this.ended = this.read();
	}

	/** Takes nothing more. Runs that were started continue, and so does waiting for them. */
	stop(): void {
		this.abort.abort();
		this.wake?.();
	}

	/** Stops, and waits a moment for what was received but not started to be handed back. */
	async close(): Promise<void> {
		this.stop();
		const handedBack = Promise.all([this.ended, this.life.handAllBack()]);
		await Promise.race([handedBack, sleep(CLOSE_WITHIN_MS)]);
	}

	/** Reads until it is stopped. Whatever goes wrong is told, and does not end it. */
	private async read(): Promise<void> {
		let failures = 0;
		let fastAnswers = 0;
		while (await this.hasRoom()) {
			try {
				const asked = this.ports.clock();
				const room = this.settings.parallelRuns - this.life.load;
				const outcome = await this.queue.receive(
					Math.min(this.settings.batchSize, room),
					this.abort.signal,
				);
				if (!outcome.ok) {
					if (this.closed) return;
					if (outcome.failure.reaction !== 'retry') {
						this.tell(() => this.ports.stopped(outcome.failure));
						return;
					}
					this.tell(() => this.ports.delayed(outcome.failure));
					await this.pause(backoffMs(FAILURE_BACKOFF, ++failures, this.ports.random()));
					continue;
				}
				failures = 0;
				if (outcome.value.length > 0) await this.take(outcome.value);
				const isFast = this.ports.clock() - asked < FAST_ANSWER_MS;
				if (outcome.value.length > 0 || !isFast) fastAnswers = 0;
				else await this.pause(backoffMs(EMPTY_BACKOFF, ++fastAnswers, this.ports.random()));
			} catch (error) {
				this.tell(() => this.ports.delayed(unexpectedFailure(error)));
				await this.pause(backoffMs(FAILURE_BACKOFF, ++failures, 0));
			}
		}
	}

	private get isFull(): boolean {
		const { load, settling, isFull } = this.life;
		return load >= this.settings.parallelRuns || settling >= MAX_SETTLING || isFull;
	}

	/** Waits until a run may be started; false when there is nothing more to do. */
	private async hasRoom(): Promise<boolean> {
		const hadToWait = this.isFull;
		while (!this.closed && this.isFull) {
			await new Promise<void>((resolve) => (this.wake = resolve));
		}
		// Runs tend to end together; a moment's patience fetches many messages at once, not one.
		if (hadToWait && !this.closed) await sleep(PATIENCE_MS);
		return !this.closed;
	}

	private async take(messages: readonly QueueMessage[]): Promise<void> {
		const unwanted: QueueMessage[] = [];
		for (const message of messages) {
			if (this.closed || !this.ports.admit()) unwanted.push(message);
			else void this.life.receive(message);
		}
		await Promise.all(unwanted.map(async (message) => await this.life.handBack(message)));
	}

	/** In slices, so that closing ends it; counted, so that no clock that is set back makes it longer. */
	private async pause(milliseconds: number): Promise<void> {
		for (let left = milliseconds; left > 0 && !this.closed; left -= SLICE_MS) {
			await sleep(Math.min(SLICE_MS, left));
		}
	}

	private tell(report: () => void): void {
		tell(report, (failure) => this.ports.delayed(failure));
	}
}

/** A queue whose every failure is an outcome. */
function withoutThrowing(queue: ConsumerPorts['queue']): ConsumerPorts['queue'] {
	const safely = async <T>(call: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
		try {
			return await call();
		} catch (error) {
			return { ok: false, failure: unexpectedFailure(error) };
		}
	};
	return {
		receive: async (max, signal) => await safely(() => queue.receive(max, signal)),
		remove: async (handles) => await safely(() => queue.remove(handles)),
		changeVisibility: async (handle, seconds) =>
			await safely(() => queue.changeVisibility(handle, seconds)),
	};
}
