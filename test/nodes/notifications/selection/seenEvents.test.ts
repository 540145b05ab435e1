import fc from 'fast-check';

import { markOf, SeenEvents } from '../../../../nodes/notifications/selection/seenEvents';

const NOW = Date.UTC(2026, 8, 1);
const MINUTE = 60_000;

function filled(count: number): SeenEvents {
	const memory = new SeenEvents();
	for (let index = 0; index < count; index++) {
		memory.remember(markOf(`event-${index}`), 'lasting', NOW + index);
		memory.remember(markOf(`review-${index}`), 'brief', NOW + index);
	}
	return memory;
}

it('stays bounded and forgets the oldest first', () => {
	const memory = filled(220_000);

	expect(memory.size).toBe(200_000);
	expect(memory.has(markOf('event-219999'), 'lasting', NOW)).toBe(true);
	expect(memory.has(markOf('event-21000'), 'lasting', NOW)).toBe(true);
	expect(memory.has(markOf('event-20999'), 'lasting', NOW)).toBe(false);
});

it('saves the newest, and can be cut down to them', () => {
	const memory = filled(120_000);
	const text = memory.toText();
	expect(text.length).toBeLessThan(110_000);
	const restored = new SeenEvents();
	restored.add(text, NOW);
	memory.shrink();

	for (const kept of [restored, memory]) {
		expect(kept.size).toBe(10_000);
		expect(kept.has(markOf('event-119999'), 'lasting', NOW)).toBe(true);
		expect(kept.has(markOf('event-111000'), 'lasting', NOW)).toBe(true);
		expect(kept.has(markOf('event-110999'), 'lasting', NOW)).toBe(false);
	}
});

it('lets go of what is too old', () => {
	const memory = filled(500);
	memory.remember(markOf('new'), 'lasting', NOW + 73 * 60 * MINUTE);
	memory.remember(markOf('new'), 'brief', NOW + 73 * 60 * MINUTE);

	expect(memory.size).toBe(2);
});

it('comes back from its text', () => {
	const anyEvents = fc.array(
		fc.tuple(fc.string(), fc.constantFrom('lasting' as const, 'brief' as const), fc.nat(50)),
	);
	fc.assert(
		fc.property(anyEvents, (events) => {
			const memory = new SeenEvents();
			for (const [key, life, minutes] of events)
				memory.remember(markOf(key), life, NOW + minutes * MINUTE);
			const restored = new SeenEvents();
			restored.add(memory.toText(), NOW);

			expect(restored.size).toBe(memory.size);
			for (const [key, life] of events) expect(restored.has(markOf(key), life, NOW)).toBe(true);
		}),
	);
});

it('takes in the events of another process and stays bounded', () => {
	const memory = filled(199_000);
	const other = new SeenEvents();
	for (let index = 0; index < 9_500; index++) {
		other.remember(markOf(`other-${index}`), 'lasting', NOW + 5 * MINUTE);
	}
	memory.add(other.toText(), NOW + 5 * MINUTE);

	expect(memory.size).toBe(200_000);
	expect(memory.has(markOf('other-9499'), 'lasting', NOW)).toBe(true);
	expect(memory.has(markOf('other-499'), 'lasting', NOW)).toBe(false);
	expect(memory.has(markOf('event-0'), 'lasting', NOW)).toBe(false);
});

it.each(['', '.', '....', 'AAAA', '💥.💥', 'x'.repeat(10_001)])(
	'survives the text %.10p',
	(text) => {
		const memory = filled(10);
		memory.add(text, NOW);

		expect(memory.has(markOf('event-1'), 'lasting', NOW)).toBe(true);
	},
);

/** How often these methods of maps are called meanwhile. */
function callsOf(names: ReadonlyArray<keyof Map<unknown, unknown>>, work: () => void): number {
	const spies = names.map((name) => jest.spyOn(Map.prototype, name as 'get'));
	work();
	const calls = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
	for (const spy of spies) spy.mockRestore();
	return calls;
}

const ITERATORS = ['keys', 'values', 'entries', 'forEach', Symbol.iterator] as const;

