import type { RunEnd } from '../../../nodes/ChatAppQueueTrigger/acknowledgment';
import type { ConsumerPorts } from '../../../nodes/ChatAppQueueTrigger/consumer';
import type { QueueMessage } from '../../../nodes/alibabaCloud/queue/xml';
import { idle, tick } from './consumerBench';

export type Queue = ConsumerPorts['queue'];

/** Counts who asks a queue, and who waits there. */
export function watched(queue: Queue) {
	const now = { asking: 0, waiting: 0 };
	const most = { asking: 0, waiting: 0, polls: 0, waits: 0 };
	const watching: Queue = {
		...queue,
		receive: async (max, signal, waits = true) => {
			now.asking++;
			if (waits) now.waiting++;
			most.polls++;
			if (waits) most.waits++;
			most.asking = Math.max(most.asking, now.asking);
			most.waiting = Math.max(most.waiting, now.waiting);
			try {
				return await queue.receive(max, signal, waits);
			} finally {
				now.asking--;
				if (waits) now.waiting--;
			}
		},
	};
	return { watching, now, most };
}

/** A queue that always has as many messages as it is asked for. */
export function endless(bodyBytes = 20) {
	let count = 0;
	const held = new Map<string, number>();
	const queue: Queue = {
		receive: async (max) => {
			await idle(1);
			const value = Array.from({ length: max }, (): QueueMessage => {
				const id = `m${count++}`;
				const body = JSON.stringify({
					MessageId: id,
					Type: 'TEXT',
					Message: 'x'.repeat(bodyBytes),
				});
				held.set(id, body.length);
				return {
					...{ id, receiptHandle: id, body, dequeueCount: 1 },
					...{ firstDequeueTime: null, nextVisibleTime: null },
				};
			});
			return { ok: true, value };
		},
		remove: async (handles) => {
			await tick();
			for (const handle of handles) held.delete(handle);
			return { ok: true, value: new Set() };
		},
		changeVisibility: async (handle) => {
			await tick();
			return { ok: true, value: { receiptHandle: handle, nextVisibleTime: null } };
		},
	};
	const bytes = () => [...held.values()].reduce((sum, one) => sum + one, 0);
	return { queue, held, bytes };
}

/** A waiting room whose runs have up to a hundred messages. */
export const LARGE = { joining: null, isInOrder: false, parallelRuns: 16, messagesPerRun: 100 };
/** The settings of a consumer with that room. */
export const SHARED = { parallelRuns: 16, room: LARGE };

const lasting: Array<() => void> = [];

/** A run that lasts until the end of its test. */
export const never = async () =>
	await new Promise<RunEnd>((resolve) => lasting.push(() => resolve('succeeded')));
afterEach(() => {
	for (const end of lasting.splice(0)) end();
});
