import { createHash } from 'node:crypto';

import { type QueueDepth, QueueContent, type StoredMessage } from './queueContent';
import { issueReceiptHandle, sequenceOf } from './receiptHandle';
import { refusal } from './refusals';

export interface EnqueueOptions {
	readonly delayMs?: number;
	readonly priority?: number;
}

const DEFAULT_PRIORITY = 8;

/**
 * Queues with at-least-once delivery as Simple Message Queue documents them: a received message is
 * hidden for the visibility timeout, deleted only by its latest receipt handle, and comes back with
 * a new handle when the time is over. A handle dies when its message becomes visible again.
 */
export class QueueStore {
	private readonly queues = new Map<string, QueueContent>();
	private readonly listeners = new Set<(queue: string) => void>();
	private sequence = 0;

	constructor(
		private readonly clock: () => number,
		private readonly options: { readonly visibilityMs: number },
	) {}

	/** Makes a queue; one that exists is left as it is. */
	create(name: string): void {
		if (!this.queues.has(name)) this.queues.set(name, new QueueContent());
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
		queue.add(message, now);
		this.announce(name);
		return message;
	}

	/** Hands out up to `max` visible messages, oldest first, each with a new receipt handle. */
	receive(name: string, max: number): StoredMessage[] {
		const now = this.clock();
		const queue = this.queue(name);
		const messages = queue.take(max, now);
		for (const message of messages) {
			queue.hide(message, now + this.options.visibilityMs);
			message.firstDequeuedAt = message.firstDequeuedAt || now;
			message.dequeueCount += 1;
			message.receiptHandle = issueReceiptHandle(message.sequence);
		}
		return messages.map((message) => ({ ...message }));
	}

	/** Shows up to `max` visible messages and changes nothing. */
	peek(name: string, max: number): StoredMessage[] {
		return this.queue(name)
			.peek(max, this.clock())
			.map((message) => ({ ...message }));
	}

	/** Throws `ReceiptHandleError` for a malformed handle, `MessageNotExist` for a dead one. */
	remove(name: string, handle: string): void {
		this.queue(name).delete(this.held(name, handle));
	}

	/** Hides a held message for `timeoutMs` from now; the old handle dies, a new one is given. */
	changeVisibility(name: string, handle: string, timeoutMs: number): StoredMessage {
		const message = this.held(name, handle);
		this.queue(name).hide(message, this.clock() + timeoutMs);
		message.receiptHandle = issueReceiptHandle(message.sequence);
		this.announce(name);
		return { ...message };
	}

	depth(name: string): QueueDepth {
		return this.queue(name).depth(this.clock());
	}

	/** Empties every queue; their names stay. */
	reset(): void {
		for (const name of this.queues.keys()) this.queues.set(name, new QueueContent());
	}

	/** Calls back when a queue got a message or a visibility changed; returns the unsubscriber. */
	onChange(listener: (queue: string) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	private announce(name: string): void {
		for (const listener of [...this.listeners]) listener(name);
	}

	private queue(name: string): QueueContent {
		const queue = this.queues.get(name);
		if (queue === undefined) throw refusal('QueueNotExist');
		return queue;
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
