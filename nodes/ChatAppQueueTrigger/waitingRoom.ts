import { sleep } from 'n8n-workflow';

import type { QueueMessage } from '../alibabaCloud/queue/xml';
import type { NotificationItem } from '../notifications/items/types';
import { JoinBudget } from '../notifications/joining/joinBudget';
import { Joiner, type JoinSettings } from '../notifications/joining/joiner';
import { conversationOf, mannerOf, personOf, timeOf } from '../notifications/joining/manner';
import { capacityOf, type RunLimits } from './capacity';
import type { RunEnd } from './acknowledgment';
import { type Fate, type Run, runOf, type Visit } from './run';
import { createRunsAtOnce, type RunsAtOnce } from './runsAtOnce';
import { type Turn, Turns } from './turns';

export interface RoomSettings extends RunLimits {
	/** Null when no messages are joined into one item. */
	readonly joining: JoinSettings | null;
	/** Whether the messages of one person run one after the other. */
	readonly isInOrder: boolean;
}

interface Guest {
	readonly visit: Visit;
	readonly leave: (fate: Fate) => void;
}

/** A message, or several that were joined. */
interface Batch extends Turn {
	readonly guests: readonly Guest[];
}

/** Each of them has to be hidden again and again, so there are few. */
const MOST_WAITING = 300;
const LIMITS = Object.freeze({
	conversations: MOST_WAITING,
	messages: MOST_WAITING,
	bytes: 16 * 1024 * 1024,
});
const LOOK_EVERY_MS = 100;

/** A run that could be fuller starts after this time, should the queue bring nothing meanwhile. */
const LONGEST_FILLING_MS = 1_000;

/** Runs of which none starts or ends for so long, although n8n has time, wait for something else. */
const STANDING_MS = 1_000;

/** The share of its time that n8n needs when it has more to do than it gets done. */
const BUSY = 0.9;

/**
 * Where messages wait for more of the same conversation, for others to fill their run, for the end
 * of the run before, or for a free place. They stay in their queue, hidden, and each is settled with
 * the end of the run that it was part of.
 */
export class WaitingRoom {
	private readonly joiner = new Joiner<Guest>(new JoinBudget(LIMITS));

	private readonly turns = new Turns<Batch>();

	/** Messages that wait. */
	private waiting = 0;

	/** Messages of runs under way. */
	private inRuns = 0;

	private runs = 0;

	/** What the runs under way consist of: single messages, and groups that were joined. */
	private placed = 0;

	private isClosed = false;

	private isLooking = false;

	private isStarting = false;

	/** When runs began to wait for being full, in milliseconds; null while they do not. */
	private fillingSince: number | null = null;

	private readonly runsAtOnce: RunsAtOnce;

	/** When a run last started or ended, and how much n8n had to do until then. */
	private lastMove = { at: 0, used: performance.eventLoopUtilization() };

	private readonly mostWaiting: number;

	/**
	 * @param start does not throw
	 * @param moved called whenever there is more room than before
	 */
	constructor(
		private readonly settings: RoomSettings,
		private readonly start: (run: Run) => Promise<RunEnd>,
		private readonly clock: () => number,
		private readonly moved: () => void,
	) {
		this.runsAtOnce = createRunsAtOnce(settings);
		this.mostWaiting = Math.max(MOST_WAITING, capacityOf(settings));
	}

	/** Messages that wait or run. */
	get size(): number {
		return this.waiting + this.inRuns;
	}

	/** Places that are taken, or will be as soon as there is one. Who waits for a person takes none. */
	get load(): number {
		return this.placed + this.turns.startable;
	}

	/** How many more messages may wait. */
	get spare(): number {
		return this.mostWaiting - this.waiting;
	}

	/** Resolves with the end of the run that the message was part of. */
	async enter(visit: Visit): Promise<Fate> {
		if (this.isClosed) return { end: 'returned', isShared: false };
		return await new Promise((leave) => {
			this.waiting++;
			this.place({ visit, leave });
			this.lookAndStart();
		});
	}

	/** Whether runs wait until they are full. */
	get isFilling(): boolean {
		return this.fillingSince !== null;
	}

	/** The queue has more messages: runs wait until they are full. */
	expectMore(): void {
		if (this.settings.messagesPerRun === 1) return;
		this.fillingSince ??= this.clock();
		this.lookAndStart();
	}

	/** Nothing comes for now: runs start with what there is. */
	expectNothing(): void {
		if (this.fillingSince === null) return;
		this.fillingSince = null;
		this.lookAndStart();
	}

	/** Sends away whoever still waits, and returns their messages. Runs under way go on. */
	drain(): QueueMessage[] {
		this.isClosed = true;
		const held = this.joiner.conversations().flatMap((one) => this.joiner.take(one));
		const guests = [...held, ...this.turns.drain().flatMap((batch) => batch.guests)];
		this.waiting -= guests.length;
		for (const { leave } of guests) leave({ end: 'returned', isShared: false });
		return guests.map(({ visit }) => visit.message);
	}

