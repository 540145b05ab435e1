import {
	isExhausted,
	verdictOf,
	type RunEnd,
} from '../../../nodes/ChatAppQueueTrigger/acknowledgment';
import { explainQueueError } from '../../../nodes/alibabaCloud/queue/failures';
import { QueueStore } from '../../simulator/smq/queueStore';
import { consumerOf, idle, left, portsOf, QUEUE, storeWith, until } from './consumerBench';

const unreachable = async () =>
	await Promise.resolve({ ok: false, failure: explainQueueError('Local.Connection') } as const);

const body = (id: string): string => JSON.stringify({ MessageId: id, Type: 'TEXT', Message: 'hi' });

describe('a message that comes again while its run lasts', () => {
	it('is neither run twice nor lost: it comes once more when the run has failed', async () => {
		const store = storeWith(1, 50);
		const ends: Array<(end: RunEnd) => void> = [];
		const { consumer } = consumerOf(
			{ ...portsOf(store), changeVisibility: unreachable },
			async () => await new Promise<RunEnd>((resolve) => ends.push(resolve)),
		);

		consumer.start();
		await idle(300);
		expect([ends.length, left(store)]).toEqual([1, 1]);
		ends[0]?.('failed');
		await until(() => ends.length === 2);
		ends[1]?.('succeeded');
		await until(() => left(store) === 0);
		await consumer.close();
		expect(ends).toHaveLength(2);
	});

	it('is not run again between the end of its run and its deletion', async () => {
		const store = storeWith(1, 1_000);
		const ports = portsOf(store);
		let release: () => void = () => undefined;
		let isHiding = false;
		let finish: (end: RunEnd) => void = () => undefined;
		let runs = 0;
		const removed: string[] = [];
		const { consumer } = consumerOf(
			{
				...ports,
				changeVisibility: async (handle, seconds) => {
					isHiding = true;
					await new Promise<void>((resolve) => (release = resolve));
					return await ports.changeVisibility(handle, seconds);
				},
				remove: async (handles) => {
					removed.push(...handles);
					return await ports.remove(handles);
				},
			},
			async () => {
				runs++;
				return await new Promise((resolve) => (finish = resolve));
			},
			{},
			Date.now,
			{ deduplicate: false },
		);

		consumer.start();
		await until(() => isHiding);
		finish('succeeded');
		// Hiding takes so long that the queue hands the message out again.
		await until(() => removed.length > 0);
		release();
		await until(() => left(store) === 0);
		await idle(100);
		await consumer.close();
		expect(runs).toBe(1);
	});
});

it('an event that n8n knew from a run that was cut short is taken when its own message comes', async () => {
	const store = new QueueStore(Date.now, { visibilityMs: 60_000 });
	store.create(QUEUE);
	store.enqueue(QUEUE, body('m1'));
	store.enqueue(QUEUE, body('m1'));
	const ends: RunEnd[] = ['duplicate', 'succeeded'];
	let runs = 0;
	const { consumer } = consumerOf(
		portsOf(store),
		async () => await Promise.resolve(ends[runs++] ?? 'succeeded'),
		{ parallelRuns: 1 },
	);

	consumer.start();
	await until(() => left(store) === 0);
	await consumer.close();
	expect(runs).toBe(2);
});

it('an event whose run ended well is not run for a second message', async () => {
	const store = new QueueStore(Date.now, { visibilityMs: 60_000 });
	store.create(QUEUE);
	for (let copy = 0; copy < 3; copy++) store.enqueue(QUEUE, body('m1'));
	let runs = 0;
	const { consumer } = consumerOf(
		portsOf(store),
		async () => {
			runs++;
			return await Promise.resolve('succeeded');
		},
		{ parallelRuns: 1 },
	);

	consumer.start();
	await until(() => left(store) === 0);
	await consumer.close();
	expect(runs).toBe(1);
});

describe('a verdict', () => {
	const ENDS: readonly RunEnd[] = ['succeeded', 'failed', 'duplicate', 'notStarted', 'overdue'];

	it('never deletes what did not run, whatever is chosen', () => {
		for (const acknowledge of ['immediately', 'onCompletion', 'onSuccess'] as const) {
			for (const readable of [true, false]) {
				expect(verdictOf(acknowledge, 'notStarted', readable)).toBe('leave');
				expect(verdictOf(acknowledge, 'succeeded', readable)).toBe('remove');
				expect(verdictOf(acknowledge, 'duplicate', readable)).toBe('remove');
			}
		}
		expect(verdictOf('immediately', 'overdue', true)).toBe('remove');
		expect(verdictOf('onCompletion', 'overdue', false)).toBe('leave');
	});

	it('is the last one only after runs, and not before the number that is allowed', () => {
		for (const end of ENDS) {
			const isFruitless = end === 'failed' || end === 'overdue';
			expect([2, 3, 4].map((deliveries) => isExhausted(end, deliveries, 3))).toEqual([
				false,
				isFruitless,
				isFruitless,
			]);
			expect(isExhausted(end, 1_000, Number.POSITIVE_INFINITY)).toBe(false);
		}
	});
});
