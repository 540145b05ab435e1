import type { QueueClient } from '../alibabaCloud/queue/client';
import { type QueueFailure, unexpectedFailure } from '../alibabaCloud/queue/failures';
import { decodeBody } from '../alibabaCloud/queue/messageBody';
import type { QueueMessage } from '../alibabaCloud/queue/xml';
import { BoundedMap } from '../alibabaCloud/wire/boundedMap';
import { pool } from '../alibabaCloud/wire/pool';
import { normalizeBody } from '../notifications/items/normalize';
import type { NotificationItem } from '../notifications/items/types';
import {
	type Acknowledge,
	type GiveUp,
	isCutShortTooOften,
	isExhausted,
	type RunEnd,
	type Verdict,
	verdictOf,
} from './acknowledgment';
import { BatchDelete } from './batchDelete';
import type { BegunMessages } from './begunMessages';
import type { FinishedMessages } from './finishedMessages';
import type { LeftMessages } from './leftMessages';
import type { SelectedMessage } from './messageSelector';
import type { Fate, Run } from './run';
import { VisibilityLease } from './visibilityLease';
import { type RoomSettings, WaitingRoom } from './waitingRoom';

export interface MessageSettings {
	readonly acknowledge: Acknowledge;
	readonly maxRunMs: number;
	/** How many times a message may be delivered before a failed run is its last; see `isCutShortTooOften`. */
	readonly maxAttempts: number;
	readonly giveUp: GiveUp;
	/** Whether messages that start no run stay in their queue, hidden until the trigger stops. */
	readonly keepsOthers?: boolean;
	/** Where messages wait before they run; without it each runs at once. */
	readonly room?: RoomSettings;
}

/** What the life of a message needs from around it. */
export interface MessagePorts {
	readonly queue: Pick<QueueClient, 'remove' | 'changeVisibility'>;
	readonly finished: Pick<FinishedMessages, 'has' | 'add' | 'delete'>;
	readonly begun: Pick<BegunMessages, 'runsCutShort'>;
	/** What is exhausted and may run again when the workflow is published again. */
	readonly left?: Pick<LeftMessages, 'add' | 'takePardon'>;
	/** Passes answers on to executions that wait; null when there is nothing to wait for. */
	passOn?(items: readonly NotificationItem[]): Promise<readonly NotificationItem[]> | null;
	/** Selects what starts a run; null when nothing in the message does. */
	select(items: readonly NotificationItem[]): SelectedMessage | null;
	/** Starts one run. Resolves with its end, or once it is started if the end is not `awaited`. */
	start(run: Run): Promise<RunEnd>;
	/**
	 * Called once for a message that gets no further run.
	 *
	 * @param isCutShort no end of its last runs is known: they may have stopped n8n
	 * @param giveUp what becomes of it
	 */
	exhausted(message: QueueMessage, isCutShort: boolean, giveUp: GiveUp): void;
	/** Called for what went wrong but does not end the trigger. */
	delayed(failure: QueueFailure): void;
	clock(): number;
}

/** Exhausted messages that were left in the queue, which deletes them within days. */
const MAX_ABANDONED = 10_000;
/** Each of them has to be hidden again and again. The others come again by themselves. */
const MOST_KEPT = 2_000;
/** Requests to the queue at the same time when the trigger stops. */
const HANDED_BACK_AT_ONCE = 32;
/** Each message that cannot be deleted comes again and fails again. */
const TELL_AGAIN_MS = 60_000;
/** How long an exhausted message stays hidden, so that it is not delivered all the time. */
const EXHAUSTED_SECONDS = 600;

/**
 * The life of one message, from top to bottom: receive, run, verdict, settle. At every moment a
 * message is either in the queue, hidden there for a while, or done; whenever n8n stops, what is
 * not done is delivered again.
 */
export class MessageLife {
	/** Messages whose runs are under way. */
	running = 0;

	/** Messages whose runs ended but which the queue has not deleted yet. */
	settling = 0;

	/** Of the bodies of all messages that were received and not settled. */
	bytes = 0;

	private readonly lease: VisibilityLease;

	private readonly room: WaitingRoom | null;

	private readonly batchDelete: BatchDelete;

	/** Messages that started no run and are not to be deleted, without their bodies. */
	private readonly kept: QueueMessage[] = [];

	private isClosed = false;

	/** When it was last told that messages cannot be deleted, in milliseconds. */
	private toldAt = Number.NEGATIVE_INFINITY;

	private readonly abandoned = new BoundedMap<string, true>(MAX_ABANDONED);

	/**
	 * How many deliveries of a message are no attempt, as far as this process knows: they started no run,
	 * or one with other messages that failed.
	 */
	private readonly fruitless = new BoundedMap<string, number>(MAX_ABANDONED);

