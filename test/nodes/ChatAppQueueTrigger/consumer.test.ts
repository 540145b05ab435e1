import {
	Consumer,
	type ConsumerPorts,
	type ConsumerSettings,
} from '../../../nodes/ChatAppQueueTrigger/consumer';
import type { RunEnd } from '../../../nodes/ChatAppQueueTrigger/acknowledgement';
import { FinishedFacts } from '../../../nodes/ChatAppQueueTrigger/finishedFacts';
import { FinishedMessages } from '../../../nodes/ChatAppQueueTrigger/finishedMessages';
import { Picker } from '../../../nodes/ChatAppQueueTrigger/picker';
import { explainQueueError } from '../../../nodes/shared/queue/failures';
import type { Selection } from '../../../nodes/shared/events/selection/select';
import type { QueueMessage } from '../../../nodes/shared/queue/xml';
import { QueueStore, type StoredMessage } from '../../simulator/smq';

const QUEUE = 'queue';

const SETTINGS: ConsumerSettings = {
	acknowledge: 'onSuccess',
	parallelRuns: 10,
	batchSize: 16,
	maxRunMs: 60_000,
	maxAttempts: Number.POSITIVE_INFINITY,
	giveUp: 'leave',
};

const SELECTION: Selection = {
	events: ['inbound'],
	passes: () => true,
	deduplicate: true,
	suppressLateStates: false,
};

type Ports = ConsumerPorts['queue'];

/** The simulator's queue without the network, so that a test can break in at every step. */
function portsOf(store: QueueStore, interrupted: () => boolean = () => false): Ports {
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
		async receive(max, signal) {
			await tick();
			if (interrupted()) return lost;
			const messages = store.receive(QUEUE, max).map(toMessage);
			// The answer may be lost on its way after the queue has hidden the messages.
			if (interrupted()) return lost;
			if (messages.length === 0) await idle(20, signal);
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

async function tick(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

async function idle(milliseconds: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + milliseconds;
	while (Date.now() < end && signal?.aborted !== true) await tick();
}

async function until(condition: () => boolean, timeoutMs = 10_000): Promise<void> {
	const end = Date.now() + timeoutMs;
	while (!condition()) {
		if (Date.now() > end) throw new Error('It did not happen in time');
		await tick();
	}
}

function storeWith(count: number, visibilityMs: number): QueueStore {
	const store = new QueueStore(Date.now, { visibilityMs });
	store.create(QUEUE);
	for (let index = 0; index < count; index++) {
		store.enqueue(QUEUE, JSON.stringify({ MessageId: `m${index}`, Type: 'TEXT', Message: 'hi' }));
	}
	return store;
}

function left(store: QueueStore): number {
	const { active, inactive } = store.depth(QUEUE);
	return active + inactive;
}

function consumerOf(
	queue: Ports,
	start: (messageId: string) => Promise<RunEnd>,
	settings: Partial<ConsumerSettings> = {},
	clock: () => number = Date.now,
): { consumer: Consumer; failures: string[]; givenUp: number[] } {
	const failures: string[] = [];
	const givenUp: number[] = [];
	const picker = new Picker(SELECTION, new FinishedFacts({}), clock);
	const consumer = new Consumer(
		{ ...SETTINGS, ...settings },
		{
			queue,
			finished: new FinishedMessages({}),
			pick: (items) => picker.pick(items),
			start: async ({ items }) => {
				const [item] = items;
				return await start(item?.event === 'inbound' ? (item.messageId ?? '') : '');
			},
			admit: () => true,
			givenUp: ({ dequeueCount }) => givenUp.push(dequeueCount),
			stopped: ({ code }) => failures.push(code),
			delayed: () => undefined,
			clock,
			random: () => 0,
		},
	);
	return { consumer, failures, givenUp };
}

/** A sequence of numbers from 0 to 1 that is the same in every run of the test. */
function numbersFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

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
});

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
		const { consumer, givenUp } = consumerOf(
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

		expect([runs, givenUp]).toEqual([3, [3]]);
	});

	it('or stays in the queue, out of sight, and starts no further run when it comes again', async () => {
		const store = storeWith(1, 30);
		const hidden: number[] = [];
		const ports = portsOf(store);
		let runs = 0;
		const { consumer, givenUp } = consumerOf(
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

		expect([runs, givenUp, left(store)]).toEqual([2, [2], 1]);
		expect(new Set(hidden)).toEqual(new Set([600]));
	});

	it('is not given up for deliveries that started no run', async () => {
		const store = storeWith(1, 30);
		let runs = 0;
		const { consumer, givenUp } = consumerOf(
			portsOf(store),
			async () => (++runs < 6 ? 'notStarted' : 'succeeded'),
			{ maxAttempts: 2, giveUp: 'delete' },
		);

		consumer.start();
		await until(() => left(store) === 0);
		await consumer.close();

		expect([runs, givenUp]).toEqual([6, []]);
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
