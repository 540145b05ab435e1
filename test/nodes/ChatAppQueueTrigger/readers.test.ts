import { explainQueueError } from '../../../nodes/alibabaCloud/queue/failures';
import { endless, SHARED, watched } from './busyQueue';
import { consumerOf, idle, left, portsOf, storeWith, until } from './consumerBench';

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
