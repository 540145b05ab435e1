import { NodeOperationError } from 'n8n-workflow';

import type { OperationContext } from '../../runtime/operation';
import type { Asking } from '../../waiting/asking';
import { readWaitingState } from '../../waiting/waitingState';
import { readOptions } from '../../runtime/options';

/**
 * A question that another execution asked cannot be answered to this one: its buttons and its
 * delivery statuses lead to the execution that is over. Without this it would be asked twice, or
 * waited for in vain.
 *
 * @throws NodeOperationError for the retry of an execution whose question is out.
 */
export function assertSameExecution(
	{ functions, memory }: OperationContext,
	asking: Asking,
	itemIndex: number,
): void {
	const current = functions.getExecutionId();
	const key = { item: itemIndex, identity: null };
	const isOut = memory().recall(key)?.state === 'accepted' && asking.execution !== current;
	if (isOut && readOptions(functions, itemIndex).resendUnknown === true) {
		memory().end([key], 'refused');
		return;
	}
	// An execution that was stopped while it waited has the item that it waited with.
	const waited = readWaitingState(functions.getInputData()[itemIndex]);
	if (!isOut && (waited === null || waited.execution === current)) return;
	throw new NodeOperationError(
		functions.getNode(),
		'The question was sent by another execution, so it was not sent again',
		{
			itemIndex,
			description:
				"A response to it cannot continue this execution. To ask again, run the workflow from its start instead of retrying the execution. If a retry should ask again, turn on the option 'Resend If Outcome Is Unknown'.",
		},
	);
}
