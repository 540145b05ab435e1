import { createLateness } from '../../../../nodes/ChatApp/runtime/lateness';

/** Calls as pairs of when they were to start and what they took, in the order of their answers. */
function after(...calls: ReadonlyArray<readonly [at: number, ms: number]>) {
	const lateness = createLateness();
	for (const [at, ms] of calls) lateness.answered(at, ms);
	return (at: number): number => Math.round(lateness.of(at) / 2) * 2;
}

test('calls are late by what they took longer than the fastest one', () => {
	const late = after([0, 150], [1000, 400]);
	expect([late(0), late(1000)]).toEqual([0, 250]);
});

test('what was not answered is not called late', () => {
	expect(createLateness().of(0)).toBe(0);
	expect(after([0, 150], [300, 150])(1)).toBe(0);
});

test('what a later call overtook was held up by no jam', () => {
	const late = after([0, 100], [500, 900], [520, 130], [540, 300]);
	expect([late(500), late(520), late(540)]).toEqual([50, 30, 200]);
	expect(after([0, 100], [500, 900], [500, 130])(500)).toBe(30);
});

test('a jam begins between two calls and ends for all of them', () => {
	const late = after([496, 100], [500, 400], [504, 396], [800, 100], [804, 100]);
	expect([late(496), late(500), late(504), late(800)]).toEqual([0, 300, 296, 0]);
});

test('a call that is answered after many others does not take the place of theirs', () => {
	const late = after([0, 100], [3000, 200], [3000 - 2048, 150]);
	expect([late(3000), late(3000 - 2048)]).toEqual([100, 0]);
});

test('one that hangs costs a second at most', () => {
	expect(after([0, 100], [1000, 60_000])(1000)).toBe(1000);
});

test('a way that became longer is no lateness after some seconds of calls', () => {
	const lateness = createLateness();
	for (let at = 0; at < 1000; at += 4) lateness.answered(at, 100);
	for (let at = 1000; at < 61_000; at += 4) lateness.answered(at, 600);
	expect(lateness.of(60_996)).toBeLessThan(20);
});

test('times that nobody can have harm nothing', () => {
	const late = after([-500, 100], [NaN, 100], [10, 100], [510, 200]);
	expect([late(-500), late(NaN), late(510)]).toEqual([0, 0, 100]);
	// A slot before the first one of a run: the pacer has none yet.
	expect(late(-Infinity)).toBe(0);
});
