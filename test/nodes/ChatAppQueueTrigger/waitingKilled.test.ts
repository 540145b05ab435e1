import type { RoomSettings } from '../../../nodes/ChatAppQueueTrigger/waitingRoom';
import { consumerOf, left, numbersFrom, portsOf, QUEUE, tick, until } from './consumerBench';
import { QueueStore } from '../../simulator/smq/queueStore';

const TOTAL = 150;
const PEOPLE = 8;
const DEATHS = 10;

function filledStore(): QueueStore {
	const store = new QueueStore(Date.now, { visibilityMs: 80 });
	store.create(QUEUE);
	for (let index = 0; index < TOTAL; index++) {
		const entry = { MessageId: `m${index}`, From: `65${index % PEOPLE}`, To: '1' };
		store.enqueue(QUEUE, JSON.stringify({ ...entry, Type: 'TEXT', Message: 'hi' }));
	}
	return store;
}

const joining = { silenceMs: 20, longestMs: 60 };

/** `id/from` of the messages of a run. */
const ROOMS: ReadonlyArray<[string, Omit<RoomSettings, 'parallelRuns'>]> = [
	['that join', { joining, isInOrder: false, messagesPerRun: 1 }],
	['that go one after the other', { joining: null, isInOrder: true, messagesPerRun: 1 }],
	['that do both', { joining, isInOrder: true, messagesPerRun: 1 }],
	['that share runs', { joining: null, isInOrder: false, messagesPerRun: 20 }],
	['that share runs in order', { joining: null, isInOrder: true, messagesPerRun: 20 }],
	['that share runs and do both', { joining, isInOrder: true, messagesPerRun: 20 }],
];

it.each(ROOMS)(
	'messages %s are not lost when the consumer dies again and again',
	async (_, room) => {
		const random = numbersFrom(5);
		const store = filledStore();
		const succeeded = new Map<string, number>();

		for (let life = 0; life <= DEATHS; life++) {
			let steps = life === DEATHS ? Number.POSITIVE_INFINITY : Math.ceil(random() * 60);
			const dead = (): boolean => --steps < 0;
			const running = new Set<string>();
			const taken = new Set<string>();
			const { consumer } = consumerOf(
				portsOf(store, dead),
				async (_first, { parts }) => {
					if (dead()) return await new Promise<never>(() => undefined);
					const items = parts.flatMap((part) => part.items);
					const inbound = items.flatMap((item) => (item.event === 'inbound' ? [item] : []));
					const people = [...new Set(inbound.map(({ from }) => from.key ?? ''))];
					for (const person of people) {
						if (room.isInOrder) expect(running.has(person)).toBe(false);
						running.add(person);
					}
					await tick();
					for (const person of people) running.delete(person);
					if (dead()) return await new Promise<never>(() => undefined);
					if (random() < 0.2) return 'failed';
					for (const { messageId } of inbound) {
						const id = messageId ?? '';
						// In one life nothing that ended well runs again.
						expect(taken.has(id)).toBe(false);
						taken.add(id);
						succeeded.set(id, (succeeded.get(id) ?? 0) + 1);
					}
					return 'succeeded';
				},
				{ maxRunMs: 2_000, room: { ...room, parallelRuns: 10 } },
			);
			consumer.start();
			await until(() => steps < 0 || left(store) === 0);
			await consumer.close();
			expect(succeeded.size + left(store)).toBeGreaterThanOrEqual(TOTAL);
		}

		expect([left(store), succeeded.size]).toEqual([0, TOTAL]);
	},
	30_000,
);

it('a run that never ends holds up neither its person nor its place for ever', async () => {
	const store = new QueueStore(Date.now, { visibilityMs: 60_000 });
	store.create(QUEUE);
	for (const id of ['a', 'b']) {
		store.enqueue(QUEUE, JSON.stringify({ MessageId: id, From: '65', Type: 'TEXT', Message: id }));
	}
	const started: string[] = [];
	const { consumer } = consumerOf(
		portsOf(store),
		async (id) => {
			started.push(id);
			return id === 'a' ? await new Promise<never>(() => undefined) : 'succeeded';
		},
		{
			maxRunMs: 300,
			parallelRuns: 2,
			room: { joining: null, isInOrder: true, parallelRuns: 2, messagesPerRun: 1 },
		},
	);

	consumer.start();
	await until(() => left(store) === 1);
	await consumer.close();
	expect(started).toEqual(['a', 'b']);
});

it('reading stops while too many messages wait, and goes on after', async () => {
	const store = new QueueStore(Date.now, { visibilityMs: 60_000 });
	store.create(QUEUE);
	for (let index = 0; index < 400; index++) {
		const entry = { MessageId: `m${index}`, From: '65', Type: 'TEXT', Message: 'hi' };
		store.enqueue(QUEUE, JSON.stringify(entry));
	}
	let release: () => void = () => undefined;
	const released = new Promise<void>((resolve) => (release = resolve));
	const { consumer } = consumerOf(
		portsOf(store),
		async () => {
			await released;
			return 'succeeded';
		},
		{ room: { joining: null, isInOrder: true, parallelRuns: 10, messagesPerRun: 1 } },
	);

	consumer.start();
	await until(() => store.depth(QUEUE).inactive >= 300);
	for (let turn = 0; turn < 200; turn++) await tick();
	expect(store.depth(QUEUE).inactive).toBeLessThan(320);
	release();
	await until(() => left(store) === 0);
	await consumer.close();
});
