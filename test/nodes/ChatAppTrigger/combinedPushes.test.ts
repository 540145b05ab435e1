import fc from 'fast-check';

import {
	type CombinablePush,
	CombinedPushes,
	CombiningBudget,
	OF_ONE_RUN,
	OF_THE_PROCESS,
	type Place,
} from '../../../nodes/ChatAppTrigger/combinedPushes';
import type { NotificationItem } from '../../../nodes/notifications/items/types';

type Fate = 'remembered' | 'forgotten';

/** A push that notes what it is told. */
function pushOf(names: readonly string[], bytes = 100): CombinablePush & { fates: Fate[] } {
	const fates: Fate[] = [];
	return {
		items: names.map((eventKey) => ({ event: 'status', eventKey }) as unknown as NotificationItem),
		bytes,
		fates,
		remember: () => void fates.push('remembered'),
		forget: () => void fates.push('forgotten'),
	};
}

const keysOf = (items: readonly NotificationItem[]): string[] =>
	items.map(({ eventKey }) => eventKey);

const placed = (place: Place | null): Place => {
	if (place === null) throw new Error('There was no room');
	return place;
};

it('starts with the first push, in the order of arrival', async () => {
	const pushes = new CombinedPushes(new CombiningBudget());
	const first = placed(pushes.place(pushOf(['a']), 'status'));
	const second = placed(pushes.place(pushOf(['b', 'c']), 'status'));

	expect([first.leads, second.leads]).toEqual([true, false]);
	expect(second.combination).toBe(first.combination);
	expect(keysOf(await first.combination.due())).toEqual(['a', 'b', 'c']);
	const next = placed(pushes.place(pushOf(['d']), 'status'));
	expect(next.leads).toBe(true);
	for (const { combination } of [first, next]) combination.settle(true);
});

it('waits a moment, and not at all when it is full or the workflow is unpublished', async () => {
	jest.useFakeTimers();
	try {
		const pushes = new CombinedPushes(new CombiningBudget());
		const isDue = async (place: Place): Promise<boolean> => {
			let due = false;
			void place.combination.due().then(() => (due = true));
			await jest.advanceTimersByTimeAsync(99);
			const early = due;
			await jest.advanceTimersByTimeAsync(1);
			if (!due) throw new Error('It waits longer than a tenth of a second');
			place.combination.settle(true);
			return early;
		};
		expect(await isDue(placed(pushes.place(pushOf(['a']), 'status')))).toBe(false);

		const released = placed(pushes.place(pushOf(['b']), 'status'));
		pushes.release();
		expect(await isDue(released)).toBe(true);

		const full = placed(pushes.place(pushOf(['c']), 'status'));
		for (let count = 1; count < OF_ONE_RUN.pushes; count++) pushes.place(pushOf(['d']), 'status');
		expect(await isDue(full)).toBe(true);
	} finally {
		jest.useRealTimers();
	}
});

describe('while n8n is behind', () => {
	/** @returns after how many milliseconds the run is due, when its timers end so much too late */
	const dueAfter = async (lateMs: (waited: number) => number): Promise<number> => {
		jest.useFakeTimers();
		let clock = 0;
		jest.spyOn(performance, 'now').mockImplementation(() => clock);
		try {
			const { combination } = placed(
				new CombinedPushes(new CombiningBudget()).place(pushOf(['a']), 'status'),
			);
			let isDue = false;
			void combination.due().then(() => (isDue = true));
			while (!isDue && clock < 5_000) {
				clock += 25 + lateMs(clock);
				await jest.advanceTimersByTimeAsync(25);
			}
			combination.settle(true);
			return clock;
		} finally {
			jest.useRealTimers();
		}
	};

	it('waits for what is still ahead, and no longer', async () => {
		expect(await dueAfter((waited) => (waited < 600 ? 75 : 0))).toBe(625);
	});

	it('waits at most a second', async () => {
		expect(await dueAfter(() => 75)).toBe(1_000);
	});

	it('waits a tenth of a second when a timer is hardly late', async () => {
		expect(await dueAfter(() => 20)).toBe(135);
	});
});

it('never puts pushes together that leave by different outputs', () => {
	const pushes = new CombinedPushes(new CombiningBudget());
	const first = placed(pushes.place(pushOf(['a']), 'inbound,status'));
	const second = placed(pushes.place(pushOf(['b']), 'status'));
	expect([second.leads, first.combination.isOpen]).toEqual([true, false]);
});

