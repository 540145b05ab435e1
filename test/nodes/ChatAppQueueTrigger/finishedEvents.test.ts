import type { IDataObject } from 'n8n-workflow';

import { FinishedEvents } from '../../../nodes/ChatAppQueueTrigger/finishedEvents';
import { SavedMemory } from '../../../nodes/ChatAppQueueTrigger/savedMemory';

const NOW = Date.UTC(2026, 8, 1);

const copyOf = (data: IDataObject) => JSON.parse(JSON.stringify(data)) as IDataObject;

it('knows the events from before a restart', () => {
	const staticData: IDataObject = {};
	const before = new FinishedEvents(staticData);
	before.add(['in:m1', 'st:m1:read']);
	expect(staticData).toEqual({});
	before.save();

	const after = new FinishedEvents(copyOf(staticData));
	expect(['in:m1', 'st:m1:read', 'in:m2'].map((key) => after.has(key))).toEqual([
		true,
		true,
		false,
	]);
});

it('keeps and saves an event once, however often it ends', () => {
	const staticData: IDataObject = {};
	const events = new FinishedEvents(staticData, () => NOW);
	events.add(['in:m1', 'in:m1']);
	expect(events.save()).toBe(true);
	const { length } = events;
	const saved = copyOf(staticData);
	events.add(['in:m1']);
	expect(events.save()).toBe(false);
	events.add(['in:m1', 'in:m2']);
	expect(events.save()).toBe(true);
	expect(events.length).toBeLessThan(2 * length);
	expect(new FinishedEvents(saved).has('in:m2')).toBe(false);
	expect(new FinishedEvents(copyOf(staticData)).has('in:m2')).toBe(true);
});

it.each([[undefined], ['text'], [{ 0: 'a' }]])('reads nothing out of %j', (facts) => {
	expect(new FinishedEvents({ facts }).has('in:m1')).toBe(false);
});

describe('at 750 statuses a second', () => {
	let now = NOW;
	const staticData: IDataObject = {};
	const events = new FinishedEvents(staticData, () => now);

	beforeAll(() => {
		// Five minutes, with a run of 100 every time.
		for (let run = 0; run < 2_250; run++) {
			events.add(Array.from({ length: 100 }, (_, index) => `st:${run * 100 + index}`));
			now += 133;
		}
	});

	it('knows those of the last two minutes after a restart, in no more than 800 kB', () => {
		expect(events.save()).toBe(true);
		expect(events.length).toBeLessThan(800_000);
		const copy = copyOf(staticData);
		expect(JSON.stringify(copy).length).toBeLessThan(800_000);
		for (const memory of [events, new FinishedEvents(copy, () => now)]) {
			const known = [...Array(225_000).keys()].filter((index) => memory.has(`st:${index}`));
			expect(known.length).toBeGreaterThanOrEqual(90_000);
			expect(known.length).toBeLessThanOrEqual(95_000);
			expect(known[0]).toBe(225_000 - known.length);
		}
	});

	it('has little to save again once it is quiet, and never less than the last thousand', () => {
		now += 11 * 60_000;
		const later = new FinishedEvents(copyOf(staticData), () => now);
		later.add(['st:one']);
		expect(later.save()).toBe(true);
		expect(later.length).toBeLessThan(50_000);
		for (let minute = 0; minute < 2_000; minute++) {
			now += 60_000;
			later.add([`st:slow ${minute}`]);
		}
		expect(later.save()).toBe(true);
		expect(later.length).toBeLessThan(20_000);
		expect([later.has('st:slow 1001'), later.has('st:slow 900')]).toEqual([true, false]);
	});
});

describe('the memories of a node', () => {
	it('are saved at each run, and only a stream of them is thinned out', () => {
		let now = NOW;
		let saves = 0;
		const save = () => {
			saves++;
			return true;
		};
		const saved = new SavedMemory([{ length: 720_000, save }], () => now);
		for (let run = 0; run < 5; run++) saved.saveIfDue();
		expect(saves).toBe(5);
		// Ten seconds with ten runs a second.
		for (let run = 0; run < 100; run++) {
			now += 100;
			saved.saveIfDue();
		}
		expect(saves).toBeGreaterThan(5 + 10);
		expect(saves).toBeLessThan(5 + 20);
		saved.save();
		saved.save();
		expect(saves).toBeGreaterThan(5 + 11);
	});

	it('are all written when one of them changed, and count with it', () => {
		let saves = 0;
		const large = { length: 720_000, save: () => false };
		const small = { length: 13, save: () => ++saves > 0 };
		const saved = new SavedMemory([large, small], () => NOW);
		for (let run = 0; run < 1_000; run++) saved.saveIfDue();
		expect(saves).toBe(7);
		// A message that may be what stops n8n.
		saved.save();
		expect(saves).toBe(8);
	});
});
