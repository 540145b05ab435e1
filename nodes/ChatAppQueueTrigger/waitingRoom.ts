import { type INodeExecutionData, sleep } from 'n8n-workflow';

import type { QueueMessage } from '../alibabaCloud/queue/xml';
import type { NotificationItem } from '../notifications/items/types';
import { JoinBudget } from '../notifications/joining/joinBudget';
import { Joiner, type JoinSettings } from '../notifications/joining/joiner';
import { conversationOf, mannerOf, personOf, timeOf } from '../notifications/joining/manner';
import type { RunEnd } from './acknowledgement';
import { type Turn, Turns } from './turns';

export interface RoomSettings {
	/** Null when every message starts a run of its own. */
	readonly joining: JoinSettings | null;
	/** Whether the messages of one person run one after the other. */
	readonly isInOrder: boolean;
	readonly parallelRuns: number;
}

/** A run to start, for one message or for several that were joined. */
export interface Run {
	/** Items by output. */
	readonly outputs: INodeExecutionData[][];
	readonly parts: ReadonlyArray<{
		readonly message: QueueMessage;
		readonly items: readonly NotificationItem[];
	}>;
	readonly awaited: boolean;
}

/** A message that comes to wait for its run. */
export interface Visit {
	readonly message: QueueMessage;
	readonly items: readonly NotificationItem[];
	readonly outputs: INodeExecutionData[][];
	readonly awaited: boolean;
	/** Called when the run starts. Resolves when it has taken too long. */
	begin(): Promise<RunEnd>;
}

interface Guest {
	readonly visit: Visit;
	readonly leave: (end: RunEnd) => void;
}

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

/**
 * Where messages wait for more of the same conversation, for the end of the run before, or for a
 * free place. They stay in their queue, hidden, and each is settled with the end of the run that it
 * was part of.
 */
export class WaitingRoom {
	private readonly joiner = new Joiner<Guest>(new JoinBudget(LIMITS));

	private readonly turns = new Turns<Batch>();

	/** Messages that wait. */
	private waiting = 0;

	/** Messages of runs under way. */
	private inRuns = 0;

	private runs = 0;

	private isClosed = false;

	private isLooking = false;

	private isStarting = false;

	/**
	 * @param start does not throw
	 * @param moved called whenever there is more room than before
	 */
	constructor(
		private readonly settings: RoomSettings,
		private readonly start: (run: Run) => Promise<RunEnd>,
		private readonly clock: () => number,
		private readonly moved: () => void,
	) {}

	/** Messages that wait or run. */
	get size(): number {
		return this.waiting + this.inRuns;
	}

	/** Places that are taken, or will be as soon as there is one. Who waits for a person takes none. */
	get load(): number {
		return this.runs + this.turns.startable;
	}

	/** Whether no more messages should be received until some have left. */
	get isFull(): boolean {
		return this.waiting >= MOST_WAITING;
	}

	/** Resolves with the end of the run that the message was part of. */
	async enter(visit: Visit): Promise<RunEnd> {
		if (this.isClosed) return 'returned';
		return await new Promise((leave) => {
			this.waiting++;
			this.place({ visit, leave });
			if (this.joiner.size > 0 && !this.isLooking) void this.look();
			if (!this.isStarting) void this.startSoon();
		});
	}

	/** Sends away whoever still waits, and returns their messages. Runs under way go on. */
	drain(): QueueMessage[] {
		this.isClosed = true;
		const held = this.joiner.conversations().flatMap((one) => this.joiner.take(one));
		const guests = [...held, ...this.turns.drain().flatMap((batch) => batch.guests)];
		this.waiting -= guests.length;
		for (const { leave } of guests) leave('returned');
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
		});
	}

	/** As long as something is held, looks whose silence is over. */
	private async look(): Promise<void> {
		this.isLooking = true;
		while (this.joiner.size > 0) {
			await sleep(LOOK_EVERY_MS);
			for (const conversation of this.joiner.due(this.clock())) {
				if (!this.isBusy(conversation)) this.lineUp(this.joiner.take(conversation));
			}
			this.startAll();
		}
		this.isLooking = false;
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
		while (this.runs < this.settings.parallelRuns) {
			const batch = this.turns.next();
			if (batch === undefined) return;
			void this.run(batch);
		}
	}

	private async run(batch: Batch): Promise<void> {
		const { guests } = batch;
		this.waiting -= guests.length;
		this.inRuns += guests.length;
		this.runs++;
		this.moved();
		const overdue = guests.map(async ({ visit }) => await visit.begin());
		const end = await Promise.race([this.start(runOf(guests)), ...overdue]);
		this.runs--;
		this.inRuns -= guests.length;
		this.turns.end(batch);
		for (const { leave } of guests) leave(end);
		this.startAll();
		this.moved();
	}
}

function runOf(guests: readonly Guest[]): Run {
	const visits = guests.map(({ visit }) => visit);
	const [first] = visits;
	const outputs = (first?.outputs ?? []).map((_, index) =>
		visits.flatMap((visit) => visit.outputs[index] ?? []),
	);
	return { outputs, parts: visits, awaited: visits.every(({ awaited }) => awaited) };
}

function firstTimeOf(items: readonly NotificationItem[]): number | null {
	const times = items.map(timeOf).filter((time) => time !== null);
	return times.length === 0 ? null : Math.min(...times);
}
