import fc from 'fast-check';

import { ByteBudget, type Reservation } from '../../../../nodes/alibabaCloud/files/byteBudget';

const settled = async () => await new Promise((resolve) => setImmediate(resolve));

test('never hands out more than it has, serves in order and forgets nobody', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 30 }),
			async (wishes) => {
				const budget = new ByteBudget(100);
				const order: number[] = [];
				const held: Reservation[] = [];
				wishes.forEach((wish, index) => {
					void budget.reserve(wish, 0).then((given) => {
						order.push(index);
						if (given) held.push(given);
					});
				});
				for (let round = 0; round <= wishes.length; round++) {
					await settled();
					expect(held.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(100);
					held.shift()?.release();
				}
				expect(order).toEqual(wishes.map((_, index) => index));
			},
		),
	);
});

test('says at once what can never be had, also when it becomes impossible later', async () => {
	const budget = new ByteBudget(100);
	expect(await budget.reserve(101, 101)).toBeNull();
	const first = await budget.reserve(60, 60);
	const second = budget.reserve(50, 50);
	first?.spend();
	expect(await second).toBeNull();
	expect((await budget.reserve(100, 1))?.bytes).toBe(40);
});

test('a stop ends the waiting, and lets those behind pass', async () => {
	const budget = new ByteBudget(100);
	const first = await budget.reserve(60, 0);
	const stop = new AbortController();
	const second = budget.reserve(100, 0, stop.signal);
	const third = budget.reserve(40, 0);
	stop.abort();
	expect(await second).toBeNull();
	expect((await third)?.bytes).toBe(40);
	expect(first?.growTo(61)).toBe(false);
	first?.release();
	first?.release();
	expect((await budget.reserve(60, 0))?.bytes).toBe(60);
});
