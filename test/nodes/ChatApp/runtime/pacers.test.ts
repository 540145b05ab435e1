import fc from 'fast-check';

import { createPacers, type PacedCall } from '../../../../nodes/ChatApp/runtime/pacers';

const send = (From: unknown, action = 'SendChatappMessage'): PacedCall => ({
	action,
	body: { From } as PacedCall['body'],
});

/** The starts of calls that come together. */
function starts(perSecond: number, calls: readonly PacedCall[]): number[] {
	const pacerOf = createPacers(perSecond, () => 0);
	return calls.map((call) => pacerOf(call).book().waitMs);
}

test('the sends of a number have one pace, whatever their action', () => {
	const calls = ['SendChatappMessage', 'ActionOfTomorrow', 'SendChatappMessage'];
	expect(
		starts(
			10,
			calls.map((action) => send('6531589000', action)),
		),
	).toEqual([0, 100, 200]);
	expect(starts(10, [send(6531589000), send('6531589000 '), send('6531589000')])[2]).toBe(200);
});

test('another number does not wait for it', () => {
	// But for the account, which takes one call each 4 ms.
	const calls = ['1', '1', '2', '2', '3'].map((from) => send(from));
	expect(starts(10, calls)).toEqual([0, 100, 8, 100, 16]);
});

test('an action with a low limit has a pace of its own, whoever sends', () => {
	const detail = { action: 'GetChatappTemplateDetail', body: { From: '1' } };
	expect(starts(200, [detail, { ...detail, body: { From: '2' } }, send('1')])).toEqual([0, 200, 0]);
});

test('all numbers together send no more than an account may', () => {
	const calls = Array.from({ length: 1000 }, (_, index) => send(String(index % 5)));
	const last = Math.max(...starts(200, calls));
	expect(last).toBeGreaterThanOrEqual(3900);
	expect(last).toBeLessThan(4200);
});

test('a user with a contract for more may have more', () => {
	const calls = Array.from({ length: 1000 }, () => send('1'));
	expect(Math.max(...starts(500, calls))).toBeLessThan(2200);
});

test('without a limit nothing waits', () => {
	expect(starts(0, [send('1'), send('1'), send('2')])).toEqual([0, 0, 0]);
});

test('no window of a second holds more of a number than its pace, whoever else sends', () => {
	const call = fc.record({ gap: fc.integer({ min: 0, max: 40 }), from: fc.constantFrom('1') });
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 300 }),
			fc.array(call, { minLength: 1, maxLength: 300 }),
			(perSecond, calls) => {
				let time = 0;
				const pacerOf = createPacers(perSecond, () => time);
				const times = calls.map(
					({ gap, from }) => (time += gap) + pacerOf(send(from)).book().waitMs,
				);
				for (const start of times) {
					const within = times.filter((other) => other >= start && other < start + 1000);
					expect(within.length).toBeLessThanOrEqual(perSecond);
				}
			},
		),
	);
});

test('a refusal of one number slows down all of the run, once a round, and all win it back', () => {
	const pacerOf = createPacers(100, () => 0);
	const [one, two] = [pacerOf(send('1')), pacerOf(send('2'))];
	expect(one.pace).toBe(200);
	const { round } = one;
	one.refused(round);
	two.refused(round);
	expect([one.pace, two.pace, one.round, two.round]).toEqual([100, 100, round + 1, round + 1]);
	expect(two.book().waitMs).toBe(1000);
	for (let call = 0; call < 60_000; call++) for (const pacer of [one, two]) pacer.succeeded(0, 0);
	expect([one.pace, two.pace]).toEqual([200, 200]);
	expect(one.accepted).toBe(120_000);
});

test('the pace of a run is that of its numbers together, and at most that of the account', () => {
	const pacerOf = createPacers(100, () => 0);
	const paces = ['1', '2', '3', '4'].map((from) => pacerOf(send(from)).pace);
	expect(paces).toEqual([100, 200, 250, 250]);
});

test('a run with more numbers than anybody has keeps pacers for a hundred', () => {
	const pacerOf = createPacers(10, () => 0);
	const all = Array.from({ length: 5000 }, (_, index) => pacerOf(send(String(index))));
	expect(new Set(all).size).toBe(101);
	expect(pacerOf(send('7'))).toBe(all[7]);
});
