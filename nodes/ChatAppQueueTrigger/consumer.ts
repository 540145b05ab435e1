import { sleep } from 'n8n-workflow';

import type { QueueClient } from '../alibabaCloud/queue/client';
import { unexpectedFailure } from '../alibabaCloud/queue/failures';
import type { Outcome } from '../alibabaCloud/queue/token';
import type { QueueMessage } from '../alibabaCloud/queue/xml';
import { MessageLife, type MessagePorts, type MessageSettings } from './messageLife';
import { type ReaderPorts, Readers, type ReaderSettings } from './readers';

export interface ConsumerSettings extends MessageSettings, ReaderSettings {}

/** What the consumer needs from around it. */
export interface ConsumerPorts extends MessagePorts, Omit<ReaderPorts, 'queue' | 'take'> {
	readonly queue: Pick<QueueClient, 'receive' | 'remove' | 'changeVisibility'>;
	/** Whether one more message may be taken; else it is handed back. */
	admit(): boolean;
}

const CLOSE_WITHIN_MS = 900;

/**
 * One queue and its messages: `Readers` fetch them, and `MessageLife` has the rest.
 */
export class Consumer {
	private readonly life: MessageLife;

	private readonly readers: Readers;

	constructor(
		settings: ConsumerSettings,
		private readonly ports: ConsumerPorts,
	) {
		const queue = withoutThrowing(ports.queue);
		this.life = new MessageLife(settings, { ...ports, queue }, () => this.readers.moved());
		const take = async (messages: readonly QueueMessage[]) => await this.take(messages);
		this.readers = new Readers(settings, { ...ports, queue, take }, this.life);
	}

	/** Starts to read. */
	start(): void {
		this.readers.start();
	}

	/** Takes nothing more. Runs that were started continue, and so does waiting for them. */
	stop(): void {
		this.readers.stop();
	}

	/** Stops, and waits a moment for what was received but not started to be handed back. */
	async close(): Promise<void> {
		this.stop();
		const handedBack = Promise.all([this.readers.end(), this.life.handAllBack()]);
		await Promise.race([handedBack, sleep(CLOSE_WITHIN_MS)]);
	}

	private async take(messages: readonly QueueMessage[]): Promise<void> {
		const unwanted: QueueMessage[] = [];
		for (const message of messages) {
			if (this.readers.closed || !this.ports.admit()) unwanted.push(message);
			else void this.life.receive(message);
		}
		await Promise.all(unwanted.map(async (message) => await this.life.handBack(message)));
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
		receive: async (max, signal, waits) => await safely(() => queue.receive(max, signal, waits)),
		remove: async (handles) => await safely(() => queue.remove(handles)),
		changeVisibility: async (handle, seconds) =>
			await safely(() => queue.changeVisibility(handle, seconds)),
	};
}
