import fc from 'fast-check';

import { createPacer, paceOf } from '../../../nodes/ChatApp/pacing';

/** Plays calls that arrive at given times and returns when each may start. */
function play(perSecond: number, arrivals: readonly number[]): number[] {
	let time = 0;
	const pacer = createPacer(perSecond, () => time);
	return arrivals.map((arrival) => {
		time = arrival;
		return arrival + pacer.book();
	});
}

test('calls that come together are spread evenly from the first on', () => {
	expect(play(200, [0, 0, 0, 0])).toEqual([0, 5, 10, 15]);
});

test('a call after a long silence starts at once, and saves up no more than a second bears', () => {
	const starts = play(
		10,
		Array.from({ length: 21 }, (_, call) => (call === 0 ? 0 : 5000)),
	);
	expect(starts.slice(0, 4)).toEqual([0, 5000, 5000, 5000]);
	expect(starts.filter((start) => start >= 5000 && start < 6000)).toHaveLength(10);
});

test('a short stall is caught up', () => {
	expect(play(100, [0, 30, 30])).toEqual([0, 30, 30]);
});

test('0 means no limit', () => {
	expect(play(0, [0, 0, 0])).toEqual([0, 0, 0]);
	expect(play(NaN, [0, 0])).toEqual([0, 0]);
});

test('no window of a second ever holds more calls than allowed, whatever the stalls', () => {
	const gaps = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 300 });
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 500 }), gaps, (perSecond, steps) => {
			let time = 0;
			const starts = play(
				perSecond,
				steps.map((step) => (time += step)),
			);
			for (const start of starts) {
				const within = starts.filter((other) => other >= start && other < start + 1000);
				expect(within.length).toBeLessThanOrEqual(perSecond);
			}
			expect([...starts].sort((a, b) => a - b)).toEqual(starts);
		}),
	);
});

test('a limit below one a second is kept as well', () => {
	expect(play(0.5, [0, 0, 0])).toEqual([0, 2000, 4000]);
});

test('the limit is used: a thousand calls at 250 a second take four seconds', () => {
	const last = play(250, new Array<number>(1000).fill(0)).at(-1) ?? 0;
	expect(last).toBeGreaterThanOrEqual(3990);
	expect(last).toBeLessThan(4100);
});

test('actions with a low documented limit keep it, whatever is allowed', () => {
	expect(paceOf('GetChatappTemplateDetail', 200)).toBe(5);
	expect(paceOf('GetChatappTemplateDetail', 0)).toBe(5);
	expect(paceOf('GetChatappTemplateDetail', 2)).toBe(2);
	expect(paceOf('SendChatappMessage', 200)).toBe(200);
	expect(paceOf('SendChatappMessage', 0)).toBe(0);
});

test('what a run prepares before its first call is caught up, a quarter of a second at most', () => {
	const pacer = createPacer(10, () => 400, 0);
	const waits = Array.from({ length: 11 }, () => pacer.book());
	expect(waits.slice(0, 4)).toEqual([0, 0, 0, 50]);
	// The tenth call ends what one second bears; the next waits for the window to pass.
	expect(waits[9]).toBe(650);
	expect(waits[10]).toBeGreaterThanOrEqual(1000);
});

test('calls that travel at different speeds still arrive within the limit', () => {
	const starts = play(
		10,
		Array.from({ length: 30 }, (_, call) => (call === 0 ? 0 : 5000)),
	);
	// The first of a second may take 15 ms longer on its way than the last.
	for (const start of starts) {
		const within = starts.filter((other) => other >= start && other < start + 1015);
		expect(within.length).toBeLessThanOrEqual(10);
	}
});

test('a long silence saves up nothing even for a limit of many windows', () => {
	const quiet = [0, 10_000, 20_000].flatMap((time) => new Array<number>(6).fill(time));
	for (const start of play(3, quiet)) {
		const within = play(3, quiet).filter((other) => other >= start && other < start + 1000);
		expect(within.length).toBeLessThanOrEqual(3);
	}
});

test('an action that nobody documented has the pace of the user', () => {
	expect(paceOf('ActionOfTomorrow', 7)).toBe(7);
	expect(paceOf('ActionOfTomorrow', 500)).toBe(500);
});
