import type { RunEnd } from '../../../nodes/ChatAppQueueTrigger/acknowledgment';
import type { Visit } from '../../../nodes/ChatAppQueueTrigger/run';
import { WaitingRoom } from '../../../nodes/ChatAppQueueTrigger/waitingRoom';
import { until } from './consumerBench';

const visit = (id: string): Visit => ({
	message: {
		...{ id, receiptHandle: id, body: '', dequeueCount: 1 },
		...{ firstDequeueTime: null, nextVisibleTime: null },
	},
	...{ items: [], outputs: [[]], awaited: true },
	begin: async () => await new Promise<never>(() => undefined),
});

it('every place is free again when the runs have ended, and nothing that ended counts', async () => {
	const ends: Array<(end: RunEnd) => void> = [];
	const room = new WaitingRoom(
		{ parallelRuns: 2, messagesPerRun: 1, joining: null, isInOrder: false },
		async () => await new Promise((resolve) => ends.push(resolve)),
		Date.now,
		() => undefined,
	);
	const placesOf = ({ size, load, spare }: WaitingRoom) => ({ size, load, spare });
	const empty = placesOf(room);
	expect(empty).toEqual({ size: 0, load: 0, spare: 300 });

	const fates = ['a', 'b', 'c'].map(async (id) => await room.enter(visit(id)));
	await until(() => ends.length === 2);
	expect(placesOf(room)).toEqual({ size: 3, load: 3, spare: 299 });
	ends[0]?.('failed');
	await until(() => ends.length === 3);
	expect(placesOf(room)).toEqual({ size: 2, load: 2, spare: 300 });

	for (const end of ends) end('succeeded');
	expect((await Promise.all(fates)).map(({ end }) => end)).toEqual([
		...['failed', 'succeeded', 'succeeded'],
	]);
	expect(placesOf(room)).toEqual(empty);
});