	/** Into the conversation if the message is part of one that may wait; else into the line. */
	private place(guest: Guest): void {
		const { items, message } = guest.visit;
		const { joining } = this.settings;
		if (joining === null) return this.lineUp([guest]);
		const conversations = [...new Set(items.map((item) => conversationOf(item) ?? ''))];
		const [conversation = ''] = conversations;
		const mayWait = items.every((item) => mannerOf(item) === 'hold') && conversations.length === 1;
		if (mayWait) {
			const piece = { content: guest, time: firstTimeOf(items), bytes: message.body.length };
			const full = this.joiner.hold(conversation, piece, joining, this.clock());
			if (full !== null) this.lineUp(full);
			return;
		}
		// What the person wrote before a tap runs before it.
		if (items.some((item) => mannerOf(item) !== 'pass')) {
			for (const one of conversations) this.lineUp(this.joiner.take(one));
		}
		this.lineUp([guest]);
	}

	private lineUp(guests: readonly Guest[]): void {
		if (guests.length === 0) return;
		const items = guests.flatMap(({ visit }) => visit.items);
		const persons = this.settings.isInOrder ? items.map(personOf) : [];
		this.turns.add({
			guests,
			persons: new Set(persons.filter((person) => person !== null)),
			time: firstTimeOf(items),
			// What was delivered before may be what made its run fail.
			isAlone: guests.some(({ visit }) => visit.message.dequeueCount > 1),
		});
	}

	private lookAndStart(): void {
		if (this.hasToLook && !this.isLooking) void this.look();
		if (!this.isStarting) void this.startSoon();
	}

	private get hasToLook(): boolean {
		return this.joiner.size > 0 || this.isFilling || this.isHeldUp;
	}

	/** Whether there are fewer runs than the user allows, because more might slow each other down. */
	private get isHeldUp(): boolean {
		const { limit } = this.runsAtOnce;
		return this.runs >= limit && limit < this.settings.parallelRuns && this.turns.size > 0;
	}

	/**
	 * As long as something is held, looks whose silence is over, which run waited long enough, and
	 * whether there may be more runs.
	 */
	private async look(): Promise<void> {
		this.isLooking = true;
		while (this.hasToLook) {
			await sleep(LOOK_EVERY_MS);
			const filledFor = this.clock() - (this.fillingSince ?? this.clock());
			// A clock that was set back makes nothing wait longer.
			if (filledFor >= LONGEST_FILLING_MS || filledFor < 0) this.fillingSince = null;
			this.lookForStanding();
			for (const conversation of this.joiner.due(this.clock())) {
				if (!this.isBusy(conversation)) this.lineUp(this.joiner.take(conversation));
			}
			this.startAll();
		}
		this.isLooking = false;
	}

	/** Runs that wait for something else than each other leave room for more. */
	private lookForStanding(): void {
		const { at, used } = this.lastMove;
		const stoodFor = this.clock() - at;
		if (!this.isHeldUp || (stoodFor < STANDING_MS && stoodFor >= 0)) return;
		const { utilization } = performance.eventLoopUtilization(used);
		if (utilization < BUSY) this.runsAtOnce.stood();
		this.noteMove();
	}

	private noteMove(): number {
		this.lastMove = { at: this.clock(), used: performance.eventLoopUtilization() };
		return this.lastMove.at;
	}

	/** While a person's run is under way, what the person writes goes on to be joined. */
	private isBusy(conversation: string): boolean {
		const [person] = JSON.parse(conversation) as [string];
		return this.turns.isBusy(person);
	}

	/** A moment later, so that all messages of one answer of the queue have taken their places. */
	private async startSoon(): Promise<void> {
		this.isStarting = true;
		await sleep(0);
		this.isStarting = false;
		this.startAll();
	}

	private startAll(): void {
		while (this.runs < this.runsAtOnce.limit) {
			const batches = this.turns.take(this.settings.messagesPerRun, !this.isFilling);
			if (batches.length === 0) return;
			if (this.isFilling) this.fillingSince = this.clock();
			void this.run(batches);
			// To start one takes milliseconds, and a hundred messages are settled when it ends.
			if (this.settings.messagesPerRun > 1) return this.lookAndStart();
		}
		if (this.isHeldUp && !this.isLooking) void this.look();
	}

	private async run(batches: readonly Batch[]): Promise<void> {
		const guests = batches.flatMap((batch) => batch.guests);
		this.waiting -= guests.length;
		this.inRuns += guests.length;
		this.placed += batches.length;
		const beside = this.runs++;
		const begun = this.noteMove();
		this.moved();
		const overdue = guests.map(async ({ visit }) => await visit.begin());
		const end = await Promise.race([
			this.start(runOf(guests.map(({ visit }) => visit))),
			...overdue,
		]);
		this.runs--;
		this.runsAtOnce.ended(this.noteMove() - begun, guests.length, Math.max(beside, this.runs));
		this.placed -= batches.length;
		this.inRuns -= guests.length;
		for (const batch of batches) this.turns.end(batch);
		const isShared = batches.length > 1;
		for (const { leave } of guests) leave({ end, isShared });
		// Not at once: runs that end immediately would follow each other without a break for n8n.
		this.lookAndStart();
		this.moved();
	}
}

function firstTimeOf(items: readonly NotificationItem[]): number | null {
	const times = items.map(timeOf).filter((time) => time !== null);
	return times.length === 0 ? null : Math.min(...times);
}
