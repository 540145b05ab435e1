import type { IDataObject } from 'n8n-workflow';

import { FinishedEvents } from '../../../nodes/ChatAppQueueTrigger/finishedEvents';
import { FinishedMessages } from '../../../nodes/ChatAppQueueTrigger/finishedMessages';
import { MessageSelector } from '../../../nodes/ChatAppQueueTrigger/messageSelector';
import { normalizeBody } from '../../../nodes/notifications/items/normalize';
import type { Selection } from '../../../nodes/notifications/selection/select';

const SELECTION: Selection = {
	events: ['inbound', 'audit'],
	passes: () => true,
	deduplicate: true,
	suppressOutdatedStatuses: false,
};

let stored: IDataObject;
let finished: FinishedEvents;

beforeEach(() => {
	stored = {};
	finished = new FinishedEvents(stored);
});

/** A selector of a process of n8n that has just started. */
function selectorAfterStart(changes: Partial<Selection> = {}): MessageSelector {
	finished.save();
	stored = JSON.parse(JSON.stringify(stored)) as IDataObject;
	finished = new FinishedEvents(stored);
	return new MessageSelector({ ...SELECTION, ...changes }, finished, () => 0);
}

const inbound = (id: string) => normalizeBody([{ MessageId: id, Message: 'hi' }]);
const review = () => normalizeBody([{ WabaId: '1', AuditStatus: 'pass' }]);

describe('an event', () => {
	it('is selected once, and again when its run failed', () => {
		const selector = selectorAfterStart();
		const first = selector.select(inbound('m1'));

		expect(first?.outputs[0]).toHaveLength(1);
		expect(selector.select(inbound('m1'))).toBeNull();
		first?.undo();
		expect(selector.select(inbound('m1'))).not.toBeNull();
	});

	it('is known after a restart of n8n when its run had ended well, and only then', () => {
		const before = selectorAfterStart();
		before.select(inbound('ended'))?.keep();
		before.select(inbound('cut short'));
		before.select(review())?.keep();

		const after = selectorAfterStart();
		expect(after.select(inbound('ended'))).toBeNull();
		expect(after.select(inbound('cut short'))).not.toBeNull();
		// A review has no id, and the same change may truly happen again.
		expect(after.select(review())).not.toBeNull();
	});

	it('is selected each time when duplicates are wanted', () => {
		const selector = selectorAfterStart({ deduplicate: false });
		selector.select(inbound('m1'))?.keep();

		expect(selector.select(inbound('m1'))).not.toBeNull();
		expect(stored).toEqual({});
	});

	it('that is known from before a restart is picked when duplicates are wanted now', () => {
		selectorAfterStart().select(inbound('m1'))?.keep();

		expect(selectorAfterStart().select(inbound('m1'))).toBeNull();
		expect(selectorAfterStart({ deduplicate: false }).select(inbound('m1'))).not.toBeNull();
	});

	it('of a review takes no room from those that cannot happen twice', () => {
		const picker = selectorAfterStart();
		picker.select([...review(), ...inbound('m1')])?.keep();

		finished.save();
		expect(stored.facts).toEqual([expect.stringMatching(/^\d+:[\w-]{8}$/)]);
	});
});

it('stores little: five thousand messages at most', () => {
	const messages = new FinishedMessages(stored);
	for (let index = 0; index < 6_000; index++) messages.add(`message-${index}`);
	messages.save();

	expect(stored.finished).toHaveLength(5_000);
	expect(JSON.stringify(stored.finished).length).toBeLessThan(56_000);
	expect([messages.has('message-5999'), messages.has('message-1')]).toEqual([true, false]);
});
