import { createHash } from 'node:crypto';

import { issueReceiptHandle, sequenceOf } from './receiptHandle';
import { refusal } from './refusals';

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

export interface EnqueueOptions {
	readonly delayMs?: number;
	readonly priority?: number;
}

export interface QueueDepth {
	/** Messages a receive would hand out now. */
	readonly active: number;
	/** Messages that are handed out, or delayed, and not visible yet. */
	readonly inactive: number;
}

const DEFAULT_PRIORITY = 8;

/**
 * Queues with at-least-once delivery as Simple Message Queue documents them: a received message is
 * hidden for the visibility timeout, deleted only by its latest receipt handle, and comes back with
 * a new handle when the time is over. A handle dies when its message becomes visible again.
 */
export class QueueStore {
	private readonly queues = new Map<string, Map<number, StoredMessage>>();
	private readonly listeners = new Set<(queue: string) => void>();
	private sequence = 0;

	constructor(
		private readonly clock: () => number,
		private readonly options: { readonly visibilityMs: number },
	) {}

	/** Makes a queue; one that exists is left as it is. */
	create(name: string): void {
		if (!this.queues.has(name)) this.queues.set(name, new Map());
	}

	has(name: string): boolean {
		return this.queues.has(name);
	}

	names(): string[] {
		return [...this.queues.keys()];
	}

	/**
	 * Puts a message in. The body is stored as it is: whoever sends platform notifications encodes
	 * them in base64 before. Throws a refusal `QueueNotExist` for an unknown queue.
	 */
	enqueue(name: string, body: string, options: EnqueueOptions = {}): StoredMessage {
		const queue = this.queue(name);
		const now = this.clock();
		this.sequence += 1;
		const message: StoredMessage = {
			id: messageId(now, this.sequence),
			sequence: this.sequence,
			body,
			bodyMd5: createHash('md5').update(body, 'utf8').digest('hex').toUpperCase(),
			enqueuedAt: now,
			priority: options.priority ?? DEFAULT_PRIORITY,
			nextVisibleAt: now + (options.delayMs ?? 0),
			firstDequeuedAt: 0,
			dequeueCount: 0,
			receiptHandle: undefined,
		};
		queue.set(message.sequence, message);
		this.announce(name);
		return message;
	}

	/** Hands out up to `max` visible messages, oldest first, each with a new receipt handle. */
	receive(name: string, max: number): StoredMessage[] {
		const now = this.clock();
		const messages = this.visible(name, max);
		for (const message of messages) {
			message.nextVisibleAt = now + this.options.visibilityMs;
			message.firstDequeuedAt = message.firstDequeuedAt || now;
			message.dequeueCount += 1;
			message.receiptHandle = issueReceiptHandle(message.sequence);
		}
		return messages.map((message) => ({ ...message }));
	}

	/** Shows up to `max` visible messages and changes nothing. */
	peek(name: string, max: number): StoredMessage[] {
		return this.visible(name, max).map((message) => ({ ...message }));
	}

	/** Throws `ReceiptHandleError` for a malformed handle, `MessageNotExist` for a dead one. */
	remove(name: string, handle: string): void {
		this.queue(name).delete(this.held(name, handle).sequence);
	}

	/** Hides a held message for `timeoutMs` from now; the old handle dies, a new one is given. */
	changeVisibility(name: string, handle: string, timeoutMs: number): StoredMessage {
		const message = this.held(name, handle);
		message.nextVisibleAt = this.clock() + timeoutMs;
		message.receiptHandle = issueReceiptHandle(message.sequence);
		this.announce(name);
		return { ...message };
	}

	depth(name: string): QueueDepth {
		const now = this.clock();
		let active = 0;
		for (const message of this.queue(name).values()) {
			if (message.nextVisibleAt <= now) active += 1;
		}
		return { active, inactive: this.queue(name).size - active };
	}

	/** Empties every queue; their names stay. */
	reset(): void {
		for (const queue of this.queues.values()) queue.clear();
	}

	/** When the next hidden message becomes visible, in ms of the clock; undefined when none is. */
	nextVisibleAt(name: string): number | undefined {
		let next: number | undefined;
		for (const message of this.queue(name).values()) {
			if (next === undefined || message.nextVisibleAt < next) next = message.nextVisibleAt;
		}
		return next;
	}

	/** Calls back when a queue got a message or a visibility changed; returns the unsubscriber. */
	onChange(listener: (queue: string) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	private announce(name: string): void {
		for (const listener of [...this.listeners]) listener(name);
	}

	private queue(name: string): Map<number, StoredMessage> {
		const queue = this.queues.get(name);
		if (queue === undefined) throw refusal('QueueNotExist');
		return queue;
	}

	private visible(name: string, max: number): StoredMessage[] {
		const now = this.clock();
		const found: StoredMessage[] = [];
		for (const message of this.queue(name).values()) {
			if (found.length === max) break;
			if (message.nextVisibleAt <= now) found.push(message);
		}
		return found;
	}

	private held(name: string, handle: string): StoredMessage {
		const queue = this.queue(name);
		const sequence = sequenceOf(handle);
		if (sequence === undefined) throw refusal('ReceiptHandleError');
		const message = queue.get(sequence);
		const alive = message?.receiptHandle === handle && message.nextVisibleAt > this.clock();
		if (message === undefined || !alive) throw refusal('MessageNotExist');
		return message;
	}
}

function messageId(now: number, sequence: number): string {
	const time = now.toString(16).toUpperCase();
	return `5F290C926D472878-2-${time}-${String(200_000_000 + sequence)}`;
}
