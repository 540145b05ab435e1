import {
	WAIT_INDEFINITELY,
	type IDataObject,
	type IExecuteData,
	type IExecuteFunctions,
} from 'n8n-workflow';

import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { waitingItem, type WaitingState } from './waitingState';

/*
 * n8n can run a node again right after it was put to wait, such as for "Retry On Fail". That run has
 * the same entry of the stack; another pass of a loop has an entry of its own and asks again.
 */
const held = new WeakMap<object, IDataObject>();

/** The result of the run that put this very entry of the stack to wait; `null` before. */
export function heldResult(
	functions: Pick<IExecuteFunctions, 'getExecuteData'>,
): IDataObject | null {
	return held.get(functions.getExecuteData()) ?? null;
}

/**
 * An agent that runs the node itself gives it its own entry of the stack: to wait with that would
 * replace the input of the agent. n8n runs tools with human review, and newer agents' tools, as nodes
 * with entries of their own.
 *
 * @param advice what to do instead.
 * @throws InvalidInput when there is no entry to wait with.
 */
export function assertCanWait(
	functions: Pick<IExecuteFunctions, 'getExecuteData' | 'getNode'>,
	advice: string,
): void {
	const entry = functions.getExecuteData() as IExecuteData | undefined;
	if (entry?.node.name === functions.getNode().name) return;
	throw new InvalidInput('The node cannot wait while an agent runs it itself', advice);
}

/**
 * Puts the execution to wait. It is the last thing that a run does: n8n goes on with the data of the
 * stack entry when the time is over, so these are replaced by what is to leave the node then.
 *
 * @param unanswered what leaves the node when nothing comes until then.
 * @param until in milliseconds; `null` waits without a limit.
 * @param result of this run, while the execution waits.
 */
export async function hold(
	functions: Pick<IExecuteFunctions, 'getExecuteData' | 'putExecutionToWait'>,
	unanswered: IDataObject,
	state: WaitingState,
	until: number | null,
	result: IDataObject,
): Promise<void> {
	const entry = functions.getExecuteData();
	entry.data.main = [[waitingItem(unanswered, state)]];
	await functions.putExecutionToWait(until === null ? WAIT_INDEFINITELY : new Date(until));
	held.set(entry, result);
}
