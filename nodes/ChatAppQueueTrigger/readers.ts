import { sleep } from 'n8n-workflow';

import type { QueueClient } from '../alibabaCloud/queue/client';
import { type QueueFailure, unexpectedFailure } from '../alibabaCloud/queue/failures';
import type { QueueMessage } from '../alibabaCloud/queue/xml';
import { backoffMs } from '../alibabaCloud/wire/backoff';
import { roomFor, type RunLimits } from './capacity';
import { type MessageLife, tell } from './messageLife';

export interface ReaderSettings extends RunLimits {
	/** How many messages one request may bring. */
	readonly batchSize: number;
}

/** What the readers need from around them. */
export interface ReaderPorts {
	/** Must not throw. */
	readonly queue: Pick<QueueClient, 'receive'>;
	/** Takes over what was received. */
	take(messages: readonly QueueMessage[]): Promise<void>;
	/** Called once, when continuing makes no sense without a person. */
	stopped(failure: QueueFailure): void;
	/** Called before each wait after a failure. */
	delayed(failure: QueueFailure): void;
	clock(): number;
	random(): number;
}

/** More than 32 requests at a time bring nothing: n8n is busy with their messages then. */
const MOST_READERS = 32;

/** After a failure no reader is added for so long: there may have been too many. */
const GROW_AGAIN_MS = 5_000;

/** An empty answer that comes faster than this was no long poll. */
const FAST_ANSWER_MS = 1_000;
/** How fast closing ends a wait. */
const SLICE_MS = 200;
/**
 * How long answers that are under way are waited for when reading stops. The messages of one that is
 * cut off stay hidden as long as the queue hides messages, which can be hours.
 */
const LAST_ANSWERS_MS = 400;
/** Runs tend to end together; a moment's patience fetches many messages at once, not one. */
const PATIENCE_MS = 1;
const FAILURE_BACKOFF = Object.freeze({ firstMs: 500, longestMs: 30_000 });
const EMPTY_BACKOFF = Object.freeze({ firstMs: 500, longestMs: 5_000 });

/**
 * Reads one queue as far as there is room for more messages. One reader always runs and is the only
 * one that ever waits at the queue. Each answer that is as full as it could be brings another reader,
 * which ends with the first answer that is not.
 */
export class Readers {
	/** One for each request: more than ten listeners of one signal look like a leak to Node.js. */
	private readonly requests = new Set<AbortController>();

	private isClosed = false;

	private readonly loops = new Set<Promise<void>>();

	/** Readers that wait for room. */
	private readonly waiting = new Set<() => void>();

	/** Messages that the queue was asked for and did not hand out yet. */
	private asked = 0;

	/** Whether the last answer was full. */
	private isBusy = false;

	private isWaking = false;

	/** When the next answer may be taken; null while none was taken a moment ago. */
	private nextTurn: Promise<void> | null = null;

	private growAt = Number.NEGATIVE_INFINITY;

	constructor(
		private readonly settings: ReaderSettings,
		private readonly ports: ReaderPorts,
		private readonly life: Pick<
			MessageLife,
			'load' | 'settling' | 'spare' | 'bytes' | 'isFilling' | 'expectMore' | 'expectNothing'
		>,
	) {}

	get closed(): boolean {
		return this.isClosed;
	}

	start(): void {
		this.add(true);
	}

	/** Asks for nothing more, and soon ends the requests that still wait. */
	stop(): void {
		if (this.isClosed) return;
		this.isClosed = true;
		this.wake();
		void sleep(LAST_ANSWERS_MS).then(() => {
			for (const request of this.requests) request.abort();
		});
	}

	/** Resolves when no reader runs. */
	async end(): Promise<void> {
		await Promise.all(this.loops);
	}

	/** There may be more room than before. */
	moved(): void {
		if (this.isWaking || this.waiting.size === 0) return;
		this.isWaking = true;
		void sleep(PATIENCE_MS).then(() => {
			this.isWaking = false;
			this.wake();
		});
	}

	private add(isLead: boolean): void {
		const loop = this.read(isLead).finally(() => this.loops.delete(loop));
		this.loops.add(loop);
	}

