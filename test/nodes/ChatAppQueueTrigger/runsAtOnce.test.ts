import fc from 'fast-check';

import { createRunsAtOnce, type RunsAtOnce } from '../../../nodes/ChatAppQueueTrigger/runsAtOnce';
import { consumerOf, left, portsOf, storeWith, until } from './consumerBench';

const LIMITS = { parallelRuns: 16, messagesPerRun: 100 };

/**
 * Runs as many as there may be until this many have ended.
 *
 * @param msWith what one takes with so many at the same time
 * @param messages of each; all are full when it is left out
 * @returns how many there may be after each end
 */
function runs(
	atOnce: RunsAtOnce,
	ends: number,
	msWith: (running: number) => number,
	messages: number = LIMITS.messagesPerRun,
): number[] {
	const started: number[] = [];
	return Array.from({ length: ends }, () => {
		while (started.length < atOnce.limit) started.push(started.length);
		const running = started.length;
		const beside = Math.max(started.shift() ?? 0, running - 1);
		atOnce.ended(msWith(running), messages, beside);
		return atOnce.limit;
	});
}

const average = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

test('executions that wait for other services get all that the user allows', () => {
	const limits = runs(createRunsAtOnce(LIMITS), 40, () => 800);
	expect(limits[0]).toBeLessThan(5);
	expect(limits.at(-1)).toBe(16);
});

test('executions that vary in length get it as well', () => {
	let turn = 0;
	const limits = runs(createRunsAtOnce(LIMITS), 200, () => [300, 900, 500, 1_200][turn++ % 4] ?? 0);
	expect(average(limits.slice(-50))).toBeGreaterThan(14);
});

test('of those that only keep n8n busy few run', () => {
	const limits = runs(createRunsAtOnce(LIMITS), 400, (running) => running * 60);
	expect(Math.max(...limits)).toBeLessThanOrEqual(6);
	expect(average(limits)).toBeLessThan(4.5);
});

test('after a slow time there are as many as before', () => {
	const atOnce = createRunsAtOnce(LIMITS);
	runs(atOnce, 40, () => 100);
	const slow = runs(atOnce, 60, () => 900);
	expect(Math.min(...slow)).toBe(2);
	expect(runs(atOnce, 100, () => 100).at(-1)).toBe(16);
});

test('messages that were delivered before and run alone are compared with each other', () => {
	const waiting = createRunsAtOnce(LIMITS);
	expect(runs(waiting, 40, () => 500, 1).at(-1)).toBe(16);
	const busy = createRunsAtOnce(LIMITS);
	expect(average(runs(busy, 400, (running) => running * 60, 1))).toBeLessThan(4.5);
});

test('what single messages take says nothing of full executions', () => {
	const atOnce = createRunsAtOnce(LIMITS);
	runs(atOnce, 10, () => 5, 1);
	expect(runs(atOnce, 40, () => 900).at(-1)).toBe(16);
	// Those of other sizes say nothing at all.
	const partial = createRunsAtOnce(LIMITS);
	expect(runs(partial, 40, () => 900, 50).at(-1)).toBe(2);
});

/** How many there may be after each of these ends of a full execution. */
const limitsAfter = (atOnce: RunsAtOnce, times: readonly number[], beside: number): number[] =>
	times.map((ms) => {
		atOnce.ended(ms, LIMITS.messagesPerRun, beside);
		return atOnce.limit;
	});

test('the first ones are compared with none, since they take longer than all others', () => {
	const limits = limitsAfter(createRunsAtOnce(LIMITS), [5_000, 800, 100, 100, 100], 0);
	expect(limits).toEqual([2, 2, 2, 3, 4]);
});

test('an execution that is not full, or that a clock set back has timed, tells nothing', () => {
	const atOnce = createRunsAtOnce(LIMITS);
	for (let count = 0; count < 20; count++) {
		atOnce.ended(100, LIMITS.messagesPerRun - 1, 0);
		atOnce.ended(-100, LIMITS.messagesPerRun, 0);
	}
	expect(atOnce.limit).toBe(2);
	expect(limitsAfter(atOnce, [100, 100, 100, 100], 0)).toEqual([2, 2, 2, 3]);
});

test('those that hold each other up get one place less at a time, and a single slow one none', () => {
	const atOnce = createRunsAtOnce(LIMITS);
	expect(limitsAfter(atOnce, new Array<number>(20).fill(100), 1).at(-1)).toBe(16);
	expect(limitsAfter(atOnce, [250], 15)).toEqual([16]);
	expect(limitsAfter(atOnce, new Array<number>(20).fill(9_000), 15)).toEqual([
		...[15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3],
		...new Array<number>(7).fill(2),
	]);
});

test('when none ends for long, more may start', () => {
	const atOnce = createRunsAtOnce(LIMITS);
	const limits = Array.from({ length: 4 }, () => {
		atOnce.stood();
		return atOnce.limit;
	});
	expect(limits).toEqual([4, 8, 16, 16]);
});

test('executions of single messages have no limit but the one of the user', () => {
	const atOnce = createRunsAtOnce({ parallelRuns: 16, messagesPerRun: 1 });
	atOnce.ended(10, 1, 0);
	atOnce.ended(10_000, 1, 15);
	atOnce.stood();
	expect(atOnce.limit).toBe(16);
});

test('there is always one, and never one more than the user allows', () => {
	const event = fc.oneof(
		fc.constant(null),
		fc.record({
			ms: fc.integer({ min: -1_000_000, max: 1_000_000 }),
			messages: fc.integer({ min: 1, max: 100 }),
			beside: fc.nat({ max: 16 }),
		}),
	);
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 16 }), fc.array(event), (parallelRuns, events) => {
			const atOnce = createRunsAtOnce({ ...LIMITS, parallelRuns });
			for (const one of events) {
				if (one === null) atOnce.stood();
				else atOnce.ended(one.ms, one.messages, one.beside);
				expect(atOnce.limit).toBeGreaterThanOrEqual(1);
				expect(atOnce.limit).toBeLessThanOrEqual(parallelRuns);
			}
		}),
	);
});

test('n8n gets to do something else between two executions of many messages', async () => {
	const store = storeWith(3_000, 60_000);
	let isFresh = true;
	let runs = 0;
	let together = 0;
	const { consumer } = consumerOf(
		portsOf(store),
		async () => {
			runs++;
			if (!isFresh) together++;
			isFresh = false;
			process.nextTick(() => (isFresh = true));
			// Meanwhile the others come and wait.
			if (runs <= 2) await new Promise((resolve) => setTimeout(resolve, 500));
			return 'succeeded';
		},
		{ room: { joining: null, isInOrder: false, ...LIMITS } },
	);
	consumer.start();
	await until(() => left(store) === 0, 20_000);
	await consumer.close();
	expect(runs).toBeGreaterThanOrEqual(30);
	expect(together).toBe(0);
}, 30_000);
