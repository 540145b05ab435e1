import type { NodeOperationError } from 'n8n-workflow';

import { reportExhausted } from '../../../nodes/ChatAppQueueTrigger/activation';
import type { GiveUp } from '../../../nodes/ChatAppQueueTrigger/acknowledgment';

/** What the log and the failed execution say of a message that gets no further run. */
function told(giveUp: GiveUp, isCutShort: boolean): string[] {
	const texts: string[] = [];
	const context = {
		getNode: () => ({ name: 'Queue Trigger' }),
		logger: { warn: (text: string) => texts.push(text) },
		saveFailedExecution: (error: NodeOperationError) => texts.push(error.description ?? ''),
	};
	const message = { id: 'm-1', dequeueCount: 5 };
	reportExhausted(context as never, 'q', message, giveUp, isCutShort);
	return texts;
}

it('says when a message that was left in the queue runs again, as LeftMessages decides it', () => {
	const failed = expect.stringContaining('until the workflow is published again or n8n restarts.');
	const cutShort = expect.stringContaining('until the workflow is published again.');
	expect(told('leave', false)).toEqual([failed, failed]);
	expect(told('leave', true)).toEqual([cutShort, cutShort]);
});

it('says that a deleted message is in the executions', () => {
	const deleted = expect.stringContaining('It was deleted from the queue.');
	expect(told('delete', false)).toEqual([deleted, deleted]);
});
