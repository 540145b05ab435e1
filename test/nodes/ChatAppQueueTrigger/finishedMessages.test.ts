import type { IDataObject } from 'n8n-workflow';

import { FinishedMessages } from '../../../nodes/ChatAppQueueTrigger/finishedMessages';

it('knows the messages from before a restart that are not deleted yet', () => {
	const staticData: IDataObject = {};
	const before = new FinishedMessages(staticData);
	for (const id of ['a', 'b', 'c']) before.add(id);
	before.delete('b');
	before.save();
	expect((staticData.finished as string[]).map((hash) => hash.length)).toEqual([8, 8]);

	const after = new FinishedMessages(JSON.parse(JSON.stringify(staticData)) as IDataObject);
	expect(['a', 'b', 'c'].map((id) => after.has(id))).toEqual([true, false, true]);
});

it.each([[undefined], ['text'], [{ 0: 'a' }]])('reads nothing out of %j', (finished) => {
	expect(new FinishedMessages({ finished }).has('a')).toBe(false);
});