	/**
	 * @param ports its queue must not throw
	 * @param moved called whenever `running` or `settling` has fallen
	 */
	constructor(
		private readonly settings: MessageSettings,
		private readonly ports: MessagePorts,
		private readonly moved: () => void,
	) {
		this.lease = new VisibilityLease(ports.queue, () => ports.clock(), settings.maxRunMs);
		this.batchDelete = new BatchDelete(ports.queue, (failure) => this.tellOfDeleting(failure));
		const start = async (run: Run) => await this.start(run);
		this.room = settings.room
			? new WaitingRoom(settings.room, start, () => ports.clock(), moved)
			: null;
	}

	/** Runs under way and due. Messages that wait for others are none. */
	get load(): number {
		return this.running + (this.room === null ? 0 : this.room.load - this.room.size);
	}

	/** How many more messages may wait. */
	get spare(): number {
		return this.room?.spare ?? Number.POSITIVE_INFINITY;
	}

	/** Whether runs wait until they are full. */
	get isFilling(): boolean {
		return this.room?.isFilling === true;
	}

	/** The queue has more messages: a run waits for them until it is full. */
	expectMore(): void {
		this.room?.expectMore();
	}

	/** Nothing comes for now: what waits for others runs without them. */
	expectNothing(): void {
		this.room?.expectNothing();
	}

	/** Receive: what is known needs no run. Never throws: nobody waits for it. */
	async receive(message: QueueMessage): Promise<void> {
		this.bytes += message.body.length;
		try {
			if (this.lease.renew(message)) return this.countFruitless(message.id);
			if (this.ports.finished.has(message.id)) {
				return await this.counted('settling', async () => await this.remove(message));
			}
			if (this.abandoned.has(message.id)) return await this.hide(message.receiptHandle);
			const deliveries = message.dequeueCount - (this.fruitless.get(message.id) ?? 0);
			const cutShort = this.ports.begun.runsCutShort(message.id);
			const isTooOften = isCutShortTooOften(deliveries, cutShort, this.settings.maxAttempts);
			if (isTooOften && !this.ports.left?.takePardon(message.id)) {
				// What no run is known of may never have had one, so that it is nowhere else.
				const giveUp = cutShort > 0 ? this.settings.giveUp : 'leave';
				return await this.exhaust(message, message.receiptHandle, true, giveUp);
			}
			const settle = await this.counted('running', async () => await this.run(message, deliveries));
			await this.counted('settling', settle);
		} catch (error) {
			this.tell(() => this.ports.delayed(unexpectedFailure(error)));
		} finally {
			this.bytes -= message.body.length;
		}
	}

	/** Receive, when nothing more may start: the message goes back to the queue at once. */
	async handBack({ id, receiptHandle }: QueueMessage): Promise<void> {
		this.countFruitless(id);
		await this.ports.queue.changeVisibility(receiptHandle, 1);
	}

	/** Everything that waits goes back to the queue, because nothing more may start. */
	async handAllBack(): Promise<void> {
		this.isClosed = true;
		const messages = [...(this.room?.drain() ?? []), ...this.kept.splice(0)];
		await pool({
			width: HANDED_BACK_AT_ONCE,
			next: () => messages.pop(),
			run: async (message) => {
				await this.releaseAndHandBack(message);
				return true;
			},
		});
	}

	private async releaseAndHandBack(message: QueueMessage): Promise<void> {
		const receiptHandle = await this.lease.release(message);
		await this.handBack({ ...message, receiptHandle });
	}

	/** Run, to its end or until it is overdue; then the verdict. Returns how to settle it. */
	private async run(message: QueueMessage, deliveries: number): Promise<() => Promise<void>> {
		const items = await this.passOn(message);
		// Waiting executions took all of it, also while the trigger was stopping.
		if (items.length === 0) return async () => await this.remove(message);
		if (this.isClosed) return async () => await this.releaseAndHandBack(message);
		const selected = this.ports.select(items);
		if (selected === null) {
			return async () =>
				this.settings.keepsOthers === true ? await this.keep(message) : await this.remove(message);
		}
		const awaited = this.settings.acknowledge !== 'immediately';
		const overdue = this.lease.hold(message, this.room === null).then((): RunEnd => 'overdue');
		const part = { message, items: selected.items };
		const { outputs } = selected;
		const begin = async () => {
			this.lease.begin(message);
			return await overdue;
		};
		const { end, isShared }: Fate = this.room
			? await this.room.enter({ ...part, outputs, awaited, begin })
			: {
					end: await Promise.race([this.start({ outputs, parts: [part], awaited }), overdue]),
					isShared: false,
				};

		// Of several messages nobody knows which one made the run fail: each comes again, alone.
		const readable = isShared || items.some(({ event }) => event !== 'unknown');
		const verdict = verdictOf(this.settings.acknowledge, end, readable);
		// n8n may know the event from a run that was cut short. Then that run's message is still in
		// the queue, and must not be taken for a repeat of this one.
		const isOpen = verdict === 'leave' || end === 'duplicate';
		this.tell(() => (isOpen ? selected.undo() : selected.keep()));
		return async () => await this.settle(message, deliveries, { end, isShared }, verdict);
	}