	/** Reads until it is stopped or not needed. Whatever goes wrong is told, and does not end the lead. */
	private async read(isLead: boolean): Promise<void> {
		let failures = 0;
		let fastAnswers = 0;
		for (;;) {
			const places = await this.reserve(isLead);
			if (places === 0) return;
			try {
				const { outcome, isFast } = await this.ask(places, isLead && !this.life.isFilling);
				if (!outcome.ok) {
					const isOver = this.fail(outcome.failure, isLead);
					if (isOver) return;
					await this.pause(backoffMs(FAILURE_BACKOFF, ++failures, this.ports.random()));
					continue;
				}
				failures = 0;
				await this.take(outcome.value, isFull(outcome.value, places));
				if (outcome.value.length > 0 || !isFast) fastAnswers = 0;
				else await this.pause(backoffMs(EMPTY_BACKOFF, ++fastAnswers, this.ports.random()));
			} catch (error) {
				this.life.expectNothing();
				this.tell(() => this.ports.delayed(unexpectedFailure(error)));
				if (!isLead) return;
				await this.pause(backoffMs(FAILURE_BACKOFF, ++failures, 0));
			}
		}
	}

	private async ask(places: number, waits: boolean) {
		const request = new AbortController();
		this.requests.add(request);
		try {
			const begun = this.ports.clock();
			const outcome = await this.ports.queue.receive(places, request.signal, waits);
			const isFast = waits && this.ports.clock() - begun < FAST_ANSWER_MS;
			// Meanwhile their places stay reserved.
			await this.turn();
			return { outcome, isFast };
		} finally {
			this.requests.delete(request);
			this.asked -= places;
			// The lead may wait for these places, also when nothing came that could move on.
			this.moved();
		}
	}

	/** Answers that come together are taken one by one, with other work of n8n in between. */
	private async turn(): Promise<void> {
		const mine = this.nextTurn;
		const next = (mine ?? Promise.resolve()).then(async () => {
			await sleep(0);
			if (this.nextTurn === next) this.nextTurn = null;
		});
		this.nextTurn = next;
		await mine;
	}

	/** Waits until messages may be asked for, and returns how many; 0 when the reader is to end. */
	private async reserve(isLead: boolean): Promise<number> {
		const { batchSize } = this.settings;
		while (!this.closed && (isLead || this.isBusy)) {
			const places = Math.min(batchSize, this.room);
			// Many requests for a message each would cost more than they bring.
			if (places >= (isLead ? 1 : batchSize)) {
				this.asked += places;
				return places;
			}
			// As nothing can come for now, what waits for more must not.
			if (this.asked === 0) this.life.expectNothing();
			await new Promise<void>((resolve) => this.waiting.add(resolve));
		}
		return 0;
	}

	private get room(): number {
		const { load, settling, spare, bytes } = this.life;
		return roomFor(this.settings, { load, settling, spare, bytes, asked: this.asked });
	}

	private async take(messages: readonly QueueMessage[], thereIsMore: boolean): Promise<void> {
		this.isBusy = thereIsMore;
		if (thereIsMore) this.life.expectMore();
		if (messages.length > 0) await this.ports.take(messages);
		if (thereIsMore) this.grow();
		else this.life.expectNothing();
	}

	private grow(): void {
		const isNeeded = this.loops.size < MOST_READERS && this.room >= this.settings.batchSize;
		if (isNeeded && !this.closed && this.ports.clock() >= this.growAt) this.add(false);
	}

	/** @returns whether this reader is over */
	private fail(failure: QueueFailure, isLead: boolean): boolean {
		this.life.expectNothing();
		this.isBusy = false;
		if (this.closed) return true;
		if (failure.reaction !== 'retry') {
			this.stop();
			this.tell(() => this.ports.stopped(failure));
			return true;
		}
		this.growAt = this.ports.clock() + GROW_AGAIN_MS;
		if (!isLead) return true;
		this.tell(() => this.ports.delayed(failure));
		return false;
	}

	private wake(): void {
		const waiting = [...this.waiting];
		this.waiting.clear();
		for (const resolve of waiting) resolve();
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

/**
 * Whether an answer says that the queue has more. What comes again does not say so: each message runs
 * alone, and if n8n is too slow to delete them in time, more readers would make it slower.
 */
function isFull(messages: readonly QueueMessage[], asked: number): boolean {
	const again = messages.filter(({ dequeueCount }) => dequeueCount > 1).length;
	return messages.length >= asked && again * 2 < messages.length;
}
