import type { RunEnd } from '../../../nodes/ChatAppQueueTrigger/acknowledgment';
import { explainQueueError } from '../../../nodes/alibabaCloud/queue/failures';
import { consumerOf, idle, left, portsOf, storeWith, tick, until } from './consumerBench';

describe('a run', () => {
	it('whose message could not be deleted does not run again', async () => {
		const store = storeWith(1, 50);
		const queue = portsOf(store);
		let refusals = 3;
		let runs = 0;
		const { consumer } = consumerOf(
			{
				...queue,
				remove: async (handles) =>
					refusals-- > 0
						? { ok: false, failure: explainQueueError('InternalError', 500) }
						: await queue.remove(handles),
			},
			async () => {
				runs++;
				return 'succeeded';
			},
		);

		consumer.start();
		await until(() => left(store) === 0);
		await consumer.close();

		expect(runs).toBe(1);
	});

	it('that never ends frees its place after the longest time, and its message comes again', async () => {
		const store = storeWith(1, 1_000);
		let runs = 0;
		const { consumer } = consumerOf(
			portsOf(store),
			async () => (++runs === 1 ? await new Promise<never>(() => undefined) : 'succeeded'),
			{ parallelRuns: 1, maxRunMs: 300 },
		);

		consumer.start();
		await until(() => left(store) === 0);
		await consumer.close();

		expect(runs).toBe(2);
	});

	it('is not started a second time while it lasts, even if its message came again', async () => {
		const store = storeWith(1, 50);
		const queue = portsOf(store);
		let finish: (end: RunEnd) => void = () => undefined;
		let runs = 0;
		const { consumer } = consumerOf(
			{
				...queue,
				changeVisibility: async () => ({
					ok: false,
					failure: explainQueueError('Local.Connection'),
				}),
			},
			async () => {
				runs++;
				return await new Promise((resolve) => (finish = resolve));
			},
		);

		consumer.start();
		await idle(300);
		finish('succeeded');
		await until(() => left(store) === 0);
		await consumer.close();

		expect(runs).toBe(1);
	});
});

describe('a message whose runs fail', () => {
	it('starts as many runs as allowed, is reported once and deleted', async () => {
		const store = storeWith(1, 30);
		let runs = 0;
		const { consumer, exhausted } = consumerOf(
			portsOf(store),
			async () => {
				runs++;
				return 'failed';
			},
			{ maxAttempts: 3, giveUp: 'delete' },
		);

		consumer.start();
		await until(() => left(store) === 0);
		await consumer.close();

		expect([runs, exhausted]).toEqual([3, [3]]);
	});

	it('or stays in the queue, out of sight, and starts no further run when it comes again', async () => {
		const store = storeWith(1, 30);
		const hidden: number[] = [];
		const ports = portsOf(store);
		let runs = 0;
		const { consumer, exhausted } = consumerOf(
			{
				...ports,
				changeVisibility: async (handle, seconds) => {
					hidden.push(seconds);
					return await ports.changeVisibility(handle, 0.05);
				},
			},
			async () => {
				runs++;
				return 'failed';
			},
			{ maxAttempts: 2 },
		);

		consumer.start();
		await until(() => hidden.length >= 3);
		await consumer.close();

		expect([runs, exhausted, left(store)]).toEqual([2, [2], 1]);
		expect(new Set(hidden)).toEqual(new Set([600]));
	});

	it('is not given up for deliveries that started no run', async () => {
		const store = storeWith(1, 30);
		let runs = 0;
		const { consumer, exhausted } = consumerOf(
			portsOf(store),
			async () => (++runs < 6 ? 'notStarted' : 'succeeded'),
			{ maxAttempts: 2, giveUp: 'delete' },
		);

		consumer.start();
		await until(() => left(store) === 0);
		await consumer.close();

		expect([runs, exhausted]).toEqual([6, []]);
	});
});

describe('the loop', () => {
	it('does not spin when empty answers come at once', async () => {
		let polls = 0;
		const { consumer } = consumerOf(
			{
				...portsOf(storeWith(0, 1_000)),
				receive: async () => {
					polls++;
					await tick();
					return { ok: true, value: [] };
				},
			},
			async () => 'succeeded',
		);

		consumer.start();
		await idle(1_000);
		await consumer.close();

		expect(polls).toBeGreaterThan(1);
		expect(polls).toBeLessThan(6);
	});

	it('waits between failures, and closing ends the wait', async () => {
		let polls = 0;
		const { consumer, failures } = consumerOf(
			{
				...portsOf(storeWith(0, 1_000)),
				receive: async () => {
					polls++;
					await tick();
					return { ok: false, failure: explainQueueError('QpsLimitExceeded', 400) };
				},
			},
			async () => 'succeeded',
		);

		consumer.start();
		await idle(900);
		const started = Date.now();
		await consumer.close();

		expect(Date.now() - started).toBeLessThan(500);
		expect(polls).toBeLessThan(5);
		expect(failures).toEqual([]);
	});

	it('ends with what a person has to change', async () => {
		const { consumer, failures } = consumerOf(
			{
				...portsOf(storeWith(0, 1_000)),
				receive: async () => ({ ok: false, failure: explainQueueError('QueueNotExist', 404) }),
			},
			async () => 'succeeded',
		);

		consumer.start();
		await until(() => failures.length > 0);
		await consumer.close();

		expect(failures).toEqual(['QueueNotExist']);
	});
});
