import type { IDataObject } from 'n8n-workflow';

import { BegunMessages } from '../../../nodes/ChatAppQueueTrigger/begunMessages';

/** Static data as n8n reads it back after a restart. */
const restarted = (staticData: IDataObject): IDataObject =>
	JSON.parse(JSON.stringify(staticData)) as IDataObject;

it('knows after a restart whose runs had begun and not ended', () => {
	const staticData: IDataObject = {};
	const before = new BegunMessages(staticData);
	before.begin(['ended', 'open']);
	before.begin(['also open']);
	before.end(['ended']);
	before.save();
	expect(before.runsCutShort('open')).toBe(0);

	const after = new BegunMessages(restarted(staticData));
	const ids = ['ended', 'open', 'also open', 'never'];
	expect(ids.map((id) => after.runsCutShort(id))).toEqual([0, 1, 1, 0]);
});

it('counts them over several restarts, until a run ends', () => {
	let staticData: IDataObject = {};
	for (let starts = 0; starts < 3; starts++) {
		staticData = restarted(staticData);
		const begun = new BegunMessages(staticData);
		expect(begun.runsCutShort('m')).toBe(starts);
		begun.begin(['m']);
		begun.save();
	}
	// It waits for its run while others run.
	staticData = restarted(staticData);
	const waiting = new BegunMessages(staticData);
	waiting.begin(['other']);
	waiting.save();
	expect(new BegunMessages(restarted(staticData)).runsCutShort('m')).toBe(3);

	waiting.begin(['m']);
	waiting.end(['m']);
	expect(waiting.runsCutShort('m')).toBe(0);
	waiting.save();
	expect(new BegunMessages(restarted(staticData)).runsCutShort('m')).toBe(0);
});

it('saves also the end of a run whose begin was saved', () => {
	const staticData: IDataObject = {};
	const begun = new BegunMessages(staticData);
	begun.begin(['m']);
	begun.save();
	begun.end(['m']);
	expect(begun.save()).toBe(true);
	expect(new BegunMessages(restarted(staticData)).runsCutShort('m')).toBe(0);
});

it('says how much it has, and saves only what changed', () => {
	const staticData: IDataObject = {};
	const begun = new BegunMessages(staticData);
	expect(begun.save()).toBe(false);
	begun.begin(Array.from({ length: 100 }, (_, index) => String(index)));
	expect(begun.save()).toBe(true);
	expect(begun.length).toBeCloseTo(JSON.stringify(staticData.begun).length, -1);
	expect(begun.save()).toBe(false);
});

it('keeps the latest five thousand', () => {
	const staticData: IDataObject = {};
	const begun = new BegunMessages(staticData);
	for (let index = 0; index <= 5_000; index++) begun.begin([String(index)]);
	begun.save();
	const after = new BegunMessages(restarted(staticData));
	expect([after.runsCutShort('0'), after.runsCutShort('1')]).toEqual([0, 1]);
});

it.each([[undefined], ['text'], [null], [{ a: 'b' }], [['a']]])(
	'reads nothing out of %j',
	(begun) => {
		const memory = new BegunMessages({ begun } as IDataObject);
		expect([memory.length, memory.save()]).toEqual([0, false]);
	},
);
