import type { IDataObject } from 'n8n-workflow';

import { FinishedFacts } from '../../../nodes/ChatAppQueueTrigger/finishedEvents';
import { FinishedMessages } from '../../../nodes/ChatAppQueueTrigger/finishedMessages';
import { Picker } from '../../../nodes/ChatAppQueueTrigger/messageSelector';
import { normaliseBody } from '../../../nodes/notifications/items/normalize';
import type { Selection } from '../../../nodes/notifications/selection/select';

const SELECTION: Selection = {
	events: ['inbound', 'audit'],
	passes: () => true,
	deduplicate: true,
	suppressLateStates: false,
};

let stored: IDataObject;

beforeEach(() => (stored = {}));

/** A picker of a process of n8n that has just started. */
function pickerAfterStart(changes: Partial<Selection> = {}): Picker {
	const staticData = JSON.parse(JSON.stringify(stored)) as IDataObject;
	stored = staticData;
	return new Picker({ ...SELECTION, ...changes }, new FinishedFacts(staticData), () => 0);
}

const inbound = (id: string) => normaliseBody([{ MessageId: id, Message: 'hi' }]);
const review = () => normaliseBody([{ WabaId: '1', AuditStatus: 'pass' }]);

describe('a fact', () => {
	it('is picked once, and again when its run failed', () => {
		const picker = pickerAfterStart();
		const first = picker.pick(inbound('m1'));

		expect(first?.outputs[0]).toHaveLength(1);
		expect(picker.pick(inbound('m1'))).toBeNull();
		first?.undo();
		expect(picker.pick(inbound('m1'))).not.toBeNull();
	});

	it('is known after a restart of n8n when its run had ended well, and only then', () => {
		const before = pickerAfterStart();
		before.pick(inbound('ended'))?.keep();
		before.pick(inbound('cut short'));
		before.pick(review())?.keep();

		const after = pickerAfterStart();
		expect(after.pick(inbound('ended'))).toBeNull();
		expect(after.pick(inbound('cut short'))).not.toBeNull();
		// A review has no id, and the same change may truly happen again.
		expect(after.pick(review())).not.toBeNull();
	});

	it('is picked each time when duplicates are wanted', () => {
		const picker = pickerAfterStart({ deduplicate: false });
		picker.pick(inbound('m1'))?.keep();

		expect(picker.pick(inbound('m1'))).not.toBeNull();
		expect(stored).toEqual({});
	});

	it('that is known from before a restart is picked when duplicates are wanted now', () => {
		pickerAfterStart().pick(inbound('m1'))?.keep();

		expect(pickerAfterStart().pick(inbound('m1'))).toBeNull();
		expect(pickerAfterStart({ deduplicate: false }).pick(inbound('m1'))).not.toBeNull();
	});

	it('of a review takes no room from those that cannot happen twice', () => {
		const picker = pickerAfterStart();
		picker.pick([...review(), ...inbound('m1')])?.keep();

		expect(stored.facts).toHaveLength(1);
	});
});

it('stores little: the latest thousand facts and two thousand messages at most', () => {
	const [facts, messages] = [new FinishedFacts(stored), new FinishedMessages(stored)];
	for (let index = 0; index < 5_000; index++) {
		facts.add([`in:wamid.${index}`]);
		messages.add(`message-${index}`);
	}

	expect([stored.facts, stored.finished].map((list) => (list as string[]).length)).toEqual([
		1_000, 2_000,
	]);
	expect(JSON.stringify(stored.facts).length).toBeLessThan(12_000);
	expect([facts.has('in:wamid.4999'), facts.has('in:wamid.1')]).toEqual([true, false]);
});
