import { type INodeExecutionData, sleep } from 'n8n-workflow';

import { normalizeBody } from '../notifications/items/normalize';
import type { NotificationItem } from '../notifications/items/types';
import type { QueueClient } from '../alibabaCloud/queue/client';
import { type QueueFailure, unexpectedFailure } from '../alibabaCloud/queue/failures';
import { decodeBody } from '../alibabaCloud/queue/messageBody';
import type { Outcome } from '../alibabaCloud/queue/token';
import type { QueueMessage } from '../alibabaCloud/queue/xml';
import { backoffMs } from '../alibabaCloud/wire/backoff';
import { BoundedMap } from '../alibabaCloud/wire/boundedMap';
import {
	type Acknowledge,
	type GiveUp,
	isCutShortTooOften,
	isExhausted,
	type RunEnd,
	type Verdict,
	verdictOf,
} from './acknowledgement';
import type { FinishedMessages } from './finishedMessages';
import { VisibilityLease } from './visibilityLease';
import type { LeftMessages } from './leftMessages';
import type { SelectedMessage } from './messageSelector';
import { BatchDelete } from './batchDelete';

export interface ConsumerSettings {
	readonly acknowledge: Acknowledge;
	readonly parallelRuns: number;
	readonly batchSize: number;
	readonly maxRunMs: number;
	/** How many times a message may be delivered before a failed run is its last; see `isCutShortTooOften`. */
	readonly maxAttempts: number;
	readonly giveUp: GiveUp;
}

/** What the consumer needs from around it. */
export interface ConsumerPorts {
	readonly queue: Pick<QueueClient, 'receive' | 'remove' | 'changeVisibility'>;
	readonly finished: Pick<FinishedMessages, 'has' | 'add' | 'delete'>;
	/** What was given up and may run again when the workflow is published again. */
	readonly left?: Pick<LeftMessages, 'add' | 'takePardon'>;
	/** Selects what starts a run; null when nothing in the message does. */
	select(items: readonly NotificationItem[]): SelectedMessage | null;
	/** Starts one run. Resolves with its end, or once it is started if the end is not `awaited`. */
	start(run: {
		readonly outputs: INodeExecutionData[][];
		readonly items: readonly NotificationItem[];
		readonly message: QueueMessage;
		readonly awaited: boolean;
	}): Promise<RunEnd>;
	/** Whether one more message may be taken; else it is given back. */
	admit(): boolean;
	/**
	 * Called once for a message that gets no further run.
	 *
	 * @param isCutShort no end of its last runs is known: they may have ended n8n
	 */
	exhausted(message: QueueMessage, isCutShort: boolean): void;
	/** Called once, when going on makes no sense without a person. */
	stopped(failure: QueueFailure): void;
	/** Called before waiting for better times. */
	delayed(failure: QueueFailure): void;
	clock(): number;
	random(): number;
}

/** An empty answer that comes faster than this was no long poll. */
const FAST_ANSWER_MS = 1_000;
/** How fast closing ends a wait. */
const SLICE_MS = 200;
const CLOSE_WITHIN_MS = 900;
const PATIENCE_MS = 1;
const FAILURE_BACKOFF = Object.freeze({ firstMs: 500, longestMs: 30_000 });
/** After empty answers that come faster than a long poll can end. */
const EMPTY_BACKOFF = Object.freeze({ firstMs: 500, longestMs: 5_000 });
/** Messages whose runs ended but which the queue did not delete yet. A stop of n8n repeats them. */
const MAX_SETTLING = 32;
/** Messages that were given up but left in the queue, where they end within days. */
const MAX_ABANDONED = 10_000;
/** How long a message that was given up stays out of sight, so that it does not come all the time. */
const GIVEN_UP_SECONDS = 600;

/**
 * Reads one queue with one long poll at a time, starts a run for each message and deletes the
 * message when its run allows it. At every moment a message is either in the queue, hidden there
 * for a while, or done; whenever this stops, what is not done comes again.
 */
export class Consumer {
	private readonly abort = new AbortController();

	private readonly lease: VisibilityLease;

	private readonly batchDelete: BatchDelete;

	private readonly abandoned = new BoundedMap<string, true>(MAX_ABANDONED);

	/** How many deliveries of a message started no run, as far as this process knows. */
	private readonly fruitless = new BoundedMap<string, number>(MAX_ABANDONED);

	private readonly queue: ConsumerPorts['queue'];

	private active = 0;

	private settling = 0;

	private wake: (() => void) | null = null;

	private ended: Promise<void> = Promise.resolve();

	constructor(
		private readonly settings: ConsumerSettings,
		private readonly ports: ConsumerPorts,
	) {
		this.queue = withoutThrowing(ports.queue);
		this.lease = new VisibilityLease(this.queue, () => ports.clock(), settings.maxRunMs);
		this.batchDelete = new BatchDelete(this.queue);
	}

	private get closed(): boolean {
		return this.abort.signal.aborted;
	}

	/** Starts to read. */
	start(): void {
		this.ended = this.read();
	}

	/** Takes nothing more. Runs that were started go on, and so does waiting for them. */
	stop(): void {
		this.abort.abort();
		this.wake?.();
	}

	/** Stops, and waits a moment for what was received but not started to be given back. */
	async close(): Promise<void> {
		this.stop();
		await Promise.race([this.ended, sleep(CLOSE_WITHIN_MS)]);
	}