describe('a full memory', () => {
	const SOON = NOW + 5 * MINUTE;
	const memory = new SeenEvents();

	beforeAll(() => {
		for (let index = 0; index < 199_000; index++)
			memory.remember(markOf(`${index}`), 'lasting', NOW);
		for (let index = 0; index < 1_000; index++) memory.remember(markOf(`${index}`), 'brief', NOW);
	});

	it('copies what it saves, and no more', () => {
		const except = ['198999', '198990', '1005'].map(markOf);
		let text = '';
		expect(callsOf(['entries', Symbol.iterator], () => void memory.toText(except))).toBe(0);
		expect(
			callsOf(['get'], () => {
				text = memory.toText(except);
			}),
		).toBeLessThanOrEqual(10_000 + 2 * except.length);

		const restored = new SeenEvents();
		restored.add(text, NOW);
		const known = (at: number): boolean => restored.has(markOf(String(at)), 'lasting', NOW);
		expect(restored.size).toBe(10_000);
		expect([198_999, 198_998, 198_990, 189_998, 189_997].map(known)).toEqual([
			false,
			true,
			false,
			true,
			false,
		]);
	});

	it('takes in one event of another process without going through its own', () => {
		const other = new SeenEvents();
		other.remember(markOf('foreign'), 'lasting', NOW);
		const text = other.toText();

		expect(callsOf(['set', ...ITERATORS], () => memory.add(text, NOW))).toBe(1);
		expect(memory.has(markOf('foreign'), 'lasting', NOW)).toBe(true);
	});

	it('sets again only what is newer than an event of another process', () => {
		for (let index = 0; index < 20; index++)
			memory.remember(markOf(`soon-${index}`), 'lasting', SOON);
		const other = new SeenEvents();
		other.remember(markOf('earlier'), 'lasting', NOW + MINUTE);
		const text = other.toText();

		expect(callsOf(['set'], () => memory.add(text, SOON))).toBe(21);
		expect(callsOf(['set'], () => memory.add(text, SOON))).toBe(0);
	});

	it('leaves out what is older than all it knows, and does not touch it', () => {
		const other = new SeenEvents();
		other.remember(markOf('ancient'), 'lasting', NOW - MINUTE);
		const text = other.toText();

		expect(callsOf(['set', ...ITERATORS], () => memory.add(text, SOON))).toBe(0);
		expect(memory.has(markOf('ancient'), 'lasting', SOON)).toBe(false);
	});

	it('finds its oldest events without starting anew for each', () => {
		const begun = callsOf(ITERATORS, () => {
			for (let index = 0; index < 2_000; index++)
				memory.remember(markOf(`x-${index}`), 'lasting', NOW);
			memory.remember(markOf('x'), 'brief', NOW);
			memory.shrink();
		});

		expect(begun).toBeLessThanOrEqual(2);
		expect(memory.size).toBe(10_000);
	});
});

it('keeps the order of time with what other processes saw', () => {
	const anyEvents = fc.uniqueArray(fc.tuple(fc.nat(200), fc.nat(40)), {
		selector: ([key]) => key,
	});
	fc.assert(
		fc.property(anyEvents, fc.nat(100), (events, count) => {
			const inTime = (some: typeof events) => [...some].sort(([, a], [, b]) => a - b);
			const after = (some: typeof events): SeenEvents => {
				const memory = new SeenEvents();
				for (const [key, at] of some)
					memory.remember(markOf(`${key}`), 'lasting', NOW + at * MINUTE);
				return memory;
			};
			const own = inTime(events.slice(0, count));
			const foreign = inTime(events.slice(count));
			const memory = after(own);
			memory.add(after(foreign).toText(), NOW + 40 * MINUTE);

			expect(memory.toText()).toBe(after(inTime([...own, ...foreign])).toText());
		}),
	);
});

it('notes what is new, and says so once in its life', () => {
	const memory = new SeenEvents();
	expect(memory.note(markOf('a'), 'brief', NOW)).toBe(true);
	expect(memory.note(markOf('a'), 'brief', NOW + 59 * MINUTE)).toBe(false);
	expect(memory.has(markOf('a'), 'brief', NOW + 59 * MINUTE)).toBe(true);
	expect(memory.note(markOf('a'), 'lasting', NOW)).toBe(true);
	// Seen again in between, it lives no longer.
	expect(memory.note(markOf('a'), 'brief', NOW + 61 * MINUTE)).toBe(true);
});