	/**
	 * Passes on what executions wait for; the message stays hidden meanwhile, and afterwards. Should n8n
	 * end before the message is deleted, it comes again.
	 */
	private async passOn(message: QueueMessage): Promise<readonly NotificationItem[]> {
		const items = normalizeBody(decodeBody(message.body));
		const passing = this.ports.passOn?.(items) ?? null;
		if (passing === null) return items;
		// Until it is settled: in a gap it could come again, and be taken for a repeat of itself.
		void this.lease.hold(message);
		return await passing.catch((error: unknown) => {
			this.tell(() => this.ports.delayed(unexpectedFailure(error)));
			return items;
		});
	}

	private async start(run: Run): Promise<RunEnd> {
		try {
			const end = await this.ports.start(run);
			if (end === 'returned') {
				const messages = run.parts.map(({ message }) => message);
				await Promise.all(messages.map(async (message) => await this.releaseAndHandBack(message)));
			}
			return end;
		} catch (error) {
			this.tell(() => this.ports.delayed(unexpectedFailure(error)));
			return 'notStarted';
		}
	}

	/** Settle: delete the message, leave it for another attempt, or give it up. */
	private async settle(
		message: QueueMessage,
		deliveries: number,
		{ end, isShared }: Fate,
		verdict: Verdict,
	): Promise<void> {
		if (verdict === 'remove') return await this.remove(message);
		const handle = await this.lease.release(message);
		if (end === 'notStarted' || isShared) return this.countFruitless(message.id);
		if (!isExhausted(end, deliveries, this.settings.maxAttempts)) return;
		await this.exhaust(message, handle, false, this.settings.giveUp);
	}

	private async exhaust(
		message: QueueMessage,
		handle: string,
		isCutShort: boolean,
		giveUp: GiveUp,
	): Promise<void> {
		this.tell(() => this.ports.exhausted(message, isCutShort, giveUp));
		if (giveUp === 'delete') return await this.remove(message, handle);
		this.abandoned.set(message.id, true);
		this.ports.left?.add(message.id, isCutShort);
		await this.hide(handle);
	}

	/**
	 * Deletes a message that is done. It is remembered until it is gone: should it come again before
	 * or after a failed attempt, it is deleted without another run.
	 */
	private async remove(message: QueueMessage, released?: string): Promise<void> {
		const { id } = message;
		this.tell(() => this.ports.finished.add(id));
		const handle = released ?? (await this.lease.release(message));
		if (await this.batchDelete.remove(handle)) this.tell(() => this.ports.finished.delete(id));
	}

	/** Leaves a message that starts no run to whoever reads the queue after this trigger. */
	private async keep(message: QueueMessage): Promise<void> {
		if (this.isClosed) return await this.releaseAndHandBack(message);
		if (this.kept.length >= MOST_KEPT) return void (await this.lease.release(message));
		this.kept.push({ ...message, body: '' });
		void this.lease.hold(message);
	}

	private async hide(handle: string): Promise<void> {
		await this.ports.queue.changeVisibility(handle, EXHAUSTED_SECONDS);
	}

	private countFruitless(id: string): void {
		this.fruitless.set(id, (this.fruitless.get(id) ?? 0) + 1);
	}

	private async counted<T>(phase: 'running' | 'settling', work: () => Promise<T>): Promise<T> {
		this[phase]++;
		try {
			return await work();
		} finally {
			this[phase]--;
			this.moved();
		}
	}

	/** At most once a minute; a clock that was set back keeps nothing from being told. */
	private tellOfDeleting(failure: QueueFailure): void {
		const now = this.ports.clock();
		if (now >= this.toldAt && now - this.toldAt < TELL_AGAIN_MS) return;
		this.toldAt = now;
		const cause = `Messages that are done cannot be deleted and come again: ${failure.cause}`;
		this.tell(() => this.ports.delayed({ ...failure, cause }));
	}

	private tell(report: () => void): void {
		tell(report, (failure) => this.ports.delayed(failure));
	}
}

/** People are told by n8n's own means. Should these fail, there is still the other one. */
export function tell(report: () => void, delayed: (failure: QueueFailure) => void): void {
	try {
		report();
	} catch (error) {
		try {
			delayed(unexpectedFailure(error));
		} catch {
			// There is nobody left to tell.
		}
	}
}
