import { BatchDelete } from '../../../nodes/ChatAppQueueTrigger/batchDelete';
import { explainQueueError } from '../../../nodes/alibabaCloud/queue/failures';
import { consumerOf, portsOf, storeWith, until } from './consumerBench';

/** A queue that answers when the test says so. */
function bench() {
	const requests: Array<{ handles: readonly string[]; answer(kept?: string[]): void }> = [];
	const deleting = new BatchDelete({
		remove: async (handles) =>
			await new Promise((resolve) =>
				requests.push({
					handles,
					answer: (kept = []) => resolve({ ok: true, value: new Set(kept) }),
				}),
			),
	});
	return { requests, deleting };
}

const soon = async () => await new Promise((resolve) => setTimeout(resolve, 10));
const names = (count: number) => Array.from({ length: count }, (_, index) => `h${index}`);

it('a single message goes out at once, and its answer is its own', async () => {
	const { requests, deleting } = bench();
	const deleted = deleting.remove('only');
	await soon();
	expect(requests.map(({ handles }) => handles)).toEqual([['only']]);
	requests[0]?.answer();
	expect(await deleted).toBe(true);
});

it('what ends together goes out together, in full requests side by side', async () => {
	const { requests, deleting } = bench();
	const deleted = names(100).map(async (handle) => await deleting.remove(handle));
	await soon();
	// The last four share the next one.
	expect(requests.map(({ handles }) => handles.length)).toEqual(
		Array.from({ length: 6 }, () => 16),
	);
	requests[0]?.answer(['h3']);
	for (const { answer } of requests.slice(1)) answer();
	await soon();
	expect(requests.map(({ handles }) => handles.length)).toEqual([16, 16, 16, 16, 16, 16, 4]);
	requests[6]?.answer();
	const gone = await Promise.all(deleted);
	expect(gone.flatMap((isGone, index) => (isGone ? [] : [index]))).toEqual([3]);
});

it('no more than 32 requests are under way', async () => {
	const { requests, deleting } = bench();
	const deleted = names(1_000).map(async (handle) => await deleting.remove(handle));
	await soon();
	expect(requests).toHaveLength(32);
	for (let index = 0; index < 63; index++) {
		requests[index]?.answer();
		await new Promise((resolve) => setImmediate(resolve));
	}
	expect((await Promise.all(deleted)).every(Boolean)).toBe(true);
	expect(new Set(requests.flatMap(({ handles }) => handles)).size).toBe(1_000);
});

it('a request that fails for good leaves its messages, and no others', async () => {
	let count = 0;
	const deleting = new BatchDelete({
		remove: async () =>
			await Promise.resolve(
				count++ === 0
					? { ok: false, failure: explainQueueError('AccessDenied', 403) }
					: { ok: true, value: new Set<string>() },
			),
	});
	const gone = await Promise.all(names(32).map(async (handle) => await deleting.remove(handle)));
	expect(gone.filter(Boolean)).toHaveLength(16);
});

it('what cannot be deleted is told, once a minute', async () => {
	let now = Date.now();
	let requests = 0;
	const queue = portsOf(storeWith(3, 100));
	const { consumer, delays } = consumerOf(
		{
			...queue,
			remove: async () => {
				requests++;
				return await Promise.resolve({
					ok: false,
					failure: { ...explainQueueError('AccessDenied', 403), reaction: 'stop' },
				});
			},
		},
		async () => await Promise.resolve('succeeded'),
		{},
		() => now,
	);
	consumer.start();
	await until(() => requests > 3);
	expect(delays).toEqual([
		'Messages that are done cannot be deleted and come again: Access to the queue was denied',
	]);

	now += 61_000;
	await until(() => delays.length === 2);
	await consumer.close();
});
