import fc from 'fast-check';

import { createGiveWay } from '../../../../nodes/ChatApp/runtime/giveWay';
import { SEND_TEMPLATE } from '../fields/parameters';
import { results, run, useSimulator } from '../workbench';

test('whatever the items take, n8n waits no longer than 25 ms and the item after them', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 60 })), async (items) => {
			let time = 0;
			let passedAt = 0;
			const giveWay = createGiveWay(
				() => time,
				async () => {
					// What else there is takes its time as well.
					time += 100;
					passedAt = time;
					await Promise.resolve();
				},
			);
			for (const ms of items) {
				await giveWay();
				expect(time - passedAt).toBeLessThan(25);
				time += ms;
			}
		}),
	);
});

test('nothing is waited for before that, nor right after a pause', async () => {
	let time = 0;
	const giveWay = createGiveWay(() => time);
	time = 24;
	expect(giveWay()).toBeUndefined();
	time = 25;
	await expect(giveWay()).resolves.toBeUndefined();
	time = 49;
	expect(giveWay()).toBeUndefined();
	time = 50;
	expect(giveWay()).toBeInstanceOf(Promise);
});

describe('a run with a clock on which each look takes 10 ms', () => {
	useSimulator();
	let timers: jest.SpiedFunction<typeof setTimeout>;
	/** `sleep(0)` of n8n is a timer of no time. */
	const pauses = (): number => timers.mock.calls.filter(([, ms]) => ms === 0).length;
	beforeEach(() => {
		timers = jest.spyOn(globalThis, 'setTimeout');
		let time = 0;
		jest.spyOn(performance, 'now').mockImplementation(() => (time += 10));
	});

	const COUNT = 150;
	const people = Array.from({ length: COUNT }, (_, index) => ({
		phone: `+659${1_000_000 + index}`,
		order: `A-${index}`,
	}));
	const BULK = { ...SEND_TEMPLATE, operation: 'sendBulk', to: '={{ $json.phone }}' };
	const PREVIEW = { ...SEND_TEMPLATE, resource: 'template', operation: 'preview' };

	test('gives way while recipients are read, checked and put into calls', async () => {
		expect(await results(BULK, people)).toHaveLength(COUNT);
		// Three looks are 30 ms, and each recipient is looked after four times.
		expect(pauses()).toBeGreaterThanOrEqual((COUNT / 3) * 4);
	});

	test('gives way between previews, which call nothing', async () => {
		expect(await results(PREVIEW, people)).toHaveLength(COUNT);
		expect(pauses()).toBeGreaterThanOrEqual(COUNT / 3);
	});

	test('gives way while messages are checked', async () => {
		const wrong = people.map((person, index) => ({
			...person,
			phone: index === COUNT - 1 ? 'nobody' : person.phone,
		}));
		const { error } = await run({ ...SEND_TEMPLATE, to: '={{ $json.phone }}' }, wrong);
		expect(String(error?.message)).toContain('cannot be sent');
		expect(pauses()).toBeGreaterThanOrEqual(COUNT / 3);
	});
});
