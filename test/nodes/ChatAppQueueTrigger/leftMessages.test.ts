import type { IDataObject } from 'n8n-workflow';

import { LeftMessages } from '../../../nodes/ChatAppQueueTrigger/leftMessages';

/** Static data as n8n reads it back after a restart. */
const restarted = (staticData: IDataObject): IDataObject =>
	JSON.parse(JSON.stringify(staticData)) as IDataObject;

it('pardons a message that failed once, also after a restart', () => {
	const before: IDataObject = {};
	const left = new LeftMessages(before, false);
	left.add('failed', false);
	expect(left.takePardon('unknown')).toBe(false);

	const after = restarted(before);
	expect(new LeftMessages(after, false).takePardon('failed')).toBe(true);
	expect(new LeftMessages(restarted(after), false).takePardon('failed')).toBe(false);
});

it('pardons what was cut short only when a person published the workflow, and once', () => {
	const before: IDataObject = {};
	new LeftMessages(before, true).add('killer', true);

	const byItself = new LeftMessages(restarted(before), false);
	expect(byItself.takePardon('killer')).toBe(false);
	const published = new LeftMessages(restarted(before), true);
	expect([published.takePardon('killer'), published.takePardon('killer')]).toEqual([true, false]);
});

it.each([[undefined], ['text'], [{ failed: 'no list', cutShort: 7 }]])(
	'reads nothing out of %j',
	(left) => {
		expect(new LeftMessages({ left }, true).takePardon('n')).toBe(false);
	},
);

it('keeps the latest five hundred', () => {
	const staticData: IDataObject = {};
	const left = new LeftMessages(staticData, true);
	for (let index = 0; index <= 500; index++) left.add(String(index), false);
	expect([left.takePardon('0'), left.takePardon('1')]).toEqual([false, true]);
});
