import type { ConsumerPorts } from '../../../nodes/ChatAppQueueTrigger/consumer';
import { Consumer } from '../../../nodes/ChatAppQueueTrigger/consumer';
import { LeftMessages } from '../../../nodes/ChatAppQueueTrigger/leftMessages';
import type { QueueMessage } from '../../../nodes/alibabaCloud/queue/xml';
import { idle, left, portsOf, storeWith, until } from './consumerBench';

const broken = (): never => {
	throw new Error('broken');
};

/** A consumer whose ports can be replaced one by one, with what it told people. */
function bench(others: Partial<ConsumerPorts>, messages = 1, maxAttempts = 2) {
	const store = storeWith(messages, 30);
	const told: string[] = [];
	let runs = 0;
	const ports: ConsumerPorts = {
		queue: portsOf(store),
		finished: { has: () => false, add: () => undefined, delete: () => undefined },
		begun: { runsCutShort: () => 0 },
		select: () => ({ items: [], outputs: [], undo: () => undefined, keep: () => undefined }),
		start: async () => {
			runs++;
			return await Promise.resolve('succeeded' as const);
		},
		admit: () => true,
		exhausted: () => undefined,
		stopped: ({ code }) => told.push(code),
		delayed: ({ code, cause }) => told.push(`${code} ${cause}`),
		clock: Date.now,
		random: () => 0,
		...others,
	};
	const settings = {
		acknowledge: 'onSuccess',
		parallelRuns: 4,
		messagesPerRun: 1,
		batchSize: 4,
	} as const;
	const limits = { maxRunMs: 60_000, maxAttempts, giveUp: 'delete' } as const;
	return {
		consumer: new Consumer({ ...settings, ...limits }, ports),
		store,
		told,
		runs: () => runs,
	};
}

/** Breaks the first calls only, so that it can be seen whether the trigger goes on. */
function first<A extends unknown[], R>(times: number, call: (...args: A) => R): (...args: A) => R {
	let left = times;
	return (...args) => (left-- > 0 ? broken() : call(...args));
}

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));
afterEach(async () => {
	await idle(20);
	expect(unhandled.splice(0)).toEqual([]);
});

describe('what throws', () => {
	const store = storeWith(0, 30);
	const queue = portsOf(store);

	it.each<[string, Partial<ConsumerPorts>]>([
		['clock', { clock: first(1, Date.now) }],
		['admit', { admit: first(1, () => true) }],
		['random', { random: first(1, () => 0) }],
		['select', { select: first(1, () => null) }],
		['start', { start: first(1, async () => await Promise.resolve('succeeded' as const)) }],
		['finished', { finished: { has: first(1, () => false), add: broken, delete: broken } }],
	])('in %s does not end the trigger', async (_name, others) => {
		const { consumer, store: own } = bench(others);
		consumer.start();
		await until(() => left(own) === 0);
		await consumer.close();
	});

	it.each(['receive', 'remove', 'changeVisibility'] as const)(
		'in the queue (%s) is told and tried again',
		async (name) => {
			const {
				consumer,
				store: own,
				told,
			} = bench({ start: async () => await Promise.resolve('succeeded') });
			const real = portsOf(own);
			const ports = { ...real, [name]: first(1, real[name] as () => never) };
			const other = bench({ queue: ports });
			other.consumer.start();
			await until(() => left(own) === 0);
			await other.consumer.close();
			await consumer.close();
			if (name === 'receive') {
				expect(other.told).toEqual(['Local.Unexpected The trigger itself failed: Error: broken']);
			}
			expect(told).toEqual([]);
		},
	);

	it('in the report of a given up message is told, and the message is given up', async () => {
		const {
			consumer,
			store: own,
			told,
		} = bench(
			{ exhausted: broken, start: async () => await Promise.resolve('failed' as const) },
			1,
			1,
		);
		consumer.start();
		await until(() => left(own) === 0);
		await consumer.close();
		expect(told[0]).toBe('Local.Unexpected The trigger itself failed: Error: broken');
	});

	it('in everything at once leaves no rejection behind', async () => {
		const { consumer } = bench({
			queue: { receive: broken, remove: broken, changeVisibility: broken },
			...{ exhausted: broken, stopped: broken, delayed: broken, select: broken, start: broken },
		});
		consumer.start();
		await idle(50);
		await consumer.close();
		expect(queue).toBeDefined();
	});
});

describe('a message that ends n8n each time', () => {
	const deliver = (dequeueCount: number): Partial<ConsumerPorts> => {
		const message: QueueMessage = {
			id: 'killer',
			receiptHandle: 'handle',
			body: '{}',
			...{ dequeueCount, firstDequeueTime: null, nextVisibleTime: null },
		};
		let given = false;
		return {
			queue: {
				receive: async () => {
					await idle(5);
					const value = given ? [] : [message];
					given = true;
					return { ok: true, value };
				},
				remove: async () => await Promise.resolve({ ok: true, value: new Set() }),
				changeVisibility: async () =>
					await Promise.resolve({
						ok: true,
						value: { receiptHandle: 'next', nextVisibleTime: null },
					}),
			},
		};
	};

	it.each([
		[1, 0, 1, []],
		[6, 5, 1, []],
		[7, 6, 0, [[true, 'delete']]],
		[500, 6, 0, [[true, 'delete']]],
		// It waited for its run when another message ended n8n, or n8n could not even save its start.
		// Then it may be in no execution, and is not deleted.
		[31, 1, 1, []],
		[32, 0, 0, [[true, 'leave']]],
	])('at delivery %d after %d runs that were cut short starts %d', async (...row) => {
		const [deliveries, runsCutShort, expected, reports] = row;
		const given: unknown[] = [];
		const ports = deliver(deliveries);
		const { consumer, runs, told } = bench(
			{
				...ports,
				begun: { runsCutShort: () => runsCutShort },
				exhausted: (_message, ...what) => given.push(what),
			},
			0,
			3,
		);
		consumer.start();
		await idle(150);
		await consumer.close();
		expect([runs(), given, told]).toEqual([expected, reports, []]);
	});

	it.each([
		['failed before, n8n started', false, false, 1],
		['was cut short before, n8n started', true, false, 0],
		['was cut short before, published by a person', true, true, 1],
	])('%s', async (_name, isCutShort, isPublished, expected) => {
		const staticData = {};
		new LeftMessages(staticData, false).add('killer', isCutShort);
		const { consumer, runs } = bench(
			{ ...deliver(500), left: new LeftMessages(staticData, isPublished) },
			0,
			3,
		);
		consumer.start();
		await idle(150);
		await consumer.close();
		expect(runs()).toBe(expected);
	});
});
