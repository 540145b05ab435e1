import type { RunEnd } from '../../../nodes/ChatAppQueueTrigger/acknowledgment';
import type { ConsumerPorts } from '../../../nodes/ChatAppQueueTrigger/consumer';
import { explainQueueError } from '../../../nodes/alibabaCloud/queue/failures';
import type { QueueMessage } from '../../../nodes/alibabaCloud/queue/xml';
import { consumerOf, idle, left, portsOf, storeWith, tick, until } from './consumerBench';

type Queue = ConsumerPorts['queue'];

/** Counts who asks a queue, and who waits there. */
function watched(queue: Queue) {
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
function endless(bodyBytes = 20) {
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

const LARGE = { joining: null, isInOrder: false, parallelRuns: 16, messagesPerRun: 100 };
const SHARED = { parallelRuns: 16, room: LARGE };

/** Runs that last until the end of their test. */
const lasting: Array<() => void> = [];
const never = async () =>
	await new Promise<RunEnd>((resolve) => lasting.push(() => resolve('succeeded')));
afterEach(() => {
	for (const end of lasting.splice(0)) end();
});

describe('readers', () => {
	it('the first one goes on when the second one found nothing, though nothing else moved', async () => {
		const queue = portsOf(storeWith(1, 60_000));
		const polls: boolean[] = [];
		const { consumer } = consumerOf(
			{
				...queue,
				receive: async (max, signal, waits = true) => {
					polls.push(waits);
					// By then the message is deleted.
					if (!waits) await idle(50);
					return await queue.receive(max, signal, waits);
				},
			},
			async () => await Promise.resolve('succeeded'),
			{ parallelRuns: 1, batchSize: 1 },
			Date.now,
			{ passes: () => false },
		);
		consumer.start();
		await until(() => polls.length > 2);
		await consumer.close();

		expect(polls.slice(0, 3)).toEqual([true, false, true]);
	});

	it('become more while answers are full, at most 32, and only one ever waits at the queue', async () => {
		const store = storeWith(4_000, 60_000);
		const slow = portsOf(store);
		const { watching, now, most } = watched({
			...slow,
			receive: async (max, signal, waits) => {
				// Longer than the turns of many answers take on a busy machine.
				await new Promise((resolve) => setTimeout(resolve, 100));
				return await slow.receive(max, signal, waits);
			},
		});
		const { consumer } = consumerOf(watching, async () => 'succeeded', SHARED);

		consumer.start();
		await until(() => left(store) === 0);
		await until(() => now.asking === 1 && now.waiting === 1);
		await idle(200);
		expect(now.asking).toBeLessThanOrEqual(1);
		await consumer.close();

		expect(most.asking).toBeGreaterThan(16);
		expect(most.asking).toBeLessThanOrEqual(32);
		expect(most.waiting).toBe(1);
	});

	it('that are answered together let others have their turn between two answers', async () => {
		const { queue } = endless();
		const { watching, now } = watched({
			...queue,
			receive: async (max, signal, waits) => {
				// All that were asked meanwhile answer in the same moment.
				await idle(20 - (Date.now() % 20));
				return await queue.receive(max, signal, waits);
			},
		});
		let [most, inThisTurn] = [0, 0];
		const passes = (): boolean => {
			if (inThisTurn++ === 0) setImmediate(() => (inThisTurn = 0));
			most = Math.max(most, inThisTurn);
			return true;
		};
		const run = async () => await Promise.resolve('succeeded' as const);
		const { consumer } = consumerOf(watching, run, SHARED, Date.now, { passes });

		consumer.start();
		await until(() => now.asking > 8);
		await idle(200);
		await consumer.close();

		// Nine answers and more would be far above.
		expect(most).toBeLessThanOrEqual(4 * 16);
	});

	it('do not wait at the queue while runs wait to be full', async () => {
		const { queue } = endless();
		const { watching, most } = watched(queue);
		const { consumer } = consumerOf(watching, async () => 'succeeded', SHARED);

		consumer.start();
		await until(() => most.polls > 50);
		await consumer.close();

		// The first request alone knew of nothing to wait for.
		expect(most.waits).toBe(1);
	});

	it('are one where messages come again, of which each runs alone', async () => {
		const { queue } = endless();
		const { watching, most } = watched({
			...queue,
			receive: async (max, signal, waits) => {
				const outcome = await queue.receive(max, signal, waits);
				if (!outcome.ok) return outcome;
				return { ok: true, value: outcome.value.map((one) => ({ ...one, dequeueCount: 2 })) };
			},
		});
		const { consumer } = consumerOf(watching, async () => 'succeeded', SHARED);

		consumer.start();
		await until(() => most.polls > 20);
		await consumer.close();

		expect(most.asking).toBe(1);
	});

	it('are one where each answer has room for more', async () => {
		const store = storeWith(15, 60_000);
		const { watching, most } = watched(portsOf(store));
		const { consumer } = consumerOf(watching, async () => 'succeeded', SHARED);

		consumer.start();
		await until(() => left(store) === 0);
		await idle(100);
		await consumer.close();

		expect([most.asking, most.polls - most.waits]).toEqual([1, 0]);
	});

	it('are one where each message has a run, so that no request is made for a message alone', async () => {
		const store = storeWith(200, 60_000);
		const { watching, most } = watched(portsOf(store));
		const { consumer } = consumerOf(watching, async () => 'succeeded', { parallelRuns: 16 });

		consumer.start();
		await until(() => left(store) === 0);
		await consumer.close();

		expect(most.asking).toBeLessThanOrEqual(2);
		expect(most.waiting).toBe(1);
	});

	it('are fewer after a failure, which is told once and stops nothing', async () => {
		const { queue } = endless();
		let isThrottled = false;
		let failures = 0;
		const { watching, now } = watched({
			...queue,
			receive: async (max, signal, waits) => {
				await new Promise((resolve) => setTimeout(resolve, 10));
				if (!isThrottled) return await queue.receive(max, signal, waits);
				failures++;
				return { ok: false, failure: explainQueueError('QpsLimitExceeded', 400) };
			},
		});
		const { consumer, failures: stopped } = consumerOf(watching, async () => 'succeeded', SHARED);

		consumer.start();
		await until(() => now.asking > 4);
		isThrottled = true;
		await until(() => failures > 4);
		await idle(150);
		const atFirst = failures;
		await idle(300);
		expect(failures - atFirst).toBeLessThanOrEqual(2);
		isThrottled = false;
		await idle(1_000);
		expect(now.asking).toBeLessThanOrEqual(1);
		await consumer.close();
		expect(stopped).toEqual([]);
	});

	it('all end when a person has to change something, and tell it once', async () => {
		const { queue } = endless();
		let isGone = false;
		const { watching, now } = watched({
			...queue,
			receive: async (max, signal, waits) => {
				await new Promise((resolve) => setTimeout(resolve, 10));
				if (!isGone) return await queue.receive(max, signal, waits);
				return { ok: false, failure: explainQueueError('QueueNotExist', 404) };
			},
		});
		const { consumer, failures } = consumerOf(watching, async () => 'succeeded', SHARED);

		consumer.start();
		await until(() => now.asking > 8);
		isGone = true;
		await until(() => now.asking === 0);
		await idle(100);
		expect([failures, now.asking]).toEqual([['QueueNotExist'], 0]);
		await consumer.close();
	});
});

describe('a queue whose answers are always full', () => {
	it('stays bounded while no run ends', async () => {
		const { queue, held } = endless();
		const runs: number[] = [];
		const { consumer } = consumerOf(
			queue,
			async (_, { parts }) => {
				runs.push(parts.length);
				return await never();
			},
			SHARED,
		);

		consumer.start();
		await until(() => held.size === 1_600);
		// Whether they hold each other up is not known as long as n8n has no time.
		const busyUntil = Date.now() + 2_500;
		await until(() => Date.now() > busyUntil);
		expect(runs).toEqual([100, 100]);
		for (let looks = 0; runs.length < 16 && looks < 100; looks++) {
			// `idle` keeps the process busy.
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		await idle(300);
		expect(held.size).toBe(1_600);
		expect(runs).toEqual(Array.from({ length: 16 }, () => 100));
		await consumer.close();
	}, 30_000);

	it('of large messages stays below 64 MB, and what was received runs', async () => {
		const { queue, bytes } = endless(60_000);
		let messages = 0;
		const room = { ...LARGE, messagesPerRun: 1_000 };
		const { consumer } = consumerOf(
			queue,
			async (_, { parts }) => {
				messages += parts.length;
				return await never();
			},
			{ parallelRuns: 16, room },
		);

		consumer.start();
		// A run of a thousand does not become full any more, so it starts with what there is.
		await until(() => messages > 900);
		await idle(300);
		expect(bytes()).toBeLessThan(64 * 1024 * 1024);
		await consumer.close();
	}, 30_000);

	it('does not wait for what is beyond the allowed while runs end', async () => {
		const { queue, held } = endless();
		let most = 0;
		let messages = 0;
		const { consumer } = consumerOf(
			queue,
			async (_, { parts }) => {
				most = Math.max(most, held.size);
				messages += parts.length;
				await idle(2);
				return 'succeeded';
			},
			SHARED,
		);

		consumer.start();
		await until(() => messages > 10_000, 20_000);
		await consumer.close();
		// Those that wait to be deleted are as many again.
		expect(most).toBeLessThanOrEqual(2 * 1_600 + 32 * 16);
	}, 30_000);
});

describe('closing', () => {
	it('ends within a second with 32 readers and with messages that wait', async () => {
		const store = storeWith(3_000, 60_000);
		const queue = portsOf(store);
		let hangingNow = 0;
		let isHanging = false;
		const hanging: Queue = {
			...queue,
			receive: async (max, signal, waits) => {
				await new Promise((resolve) => setTimeout(resolve, 5));
				if (!isHanging) return await queue.receive(max, signal, waits);
				hangingNow++;
				if (signal?.aborted === false) {
					await new Promise((resolve) => signal.addEventListener('abort', resolve));
				}
				hangingNow--;
				return { ok: false, failure: explainQueueError('Local.Connection') };
			},
		};
		const started: number[] = [];
		const { consumer } = consumerOf(
			hanging,
			async (_, { parts }) => {
				started.push(parts.length);
				return await never();
			},
			{ parallelRuns: 2, room: { ...LARGE, parallelRuns: 2, messagesPerRun: 1_000 } },
		);

		consumer.start();
		await until(() => started.length > 0 || store.depth('queue').inactive > 600);
		isHanging = true;
		await until(() => hangingNow > 8);
		const begun = performance.now();
		await consumer.close();
		expect(performance.now() - begun).toBeLessThan(1_000);
		await until(() => hangingNow === 0);

		const inRuns = started.reduce((sum, count) => sum + count, 0);
		await until(() => {
			const { active, inactive } = store.depth('queue');
			return active + inactive === 3_000 && inactive <= inRuns + 16 * 32;
		});
	});
});

it('a run that waits to be full starts after a second when the queue falls silent', async () => {
	const { queue } = endless();
	let polls = 0;
	const runs: number[] = [];
	const { consumer } = consumerOf(
		{
			...queue,
			receive: async (max, signal, waits) => {
				if (++polls <= 2) return await queue.receive(max, signal, waits);
				await new Promise((resolve) => signal?.addEventListener('abort', resolve));
				return { ok: false, failure: explainQueueError('Local.Connection') };
			},
		},
		async (_, { parts }) => {
			runs.push(parts.length);
			return 'succeeded';
		},
		SHARED,
	);

	const begun = performance.now();
	consumer.start();
	await until(() => runs.length > 0);
	expect(performance.now() - begun).toBeGreaterThan(900);
	expect(runs).toEqual([32]);
	await consumer.close();
});
