import { WAIT_INDEFINITELY, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { waitingItem, type WaitingState } from './waitingState';

/**
 * Puts the execution to wait. It is the last thing that a run does: n8n goes on with the data of the
 * stack entry when the time is over, so these are replaced by what is to leave the node then.
 *
 * @param unanswered what leaves the node when nothing comes until then.
 * @param until in milliseconds; `null` waits without a limit.
 */
export async function hold(
	functions: Pick<IExecuteFunctions, 'getExecuteData' | 'putExecutionToWait'>,
	unanswered: IDataObject,
	state: WaitingState,
	until: number | null,
): Promise<void> {
	functions.getExecuteData().data.main = [[waitingItem(unanswered, state)]];
	await functions.putExecutionToWait(until === null ? WAIT_INDEFINITELY : new Date(until));
}
