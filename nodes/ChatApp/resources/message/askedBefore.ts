import { NodeOperationError } from 'n8n-workflow';

import type { OperationContext, PreparedItem } from '../../runtime/operation';
import { begunBy } from '../../waiting/asking';
import { readWaitingState } from '../../waiting/waitingState';
import { readOptions } from '../../runtime/options';

/**
 * The failure of the retry of an execution whose question is out; `null` when it may be asked. To be
 * looked at before the fields: the item of such a retry is that of the question.
 *
 * A question that another execution asked cannot be answered to this one: its buttons and its
 * delivery statuses lead to the execution that is over. Without this it would be asked twice, or
 * waited for in vain.
 *
 * @param what is out, as the error calls it.
 */
export function askedElsewhere(
	{ functions, memory }: OperationContext,
	itemIndex: number,
	what: 'question' | 'message',
): PreparedItem | null {
	const current = functions.getExecutionId();
	const key = { item: itemIndex, identity: null };
	const begun = begunBy(functions);
	const isOut = begun !== null && begun !== current && memory().recall(key)?.state === 'accepted';
	// An execution that was stopped while it waited has the item that it waited with.
	const waited = readWaitingState(functions.getInputData()[itemIndex]);
	if (!isOut && (waited === null || waited.execution === current)) return null;
	if (readOptions(functions, itemIndex).resendUnknown === true) {
		if (isOut) memory().end([key], 'refused');
		return null;
	}
	const failure = new NodeOperationError(
		functions.getNode(),
		`The ${what} was sent by another execution, so it was not sent again`,
		{
			itemIndex,
			description: `A response to it cannot continue this execution. To ${what === 'question' ? 'ask' : 'send it'} again, run the workflow from its start instead of retrying the execution. If a retry should ${what === 'question' ? 'ask' : 'send'} again, turn on the option 'Resend If Outcome Is Unknown'.`,
		},
	);
	// Not thrown while it is prepared: an item that was accepted would then go on as sent, unanswered.
	return { lane: null, run: async () => await Promise.reject(failure) };
}
