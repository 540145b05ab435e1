import fc from 'fast-check';

import { createConcurrency } from '../../../../nodes/ChatApp/runtime/concurrency';

const time = fc.double({ min: 0, max: 60_000, noNaN: true });
const pace = fc.oneof(fc.double({ min: 0.1, max: 1000, noNaN: true }), fc.constant(Infinity));

test('a run starts with 20, and without an answer that is all', () => {
	expect(createConcurrency(null).width).toBe(20);
});

test('it stays between 20 and 200, and an answer adds four at most', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(time, pace), { maxLength: 300 }), (answers) => {
			const concurrency = createConcurrency(null);
			for (const [ms, perSecond] of answers) {
				const before = concurrency.width;
				concurrency.answered(ms, perSecond);
				expect(concurrency.width).toBeGreaterThanOrEqual(20);
				expect(concurrency.width).toBeLessThanOrEqual(200);
				expect(concurrency.width - before).toBeLessThanOrEqual(4);
			}
		}),
	);
});

test('with steady times it is what the pace needs and a quarter more, of 20 to 200', () => {
	fc.assert(
		fc.property(time, pace, (ms, perSecond) => {
			const concurrency = createConcurrency(null);
			for (let answer = 0; answer < 200; answer++) concurrency.answered(ms, perSecond);
			const needed = (perSecond * ms) / 1000;
			if (needed > 0 && needed < 1e6) {
				expect(concurrency.width).toBe(Math.min(200, Math.max(20, Math.ceil(needed * 1.25))));
			}
		}),
	);
});

test.each([
	[200, 170, 43],
	[200, 600, 150],
	[250, 600, 188],
	[200, 5, 20],
	[80, 170, 20],
	[Infinity, 170, 200],
	[Infinity, 0, 200],
])('at %d a second with calls of %d ms it becomes %d', (perSecond, ms, width) => {
	const concurrency = createConcurrency(null);
	for (let answer = 0; answer < 60; answer++) concurrency.answered(ms, perSecond);
	expect(concurrency.width).toBe(width);
});

test('a lower pace takes it back, one an answer', () => {
	const concurrency = createConcurrency(null);
	for (let answer = 0; answer < 60; answer++) concurrency.answered(600, 200);
	concurrency.answered(600, 100);
	expect(concurrency.width).toBe(149);
	for (let answer = 0; answer < 100; answer++) concurrency.answered(600, 100);
	expect(concurrency.width).toBe(75);
});

test('one slow answer changes little', () => {
	const concurrency = createConcurrency(null);
	for (let answer = 0; answer < 60; answer++) concurrency.answered(170, 200);
	concurrency.answered(2000, 200);
	expect(concurrency.width).toBe(47);
	for (let answer = 0; answer < 60; answer++) concurrency.answered(170, 200);
	expect(concurrency.width).toBeLessThanOrEqual(44);
});

test('of items with files five are under way, whatever is answered', () => {
	const concurrency = createConcurrency(null);
	concurrency.holdFiles();
	for (let answer = 0; answer < 60; answer++) concurrency.answered(5000, 200);
	expect(concurrency.width).toBe(5);
});

test('what the user chose stays', () => {
	const concurrency = createConcurrency(7);
	concurrency.answered(10_000, Infinity);
	concurrency.holdFiles();
	expect(concurrency.width).toBe(7);
});

/** Plays a run against a service that answers each call after a time; nothing is measured. */
function play(perSecond: number, ms: number, calls: number): number {
	const concurrency = createConcurrency(null);
	const ends: number[] = [];
	let [at, slot] = [0, 0];
	for (let call = 0; call < calls; call++) {
		while (ends.length >= concurrency.width) {
			at = Math.max(at, ends.shift() ?? 0);
			concurrency.answered(ms, perSecond);
		}
		slot = Math.max(at, slot + 1000 / perSecond);
		ends.push(slot + ms);
	}
	return (ends.at(-1) ?? 0) / 1000;
}

test('the pace is reached at any distance that 200 calls can bridge', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 5, max: 1000 }),
			fc.integer({ min: 1, max: 2000 }),
			(rate, ms) => {
				const calls = rate * 20;
				const least = calls / Math.min(rate, 200 / (ms / 1000));
				// The first answers take one way, and the width then grows to what is needed.
				expect(play(rate, ms, calls)).toBeLessThanOrEqual(least * 1.02 + (3 * ms) / 1000 + 0.1);
			},
		),
	);
});
