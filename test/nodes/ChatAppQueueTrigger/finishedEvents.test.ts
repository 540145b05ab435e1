import type { IDataObject } from 'n8n-workflow';

import { FinishedEvents } from '../../../nodes/ChatAppQueueTrigger/finishedEvents';

it('knows the facts from before a restart by eight characters each', () => {
	const staticData: IDataObject = {};
	new FinishedEvents(staticData).add(['in:m1', 'st:m1:read']);
	expect((staticData.facts as string[]).map((hash) => hash.length)).toEqual([8, 8]);

	const after = new FinishedEvents(JSON.parse(JSON.stringify(staticData)) as IDataObject);
	expect(['in:m1', 'st:m1:read', 'in:m2'].map((key) => after.has(key))).toEqual([
		true,
		true,
		false,
	]);
});

it.each([[undefined], ['text'], [{ 0: 'a' }]])('reads nothing out of %j', (facts) => {
	expect(new FinishedEvents({ facts }).has('in:m1')).toBe(false);
});
