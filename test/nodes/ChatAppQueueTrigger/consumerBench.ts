import {
	Consumer,
	type ConsumerPorts,
	type ConsumerSettings,
} from '../../../nodes/ChatAppQueueTrigger/consumer';
import type { RunEnd } from '../../../nodes/ChatAppQueueTrigger/acknowledgment';
import type { Run } from '../../../nodes/ChatAppQueueTrigger/run';
import { FinishedEvents } from '../../../nodes/ChatAppQueueTrigger/finishedEvents';
import { BegunMessages } from '../../../nodes/ChatAppQueueTrigger/begunMessages';
import { FinishedMessages } from '../../../nodes/ChatAppQueueTrigger/finishedMessages';
import { MessageSelector } from '../../../nodes/ChatAppQueueTrigger/messageSelector';
import { explainQueueError } from '../../../nodes/alibabaCloud/queue/failures';
import type { Selection } from '../../../nodes/notifications/selection/select';
import type { QueueMessage } from '../../../nodes/alibabaCloud/queue/xml';
import type { StoredMessage } from '../../simulator/smq/queueContent';
import { QueueStore } from '../../simulator/smq/queueStore';

export const QUEUE = 'queue';

const SETTINGS: ConsumerSettings = {
	acknowledge: 'onSuccess',
	parallelRuns: 10,
	messagesPerRun: 1,
	batchSize: 16,
	maxRunMs: 60_000,
	maxAttempts: Number.POSITIVE_INFINITY,
	giveUp: 'leave',
};

export const SELECTION: Selection = {
	events: ['inbound'],
	passes: () => true,
	deduplicate: true,
	suppressOutdatedStatuses: false,
};

type Ports = ConsumerPorts['queue'];

/** The simulator's queue without the network, so that a test can break in at every step. */
export function portsOf(store: QueueStore, interrupted: () => boolean = () => false): Ports {
	const lost = { ok: false, failure: explainQueueError('Local.Connection') } as const;
	const toMessage = (message: StoredMessage): QueueMessage => ({
		id: message.id,
		receiptHandle: message.receiptHandle ?? '',
		body: message.body,
		dequeueCount: message.dequeueCount,
		firstDequeueTime: message.firstDequeuedAt,
		nextVisibleTime: message.nextVisibleAt,
	});
	return {
		async receive(max, signal, waits = true) {
			await tick();
			if (interrupted()) return lost;
			const messages = store.receive(QUEUE, max).map(toMessage);
			// The answer may be lost on its way after the queue has hidden the messages.
			if (interrupted()) return lost;
			if (messages.length === 0 && waits) await idle(20, signal);
			return { ok: true, value: messages };
		},
		async remove(handles) {
			await tick();
			if (interrupted()) return lost;
			const dead = new Set(handles.filter((handle) => !attempt(() => store.remove(QUEUE, handle))));
			return interrupted() ? lost : { ok: true, value: dead };
		},
		async changeVisibility(handle, seconds) {
			await tick();
			if (interrupted()) return lost;
			let changed: StoredMessage | undefined;
			const done = attempt(() => {
				changed = store.changeVisibility(QUEUE, handle, seconds * 1_000);
			});
			if (!done || changed === undefined) {
				return { ok: false, failure: explainQueueError('MessageNotExist', 404) };
			}
			const { receiptHandle, nextVisibleTime } = toMessage(changed);
			return { ok: true, value: { receiptHandle, nextVisibleTime } };
		},
	};
}

function attempt(action: () => void): boolean {
	try {
		action();
		return true;
	} catch {
		return false;
	}
}

export async function tick(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

export async function idle(milliseconds: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + milliseconds;
	while (Date.now() < end && signal?.aborted !== true) await tick();
}

export async function until(condition: () => boolean, timeoutMs = 10_000): Promise<void> {
	const end = Date.now() + timeoutMs;
	while (!condition()) {
		if (Date.now() > end) throw new Error('It did not happen in time');
		await tick();
	}
}

/** Like `until`, for what happens only while the process has time: `until` keeps it busy. */
export async function untilAtLeisure(condition: () => boolean, timeoutMs = 20_000): Promise<void> {
	const end = Date.now() + timeoutMs;
	while (!condition()) {
		if (Date.now() > end) throw new Error('It did not happen in time');
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

export function storeWith(count: number, visibilityMs: number): QueueStore {
	const store = new QueueStore(Date.now, { visibilityMs });
	store.create(QUEUE);
	for (let index = 0; index < count; index++) {
		store.enqueue(QUEUE, JSON.stringify({ MessageId: `m${index}`, Type: 'TEXT', Message: 'hi' }));
	}
	return store;
}

export function left(store: QueueStore): number {
	const { active, inactive } = store.depth(QUEUE);
	return active + inactive;
}

export function consumerOf(
	queue: Ports,
	start: (messageId: string, run: Run) => Promise<RunEnd>,
	settings: Partial<ConsumerSettings> = {},
	clock: () => number = Date.now,
	selection: Partial<Selection> = {},
): { consumer: Consumer; failures: string[]; exhausted: number[]; delays: string[] } {
	const failures: string[] = [];
	const delays: string[] = [];
	const exhausted: number[] = [];
	const selector = new MessageSelector(
		{ ...SELECTION, ...selection },
		new FinishedEvents({}),
		clock,
	);
	const consumer = new Consumer(
		{ ...SETTINGS, messagesPerRun: settings.room?.messagesPerRun ?? 1, ...settings },
		{
			queue,
			finished: new FinishedMessages({}),
			begun: new BegunMessages({}),
			select: (items) => selector.select(items),
			start: async (run) => {
				const item = run.parts[0]?.items[0];
				return await start(item?.event === 'inbound' ? (item.messageId ?? '') : '', run);
			},
			admit: () => true,
			exhausted: ({ dequeueCount }) => exhausted.push(dequeueCount),
			stopped: ({ code }) => failures.push(code),
			delayed: ({ cause }) => delays.push(cause),
			clock,
			random: () => 0,
		},
	);
	return { consumer, failures, exhausted, delays };
}

/** A sequence of numbers from 0 to 1 that is the same in every run of the test. */
export function numbersFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