describe('a run takes no more than n8n can well save', () => {
	const MIB = 1024 * 1024;
	const named = (count: number) => Array.from({ length: count }, (_, index) => String(index));

	it.each<[string, Array<[items: number, bytes: number]>]>([
		[
			'items',
			[
				[600, 1],
				[400, 1],
				[1, 1],
			],
		],
		[
			'bytes',
			[
				[1, 3 * MIB],
				[1, MIB],
				[1, 1],
			],
		],
	])('of all %s together', (_what, sizes) => {
		const pushes = new CombinedPushes(new CombiningBudget());
		const places = sizes.map(([items, bytes]) =>
			placed(pushes.place(pushOf(named(items), bytes), 'status')),
		);
		expect(places.map((place) => place.leads)).toEqual([true, false, true]);
		expect(places[0]?.combination.isOpen).toBe(false);
		for (const { combination } of places) combination.settle(true);
	});

	it('and what is larger by itself runs alone', () => {
		const pushes = new CombinedPushes(new CombiningBudget());
		expect(pushes.place(pushOf(named(1_001)), 'status')).toBeNull();
		expect(pushes.place(pushOf(['a'], 4 * MIB + 1), 'status')).toBeNull();
	});

	it('nor does the process hold more bytes, whatever has started before', () => {
		const pushes = new CombinedPushes(new CombiningBudget());
		for (let round = 0; round < 2; round++) {
			const large = Array.from({ length: 4 }, () =>
				placed(pushes.place(pushOf(['a'], 4 * MIB), 'status')),
			);
			expect(pushes.place(pushOf(['b'], 1), 'status')).toBeNull();
			for (const { combination } of large) combination.settle(true);
		}
	});
});

it('has no room for more than the whole process may hold, until something has started', () => {
	const budget = new CombiningBudget();
	const [one, other] = [new CombinedPushes(budget), new CombinedPushes(budget)];
	const places: Place[] = [];
	for (let count = 0; count < OF_THE_PROCESS.pushes; count++) {
		places.push(placed((count % 2 ? one : other).place(pushOf(['a']), 'status')));
	}
	expect([one.place(pushOf(['b']), 'status'), budget.pushes]).toEqual([null, 200]);
	places[0]?.combination.settle(true);
	expect(one.place(pushOf(['b']), 'status')).not.toBeNull();
	for (const { combination } of places) combination.settle(true);
});

it('gives up a start of which nothing is heard for a minute', async () => {
	jest.useFakeTimers();
	try {
		const pushes = new CombinedPushes(new CombiningBudget());
		const push = pushOf(['a']);
		const { combination } = placed(pushes.place(push, 'status'));
		void combination.due();
		await jest.advanceTimersByTimeAsync(59_000);
		expect(push.fates).toEqual([]);
		await jest.advanceTimersByTimeAsync(2_000);
		expect([push.fates, pushes.isEmpty]).toEqual([['forgotten'], true]);
		combination.settle(true);
		expect(push.fates).toEqual(['forgotten']);
	} finally {
		jest.useRealTimers();
	}
});

describe('whatever arrives in whatever order', () => {
	const arrival = fc.record({
		items: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 900, max: 1_100 })),
		bytes: fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1e6, max: 5e6 })),
		/** What happens after it: nothing, or the oldest open run starts, fails or is released. */
		then: fc.constantFrom('nothing', 'nothing', 'nothing', 'start', 'fail', 'release'),
		layout: fc.constantFrom('status', 'status', 'status', 'inbound,status'),
	});

	it('has one place, one fate, and never more than the bounds', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(arrival, { maxLength: 300 }), async (arrivals) => {
				const budget = new CombiningBudget();
				const pushes = new CombinedPushes(budget);
				const all: Array<CombinablePush & { fates: Fate[] }> = [];
				const alone: string[] = [];
				const waiting: Place[] = [];
				const run: string[][] = [];
				const begin = async (hasStarted: boolean): Promise<void> => {
					const place = waiting.shift();
					if (place === undefined) return;
					place.combination.close();
					const items = await place.combination.due();
					expect(items.length).toBeLessThanOrEqual(OF_ONE_RUN.items);
					place.combination.settle(hasStarted);
					if (hasStarted) run.push(keysOf(items));
				};
				for (const [index, { items, bytes, then, layout }] of arrivals.entries()) {
					const names = Array.from({ length: items }, (_, place) => `${index}.${place}`);
					const push = pushOf(names, bytes);
					const place = pushes.place(push, layout);
					if (place === null) alone.push(...names);
					else all.push(push);
					if (place?.leads) waiting.push(place);
					expect(budget.pushes).toBeLessThanOrEqual(OF_THE_PROCESS.pushes);
					if (then === 'release') pushes.release();
					else if (then !== 'nothing') await begin(then === 'start');
				}
				while (waiting.length > 0) await begin(true);

				const started = run.flat();
				expect(new Set(started).size).toBe(started.length);
				for (const { fates, items } of all) {
					expect(fates).toHaveLength(1);
					const inRun = keysOf(items).filter((key) => started.includes(key)).length;
					expect(inRun).toBe(fates[0] === 'remembered' ? items.length : 0);
				}
				expect(alone.some((key) => started.includes(key))).toBe(false);
				expect([budget.pushes, pushes.isEmpty]).toEqual([0, true]);
			}),
			{ numRuns: 60 },
		);
	}, 60_000);
});
