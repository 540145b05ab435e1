import type { RunEnd } from '../../../nodes/ChatAppQueueTrigger/acknowledgment';
import { FinishedEvents } from '../../../nodes/ChatAppQueueTrigger/finishedEvents';
import { BegunMessages } from '../../../nodes/ChatAppQueueTrigger/begunMessages';
import { FinishedMessages } from '../../../nodes/ChatAppQueueTrigger/finishedMessages';
import {
	MessageLife,
	type MessagePorts,
	type MessageSettings,
} from '../../../nodes/ChatAppQueueTrigger/messageLife';
import { MessageSelector } from '../../../nodes/ChatAppQueueTrigger/messageSelector';
import { explainQueueError } from '../../../nodes/alibabaCloud/queue/failures';
import type { QueueMessage } from '../../../nodes/alibabaCloud/queue/xml';
import { SELECTION, tick, until } from './consumerBench';

const DEAD = { ok: false, failure: explainQueueError('MessageNotExist', 404) } as const;

/** The shortest that a queue may hide messages: they are hidden again after half of it. */
const HIDDEN = { firstDequeueTime: 1_000_000, nextVisibleTime: 1_001_000 };

/** One delivery; each has a handle of its own. */
const delivery = (dequeueCount: number, id = 'm'): QueueMessage => ({
	id,
	receiptHandle: `${id}-${dequeueCount}`,
	body: JSON.stringify({ MessageId: id, From: '65', Type: 'TEXT', Message: id }),
	dequeueCount,
	...HIDDEN,
});

/** What was told as going wrong. An expectation in `delayed` itself could not fail: it must not throw. */
const delays: string[] = [];
afterEach(() => expect(delays.splice(0)).toEqual([]));

/** Messages whose runs end when the test says so. */
function bench(settings: Partial<MessageSettings> = {}, ports: Partial<MessagePorts> = {}) {
	const ends: Array<(end: RunEnd) => void> = [];
	const removed: string[] = [];
	const exhausted: number[] = [];
	const selector = new MessageSelector(SELECTION, new FinishedEvents({}), Date.now);
	const life = new MessageLife(
		{ acknowledge: 'onSuccess', maxRunMs: 60_000, maxAttempts: 2, giveUp: 'leave', ...settings },
		{
			queue: {
				remove: async (handles) => {
					removed.push(...handles);
					return await Promise.resolve({ ok: true, value: new Set() });
				},
				changeVisibility: async () => await Promise.resolve(DEAD),
			},
			finished: new FinishedMessages({}),
			begun: new BegunMessages({}),
			select: (items) => selector.select(items),
			start: async () => await new Promise<RunEnd>((resolve) => ends.push(resolve)),
			exhausted: ({ dequeueCount }) => exhausted.push(dequeueCount),
			delayed: ({ cause }) => delays.push(cause),
			clock: Date.now,
			...ports,
		},
		() => undefined,
	);
	return { life, ends, removed, exhausted };
}

it('a message that comes again during its run has as many attempts as any other', async () => {
	const { life, ends, removed, exhausted } = bench();

	const first = life.receive(delivery(1));
	await until(() => ends.length === 1);
	for (let again = 2; again <= 40; again++) await life.receive(delivery(again));
	ends[0]?.('failed');
	await first;
	const second = life.receive(delivery(41));
	await until(() => ends.length === 2);
	expect(exhausted).toEqual([]);
	ends[1]?.('failed');
	await second;

	expect(exhausted).toEqual([41]);
	expect(removed).toEqual([]);
});

it('the failed run of several messages is no attempt of any of them', async () => {
	const room = { joining: null, isInOrder: false, parallelRuns: 4, messagesPerRun: 2 };
	const { life, ends, exhausted } = bench({ room });

	const both = [life.receive(delivery(1, 'm')), life.receive(delivery(1, 'n'))];
	await until(() => ends.length === 1);
	ends[0]?.('failed');
	await Promise.all(both);
	for (const attempt of [1, 2]) {
		const alone = life.receive(delivery(attempt + 1));
		await until(() => ends.length === attempt + 1);
		expect(exhausted).toEqual([]);
		ends[attempt]?.('failed');
		await alone;
	}

	expect(exhausted).toEqual([3]);
});

it('a message that comes again after its passing on, before it starts a run, is not lost', async () => {
	let passed: () => void = () => undefined;
	const hiding: Array<() => void> = [];
	const { life, ends, removed } = bench(
		{},
		{
			passOn: (items) => new Promise((resolve) => (passed = () => resolve(items))),
			queue: {
				remove: async (handles) => {
					removed.push(...handles);
					return await Promise.resolve({ ok: true, value: new Set(handles) });
				},
				changeVisibility: async () =>
					await new Promise((resolve) => hiding.push(() => resolve(DEAD))),
			},
		},
	);

	const first = life.receive(delivery(1));
	await until(() => hiding.length === 1);
	passed();
	await tick();
	// The queue was too slow to hide it again, and says so only after it came again.
	const second = life.receive(delivery(2));
	passed();
	await tick();
	hiding[0]?.();
	await until(() => ends.length === 1);
	await tick();
	ends[0]?.('failed');
	await Promise.all([first, second]);
	const third = life.receive(delivery(3));
	passed();
	await until(() => ends.length === 2);
	ends[1]?.('succeeded');
	await third;

	expect(removed).toEqual(['m-3']);
});

describe('when the trigger stops', () => {
	/** A queue that hides whatever it is asked to. */
	function willing() {
		const hidden: Array<[handle: string, seconds: number]> = [];
		const removed: string[] = [];
		const queue: MessagePorts['queue'] = {
			remove: async (handles) => {
				removed.push(...handles);
				return await Promise.resolve({ ok: true, value: new Set() });
			},
			changeVisibility: async (receiptHandle, seconds) => {
				hidden.push([receiptHandle, seconds]);
				const value = { receiptHandle, nextVisibleTime: null };
				return await Promise.resolve({ ok: true, value });
			},
		};
		return { queue, hidden, removed };
	}

	it('what is being passed on starts no run afterwards, and goes back to the queue', async () => {
		let passed: (() => void) | undefined;
		const { queue, hidden, removed } = willing();
		const { life, ends } = bench(
			{},
			{ queue, passOn: (items) => new Promise((resolve) => (passed = () => resolve(items))) },
		);
		const received = life.receive(delivery(1));
		await until(() => passed !== undefined);
		await life.handAllBack();
		passed?.();
		await received;
		expect([ends, removed, hidden]).toEqual([[], [], [['m-1', 1]]]);
	});

	it('what started no run in a test is left to others, and hidden until then', async () => {
		const { queue, hidden, removed } = willing();
		const { life } = bench({ keepsOthers: true }, { queue, select: () => null });
		await life.receive({ ...delivery(1), nextVisibleTime: HIDDEN.firstDequeueTime + 2_000 });
		await until(() => hidden.length === 1);
		expect(hidden).toEqual([['m-1', 2]]);
		await life.handAllBack();
		expect([removed, hidden.at(-1)]).toEqual([[], ['m-1', 1]]);
	});

	it('no more than 2,000 of those are hidden; the others come again by themselves', async () => {
		const { queue, hidden } = willing();
		const { life } = bench({ keepsOthers: true }, { queue, select: () => null });
		for (let index = 0; index <= 2_000; index++) await life.receive(delivery(1, `m${index}`));
		await life.handAllBack();
		const handedBack = new Set(hidden.map(([handle]) => handle));
		expect([handedBack.size, handedBack.has('m2000-1')]).toEqual([2_000, false]);
	});
});
