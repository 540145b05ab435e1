import { explainQueueError } from '../../../nodes/alibabaCloud/queue/failures';
import {
	consumerOf,
	idle,
	left,
	numbersFrom,
	portsOf,
	QUEUE,
	storeWith,
	tick,
	until,
} from './consumerBench';

describe('nothing is lost', () => {
	it.each([1, 2, 3])(
		'when the consumer dies again and again, between any two steps (seed %i)',
		async (seed) => {
			const random = numbersFrom(seed);
			const total = 400;
			const store = storeWith(total, 60);
			const succeeded = new Map<string, number>();
			const deaths = 20;

			for (let life = 0; life <= deaths; life++) {
				const isLast = life === deaths;
				// After this many steps the process is gone: no request leaves it, no run goes on.
				let steps = isLast ? Number.POSITIVE_INFINITY : Math.ceil(random() * 80);
				const dead = (): boolean => --steps < 0;
				const { consumer } = consumerOf(
					portsOf(store, dead),
					async (messageId) => {
						if (dead()) return await new Promise<never>(() => undefined);
						await tick();
						if (dead()) return await new Promise<never>(() => undefined);
						if (random() < 0.2) return 'failed';
						succeeded.set(messageId, (succeeded.get(messageId) ?? 0) + 1);
						return 'succeeded';
					},
					{ maxRunMs: 100 },
				);
				consumer.start();
				await until(() => steps < 0 || left(store) === 0);
				await consumer.close();
				expect(succeeded.size + left(store)).toBeGreaterThanOrEqual(total);
			}

			expect(left(store)).toBe(0);
			expect(succeeded.size).toBe(total);
		},
		30_000,
	);

	it('when the consumer is closed: what was received too late is given back at once', async () => {
		const store = storeWith(5, 60_000);
		const queue = portsOf(store);
		const started: string[] = [];
		const { consumer } = consumerOf(
			{
				...queue,
				receive: async (max, signal) => {
					const outcome = await queue.receive(max, signal);
					consumer.stop();
					return outcome;
				},
			},
			async (messageId) => {
				started.push(messageId);
				return 'succeeded';
			},
		);

		consumer.start();
		await consumer.close();

		expect(started).toEqual([]);
		await until(() => store.depth(QUEUE).active === 5, 2_000);
	});

	it('when the consumer is closed: an answer that is under way is waited for', async () => {
		const store = storeWith(5, 60_000);
		const queue = portsOf(store);
		const { consumer } = consumerOf(
			{
				...queue,
				receive: async (max, signal) => {
					const outcome = await queue.receive(max, signal);
					await idle(100, signal);
					const isCutOff = signal?.aborted === true;
					return isCutOff ? { ok: false, failure: explainQueueError('Local.Connection') } : outcome;
				},
			},
			async () => await new Promise<never>(() => undefined),
		);

		consumer.start();
		await until(() => store.depth(QUEUE).inactive === 5);
		await consumer.close();

		await until(() => store.depth(QUEUE).active === 5, 2_000);
	});
});
