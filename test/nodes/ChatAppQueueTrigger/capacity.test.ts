import { capacityOf, roomFor, type Underway } from '../../../nodes/ChatAppQueueTrigger/capacity';

const limits = (parallelRuns: number, messagesPerRun: number) => ({ parallelRuns, messagesPerRun });

it.each([
	[1, 1, 1],
	[16, 1, 16],
	[2, 100, 200],
	[20, 100, 2_000],
	[21, 100, 2_000],
	// The most of each that the settings allow.
	[1_000, 1, 1_000],
	[1, 1_000, 1_000],
	[1_000, 1_000, 2_000],
])('%d executions of %d messages: as many wait or run as %d', (runs, messages, capacity) => {
	expect(capacityOf(limits(runs, messages))).toBe(capacity);
});

const NOTHING: Underway = {
	load: 0,
	asked: 0,
	settling: 0,
	spare: Number.POSITIVE_INFINITY,
	bytes: 0,
};
const MIB = 1024 * 1024;

it.each<[string, Partial<Underway>, number]>([
	['nothing is under way', {}, 100],
	['some run, and others were asked for', { load: 30, asked: 20 }, 50],
	['all places are taken', { load: 100 }, 0],
	['more run than there are places', { load: 90, asked: 20 }, 0],
	['few more may wait', { spare: 7, asked: 3 }, 4],
	['bodies take most of the memory', { bytes: 63 * MIB, asked: 6 }, 10],
	['bodies take more than the memory', { bytes: 65 * MIB }, 0],
	['as many are to be deleted as may run', { settling: 100 }, 0],
	['fewer are to be deleted', { settling: 99 }, 100],
])('the queue is asked for what there is room for when %s', (_, underway, room) => {
	expect(roomFor(limits(1, 100), { ...NOTHING, ...underway })).toBe(room);
});

it('a few executions do not wait for the deletion of fewer messages than go out together', () => {
	const roomWith = (settling: number) => roomFor(limits(2, 1), { ...NOTHING, settling });
	expect([roomWith(2), roomWith(31), roomWith(32)]).toEqual([2, 2, 0]);
});
