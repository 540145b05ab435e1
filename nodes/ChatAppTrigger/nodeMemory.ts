import { randomBytes } from 'node:crypto';

import { BoundedMap } from '../alibabaCloud/wire/boundedMap';
import { SaveAllowance } from '../notifications/saveAllowance';
import { type Mark, markOf, SeenEvents } from '../notifications/selection/seenEvents';
import { takenKey } from '../notifications/waiting/passOn';
import { type PendingPush, PendingPushes } from './pendingPushes';

/** For each process. One event takes some 50 bytes. */
const MAX_NODES = 200;
const MAX_EVENTS = 500_000;

/**
 * What one node has seen, in this process.
 *
 * n8n loads a node's static data from its database for each call and saves it after, so calls at
 * the same time would not know of each other and overwrite what the others saved. So the memory
 * is here, and static data only carries it over a restart and, late, to other processes. Full, a
 * memory has some 110 kB; then it is saved nine times a second, and forty times in a burst.
 */
export class NodeMemory {
	readonly events = new SeenEvents();

	private readonly pendingPushes = new PendingPushes();

	/** Tells texts of this process from those of others. */
	private readonly writer = `${randomBytes(6).toString('base64url')}:`;

	private foreign: unknown;

	private changed = false;

	private readonly allowance = new SaveAllowance();

	/** Takes in what another process, or this one before it was restarted, has saved. */
	load(stored: unknown, now: number): void {
		if (typeof stored !== 'string' || stored === this.foreign) return;
		if (stored.startsWith(this.writer)) return;
		this.foreign = stored;
		this.events.add(stored.slice(stored.indexOf(':') + 1), now);
	}

	/** Whether it is known of all these events if they were seen; waits a moment for it. */
	async knows(marks: readonly Mark[], now: number): Promise<boolean> {
		for (const { marks: lost } of this.pendingPushes.overdue(now)) this.drop(lost);
		return await this.pendingPushes.haveEnded(marks);
	}

	/** Whether an answer was handed to a waiting execution before. */
	hasTaken(key: string, now: number): boolean {
		return this.events.has(markOf(takenKey(key)), 'lasting', now);
	}

	/** Notes that an answer was handed to a waiting execution: what repeats it starts nothing. */
	take(key: string, now: number): void {
		this.events.remember(markOf(takenKey(key)), 'lasting', now);
		this.changed = true;
	}

	/**
	 * Whether it is not known yet if one of these events starts a run; as `knows`, but at once,
	 * and of other pushes than `own`.
	 */
	isUnderWay(marks: readonly Mark[], own?: PendingPush): boolean {
		return this.pendingPushes.hasOpen(marks, own);
	}

	/** Notes a push that n8n is about to start a run for. */
	begin(now: number): PendingPush {
		return this.pendingPushes.begin(now);
	}

	/** Notes events that are new in it. */
	hold(marks: readonly Mark[], pending: PendingPush): void {
		this.pendingPushes.hold(marks, pending);
	}

	/** Notes that n8n has started the run. */
	keep(pending: PendingPush): void {
		this.pendingPushes.end(pending);
		if (pending.marks.length > 0) this.changed = true;
	}

	/** Notes that a push was not handed on after all: its repetition has to be taken. */
	forget(pending: PendingPush): void {
		this.pendingPushes.end(pending);
		this.drop(pending.marks);
	}

	/** The text to save now; null when nothing is due. */
	textToSave(now: number): string | null {
		const isAllowed = this.allowance.isLeft(now);
		if (!this.changed || !isAllowed) return null;
		this.changed = false;
		// Should n8n end before it has started a run, the next process has to take its push.
		const text = this.writer + this.events.toText(this.pendingPushes.marks);
		this.allowance.spend(text.length);
		return text;
	}

	private drop(marks: readonly Mark[]): void {
		for (const mark of marks) this.events.forget(mark);
		this.changed = true;
		this.allowance.grant();
	}
}

const memories = new BoundedMap<string, NodeMemory>(MAX_NODES);

/**
 * The memory of a node. Those of the nodes that were busy last are kept, and of the others no more
 * than they have saved, when all together become too many.
 *
 * @param scope what tells the node from all others, e.g. ids of workflow and node
 */
export function memoryOf(scope: string): NodeMemory {
	const memory = memories.get(scope) ?? new NodeMemory();
	memories.set(scope, memory);
	let events = 0;
	for (const { events: known } of memories.values()) events += known.size;
	for (const other of memories.values()) {
		if (events <= MAX_EVENTS || other === memory) break;
		events -= other.events.size;
		other.events.shrink();
		events += other.events.size;
	}
	return memory;
}

export function dropMemory(scope: string): void {
	memories.delete(scope);
}