	/** Reads until it is stopped. Whatever goes wrong is told, and does not end it. */
	private async read(): Promise<void> {
		let failures = 0;
		let fastAnswers = 0;
		while (await this.hasRoom()) {
			try {
				const asked = this.ports.clock();
				const room = this.settings.parallelRuns - this.active;
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

	/** People are told by n8n's own means. Should these fail, there is still the other one. */
	private tell(report: () => void): void {
		try {
			report();
		} catch (error) {
			try {
				this.ports.delayed(unexpectedFailure(error));
			} catch {
				// There is nobody left to tell.
			}
		}
	}

	private get isFull(): boolean {
		return this.active >= this.settings.parallelRuns || this.settling >= MAX_SETTLING;
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
			else void this.process(message);
		}
		await Promise.all(
			unwanted.map(async ({ id, receiptHandle }) => {
				this.countFruitless(id);
				await this.queue.changeVisibility(receiptHandle, 1);
			}),
		);
	}

	/** Never throws: nobody waits for it, and what nobody catches can end n8n. */
	private async process(message: QueueMessage): Promise<void> {
		try {
			await this.handle(message);
		} catch (error) {
			this.tell(() => this.ports.delayed(unexpectedFailure(error)));
		}
	}

	private async handle(message: QueueMessage): Promise<void> {
		if (this.lease.renew(message)) return;
		if (this.ports.finished.has(message.id)) {
			await this.remove(message.id, message.receiptHandle);
			return;
		}
		if (this.abandoned.has(message.id)) return await this.hide(message.receiptHandle);
		const deliveries = message.dequeueCount - (this.fruitless.get(message.id) ?? 0);
		const isTooOften = isCutShortTooOften(deliveries, this.settings.maxAttempts);
		if (isTooOften && !this.ports.left?.takePardon(message.id)) {
			return await this.giveUp(message, message.receiptHandle, true);
		}
		this.active++;
		let settle: () => Promise<void>;
		try {
			settle = await this.run(message);
		} finally {
			this.active--;
			this.wake?.();
		}
		this.settling++;
		try {
			await settle();
		} finally {
			this.settling--;
			this.wake?.();
		}
	}

	/** Runs to the end, and returns what is to be done with the message then. */
	private async run(message: QueueMessage): Promise<() => Promise<void>> {
		const items = normalizeBody(decodeBody(message.body));
		const selected = this.ports.select(items);
		if (selected === null) {
			return async () => await this.remove(message.id, message.receiptHandle);
		}
		const awaited = this.settings.acknowledge !== 'immediately';
		const overdue = this.lease.hold(message).then((): RunEnd => 'overdue');
		const end = await Promise.race([this.startRun({ ...selected, message, awaited }), overdue]);
		const readable = items.some(({ event }) => event !== 'unknown');
		const verdict = verdictOf(this.settings.acknowledge, end, readable);
		// n8n may know the event from a run that was cut short. Then that run's message is still in the
		// queue, and must not be taken for a repeat of this one.
		this.tell(() =>
			verdict === 'leave' || end === 'duplicate' ? selected.undo() : selected.keep(),
		);
		return async () => await this.settle(message, end, verdict);
	}

	private async startRun(run: Parameters<ConsumerPorts['start']>[0]): Promise<RunEnd> {
		try {
			return await this.ports.start(run);
		} catch (error) {
			this.tell(() => this.ports.delayed(unexpectedFailure(error)));
			return 'notStarted';
		}
	}

	private async settle(message: QueueMessage, end: RunEnd, verdict: Verdict): Promise<void> {
		if (verdict === 'remove') this.tell(() => this.ports.finished.add(message.id));
		const handle = await this.lease.release(message);
		if (verdict === 'remove') return await this.remove(message.id, handle);
		if (end === 'notStarted') this.countFruitless(message.id);
		if (!isExhausted(end, message.dequeueCount, this.settings.maxAttempts)) return;
		await this.giveUp(message, handle, false);
	}

	private async giveUp(message: QueueMessage, handle: string, isCutShort: boolean): Promise<void> {
		this.tell(() => this.ports.exhausted(message, isCutShort));
		if (this.settings.giveUp === 'delete') return await this.remove(message.id, handle);
		this.abandoned.set(message.id, true);
		this.ports.left?.add(message.id, isCutShort);
		await this.hide(handle);
	}

	private countFruitless(id: string): void {
		this.fruitless.set(id, (this.fruitless.get(id) ?? 0) + 1);
	}

	private async hide(handle: string): Promise<void> {
		await this.queue.changeVisibility(handle, GIVEN_UP_SECONDS);
	}

	/**
	 * Deletes a message that is done. It is remembered until it is gone: should it come again before
	 * or after a failed attempt, it is deleted without another run.
	 */
	private async remove(id: string, handle: string): Promise<void> {
		this.tell(() => this.ports.finished.add(id));
		if (await this.batchDelete.remove(handle)) this.tell(() => this.ports.finished.delete(id));
	}

	/** In slices, so that closing ends it; counted, so that no clock that is set back makes it longer. */
	private async pause(milliseconds: number): Promise<void> {
		for (let left = milliseconds; left > 0 && !this.closed; left -= SLICE_MS) {
			await sleep(Math.min(SLICE_MS, left));
		}
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
