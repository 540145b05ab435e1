import { Heap } from 'heap-js';

/** A message as the queue keeps it; times in ms of the store's clock. */
export interface StoredMessage {
	readonly id: string;
	readonly sequence: number;
	readonly body: string;
	readonly bodyMd5: string;
	readonly enqueuedAt: number;
	readonly priority: number;
	nextVisibleAt: number;
	firstDequeuedAt: number;
	dequeueCount: number;
	receiptHandle: string | undefined;
}

export interface QueueDepth {
	/** Messages a receive would hand out now. */
	readonly active: number;
	/** Messages that are handed out, or delayed, and not visible yet. */
	readonly inactive: number;
}

interface Hiding {
	readonly message: StoredMessage;
	readonly until: number;
}

/**
 * The messages of one queue: the visible ones by age, the hidden ones by the end of their hiding.
 * A campaign leaves a hundred thousand here, and the depth is told with each that comes in, so no
 * call may look at all of them.
 */
export class QueueContent {
	private readonly messages = new Map<number, StoredMessage>();
	private readonly visible = new Heap<StoredMessage>((a, b) => a.sequence - b.sequence);
	private readonly hidings = new Heap<Hiding>((a, b) => a.until - b.until);
	/** The hiding that counts of each hidden message; earlier ones stay in the heap until their end. */
	private readonly hiding = new Map<number, Hiding>();

	/** Adds a message, which is hidden until its time when that is later than now. */
	add(message: StoredMessage, now: number): void {
		this.messages.set(message.sequence, message);
		if (message.nextVisibleAt > now) this.hide(message, message.nextVisibleAt);
		else this.visible.push(message);
	}

	/** Takes up to `max` visible messages out, oldest first; each has to be hidden or is lost. */
	take(max: number, now: number): StoredMessage[] {
		this.show(now);
		const taken: StoredMessage[] = [];
		while (taken.length < max) {
			const message = this.visible.pop();
			if (message === undefined) break;
			taken.push(message);
		}
		return taken;
	}

	/** The messages that `take` would give; changes nothing. */
	peek(max: number, now: number): StoredMessage[] {
		const messages = this.take(max, now);
		for (const message of messages) this.visible.push(message);
		return messages;
	}

	/** Hides a message that is not visible, or is hidden already, until the given time. */
	hide(message: StoredMessage, until: number): void {
		const hiding = { message, until };
		message.nextVisibleAt = until;
		this.hiding.set(message.sequence, hiding);
		this.hidings.push(hiding);
	}

	get(sequence: number): StoredMessage | undefined {
		return this.messages.get(sequence);
	}

	/** Deletes a hidden message. */
	delete(message: StoredMessage): void {
		this.messages.delete(message.sequence);
		this.hiding.delete(message.sequence);
	}

	depth(now: number): QueueDepth {
		this.show(now);
		const active = this.visible.length;
		return { active, inactive: this.messages.size - active };
	}

	/** Makes visible whose hiding has ended. */
	private show(now: number): void {
		for (let next = this.hidings.peek(); next && next.until <= now; next = this.hidings.peek()) {
			this.hidings.pop();
			const { message } = next;
			if (this.hiding.get(message.sequence) !== next) continue;
			this.hiding.delete(message.sequence);
			this.visible.push(message);
		}
	}
}
