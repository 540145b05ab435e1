import fc from 'fast-check';

import { createPacer, paceOf } from '../../../../nodes/ChatApp/runtime/pacing';
import { createPatience, retryDelay, type Patience } from '../../../../nodes/ChatApp/runtime/retry';

/** Plays calls that arrive at given times and returns when each may start. */
function play(perSecond: number, arrivals: readonly number[]): number[] {
	let time = 0;
	const pacer = createPacer(perSecond, () => time);
	return arrivals.map((arrival) => {
		time = arrival;
		return arrival + pacer.book().waitMs;
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
	expect(starts.slice(0, 4)).toEqual([0, 5000, 5050, 5100]);
	expect(starts.filter((start) => start >= 5000 && start < 6000)).toHaveLength(10);
});

test('a short stall is caught up, at double speed and not all at once', () => {
	const starts = play(100, [0, 40, 40, 40, 40, 40, 40, 40, 40, 40]);
	expect(starts).toEqual([0, 40, 45, 50, 55, 60, 65, 70, 80, 90]);
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

test('the limit is used: a thousand calls at 250 a second take little more than four seconds', () => {
	const last = play(250, new Array<number>(1000).fill(0)).at(-1) ?? 0;
	expect(last).toBeGreaterThanOrEqual(3990);
	expect(last).toBeLessThan(4150);
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
	const waits = Array.from({ length: 11 }, () => pacer.book().waitMs);
	expect(waits.slice(0, 4)).toEqual([0, 50, 100, 150]);
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

/**
 * Plays calls that a jam holds up, and returns when each arrives. What starts during a jam arrives
 * when it ends. A call is booked when the one before it has started, and answered 100 ms after it
 * arrived.
 */
function arrivals(
	perSecond: number,
	calls: number,
	jams: ReadonlyArray<readonly [number, number]>,
) {
	let time = 0;
	const pacer = createPacer(perSecond, () => time);
	const under: Array<{ at: number; due: number; answeredAt: number }> = [];
	const arrived: number[] = [];
	for (let call = 0; call < calls; call++) {
		while (under[0] && under[0].answeredAt <= time) {
			const { at, due, answeredAt } = under.shift() as (typeof under)[number];
			pacer.succeeded(at, answeredAt - due);
		}
		const { at, waitMs } = pacer.book();
		time += waitMs;
		const jam = jams.find(([start, end]) => time >= start && time < end);
		const arrivesAt = jam ? jam[1] : time;
		arrived.push(arrivesAt);
		under.push({ at, due: time, answeredAt: arrivesAt + 100 });
	}
	return arrived;
}

const mostInASecond = (times: readonly number[]): number =>
	Math.max(...times.map((first) => times.filter((at) => at >= first && at < first + 1000).length));

test('a jam does not make calls of two seconds arrive in one', () => {
	// Without a word of what came late, the second after the jam would get 75 calls more.
	expect(mostInASecond(arrivals(250, 1000, [[1500, 1800]]))).toBeLessThanOrEqual(250);
});

test('whatever jams there are on the way, the service gets no more than it bears', () => {
	const jam = fc.record({
		free: fc.integer({ min: 200, max: 2000 }),
		held: fc.integer({ min: 1, max: 700 }),
	});
	fc.assert(
		fc.property(
			fc.integer({ min: 50, max: 300 }),
			fc.array(jam, { maxLength: 6 }),
			(perSecond, parts) => {
				let end = 0;
				const jams = parts.map(({ free, held }) => {
					const start = end + free;
					return [start, (end = start + held)] as const;
				});
				expect(mostInASecond(arrivals(perSecond, 800, jams))).toBeLessThanOrEqual(perSecond);
			},
		),
	);
});

test('calls that take their time without holding up others keep the pace', () => {
	let time = 0;
	const pacer = createPacer(250, () => time);
	for (let call = 0; call < 1000; call++) {
		const { at } = pacer.book();
		time = at;
		pacer.succeeded(at, call % 3 === 0 ? 100 : 700);
	}
	expect(time).toBeLessThan(4250);
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

test('a clock that nobody sets back is the only one it needs', () => {
	let time = 10_000;
	const pacer = createPacer(200, () => time);
	for (let call = 0; call < 10; call++) pacer.book();
	time += 3_600_000;
	expect(pacer.book().waitMs).toBe(0);
});

test('a refusal rests the whole run and halves its pace, once a round', () => {
	const time = 0;
	const pacer = createPacer(100, () => time);
	pacer.book();
	const { round } = pacer;
	for (let call = 0; call < 20; call++) pacer.refused(round);
	expect([pacer.book().waitMs, pacer.book().waitMs, pacer.book().waitMs]).toEqual([
		1000, 1020, 1040,
	]);
	pacer.refused(pacer.round);
	expect([pacer.book().waitMs, pacer.book().waitMs]).toEqual([1000, 1040]);
});

/** A second at a pace of 100 in which so many calls were accepted; then one is refused. */
function paceAfter(taken: number): number {
	let time = 0;
	const pacer = createPacer(100, () => time);
	for (let call = 0; call < taken; call++) {
		time = (call * 1000) / taken;
		pacer.succeeded(time, 0);
	}
	pacer.refused(pacer.round);
	return pacer.pace;
}

test.each([
	['that only came too early costs a tenth', 100, 90],
	['costs more where less was accepted', 80, 72],
	['never leaves less than half at a time', 7, 50],
	['leaves less than before, whatever was accepted', 150, 90],
])('a refusal %s: %i accepted leave a pace of %i', (_what, taken, left) => {
	expect(paceAfter(taken)).toBe(left);
});

test('each round leaves less than the one before, although the same second is measured', () => {
	const pacer = createPacer(100, () => 0);
	for (let call = 0; call < 100; call++) pacer.succeeded(0, 0);
	const paces = [1, 2, 3].map(() => {
		pacer.refused(pacer.round);
		return Math.round(pacer.pace);
	});
	expect(paces).toEqual([90, 81, 73]);
});

test('what was accepted long ago does not count', () => {
	let time = 0;
	const pacer = createPacer(100, () => time);
	for (let call = 0; call < 100; call++) pacer.succeeded(0, 0);
	time = 1000;
	pacer.refused(pacer.round);
	expect(pacer.pace).toBe(50);
});

test('what is accepted wins the pace back, and never more than was allowed', () => {
	const pacer = createPacer(100, () => 0);
	pacer.refused(0);
	for (let call = 0; call < 60_000; call++) pacer.succeeded(0, 0);
	const [first = 0, second = 0] = [pacer.book().waitMs, pacer.book().waitMs];
	expect(second - first).toBe(10);
	expect(pacer.accepted).toBe(60_000);
});

test('a second of accepted calls wins back one call a second, no more', () => {
	const pacer = createPacer(100, () => 0);
	pacer.refused(0);
	for (let call = 0; call < 50; call++) pacer.succeeded(0, 0);
	const [first = 0, second = 0] = [pacer.book().waitMs, pacer.book().waitMs];
	expect(1000 / (second - first)).toBeCloseTo(51, 0);
});

test('a run without limit stays without one as long as nothing is refused', () => {
	const pacer = createPacer(0, () => 0);
	pacer.succeeded(0, 0);
	expect(Array.from({ length: 200 }, () => pacer.book().waitMs)).toEqual(new Array(200).fill(0));
});

test('after a refusal no window of a second holds more than the lower pace, whatever the stalls', () => {
	const gaps = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 80 });
	fc.assert(
		fc.property(fc.integer({ min: 4, max: 60 }), gaps, gaps, (perSecond, before, after) => {
			let time = 0;
			const pacer = createPacer(perSecond, () => time);
			const starts = (steps: readonly number[]): number[] =>
				steps.map((step) => (time += step) + pacer.book().waitMs);
			starts(before);
			pacer.refused(pacer.round);
			const slower = starts(after);
			for (const start of slower) {
				const within = slower.filter((other) => other >= start && other < start + 1000);
				expect(within.length).toBeLessThanOrEqual(Math.floor(perSecond / 2));
			}
		}),
	);
});

test('a run without limit gets one when the service shows that there is one', () => {
	const pacer = createPacer(0, () => 0);
	expect(pacer.book().waitMs).toBe(0);
	pacer.refused(0);
	const waits = Array.from({ length: 51 }, () => pacer.book().waitMs);
	expect(waits[0]).toBe(1000);
	expect((waits[50] ?? 0) - (waits[0] ?? 0)).toBeGreaterThanOrEqual(1000);
});

test('a limit below one a second stays the slowest pace', () => {
	const pacer = createPacer(0.2, () => 0);
	pacer.refused(0);
	const [first = 0, second = 0] = [pacer.book().waitMs, pacer.book().waitMs];
	expect(second - first).toBe(5000);
});

/** Plays a run against an account that bears less than the node was told; time is made up. */
function storm(items: number, bears: number, perSecond: number, concurrency = 20) {
	let time = 0;
	const pacer = createPacer(perSecond, () => time);
	const starts: number[] = [];
	const left = { failed: 0, accepted: 0, refused: 0 };
	const random = () => 0.5;
	type Worker = { at: number; round: number; patience: Patience; booked: boolean };
	let waiting = items;
	const fresh = (at: number): Worker => ({
		...{ at, round: pacer.round, patience: createPatience(pacer), booked: false },
	});
	const workers: Worker[] = [];
	for (; workers.length < Math.min(concurrency, items); waiting--) workers.push(fresh(0));
	while (workers.length > 0) {
		workers.sort((a, b) => a.at - b.at);
		const worker = workers.shift() as Worker;
		time = Math.max(time, worker.at);
		if (!worker.booked || worker.round !== pacer.round) {
			worker.round = pacer.round;
			worker.at = time + pacer.book().waitMs;
			worker.booked = true;
			workers.push(worker);
			continue;
		}
		worker.booked = false;
		const fits = starts.filter((start) => start > time - 1000).length < bears;
		if (fits) {
			starts.push(time);
			left.accepted++;
			pacer.succeeded(time, 0);
		} else {
			left.refused++;
			pacer.refused(worker.round);
			const failure = { retry: 'never', throttled: true, transient: false } as const;
			const wait = retryDelay(failure, worker.patience.failed(failure), random());
			if (wait !== null) {
				worker.at = time + wait;
				workers.push(worker);
				continue;
			}
			left.failed++;
		}
		if (waiting-- > 0) workers.push(fresh(time));
	}
	return { ...left, seconds: time / 1000 };
}

test.each([
	[1500, 40, 200, 20],
	[300, 1, 200, 20],
	[500, 5, 0, 50],
	[2000, 100, 250, 200],
])(
	'%i items, an account that bears %i a second, %i allowed, %i at a time: none fails',
	(items, bears, perSecond, concurrency) => {
		const { failed, accepted, refused, seconds } = storm(items, bears, perSecond, concurrency);
		expect({ failed, accepted }).toEqual({ failed: 0, accepted: items });
		// A storm that goes on would refuse more than it lets through.
		expect(refused).toBeLessThan(items);
		expect(seconds).toBeLessThan((items / bears) * 3 + 30);
	},
);

test('an account that is closed for good is given up after seven tries', () => {
	const { failed, refused } = storm(1, 0, 200);
	expect({ failed, refused }).toEqual({ failed: 1, refused: 7 });
});
