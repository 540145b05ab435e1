import { ExecutionCancelled } from '../../alibabaCloud/errors/executionCancelled';
import { countUp, pool } from '../../alibabaCloud/wire/pool';
import type { Concurrency } from './concurrency';
import { faultsTogether } from './faults';
import { createLanes } from './lanes';
import { isNodeFailure, toNodeFailure, type NodeFailure } from './failures';
import type { ItemOutcome, OperationContext, PreparedItem, SendOperation } from './operation';
import { createGiveWay } from './giveWay';
import { isEarlierUnknown, settledBefore, settledItem } from './sendOnce';
import { withSent } from './sentSoFar';

/**
 * Runs a sending operation: all items are read and checked before the first is sent. Unless the
 * node continues on errors, one that cannot be sent means that nothing is.
 *
 * @returns outcomes in input order; an item that was never started has none.
 * @throws a failure that names all items which cannot be sent.
 */
export async function sendItems(
	context: OperationContext,
	operation: SendOperation,
	itemCount: number,
	concurrency: Concurrency,
): Promise<ReadonlyArray<ItemOutcome | undefined>> {
	const { functions } = context;
	const prepared = await prepareAll(context, operation, itemCount, concurrency);
	if (prepared === null) return [];
	const faults = new Map<number, NodeFailure>();
	prepared.forEach((item, index) => {
		if (isNodeFailure(item)) faults.set(index, item);
	});
	if (faults.size > 0 && !functions.continueOnFail()) {
		const failure = faultsTogether(functions.getNode(), faults, itemCount);
		const memory = context.memory();
		const unknown = [...prepared.keys()].filter(
			(item) => memory.recall({ item, identity: null })?.state === 'unknown',
		);
		throw withSent(failure, memory.accepted(), itemCount, unknown);
	}
	if (prepared.some((item) => !isNodeFailure(item) && item.holdsFile)) concurrency.holdFiles();
	return await sendAll(context, prepared, concurrency);
}

type Prepared = PreparedItem | NodeFailure;

/** `null` when the execution was stopped. */
async function prepareAll(
	context: OperationContext,
	operation: SendOperation,
	itemCount: number,
	concurrency: Concurrency,
): Promise<readonly Prepared[] | null> {
	const prepared = new Array<Prepared>(itemCount);
	let isStopped = false;
	const giveWay = createGiveWay();
	await pool({
		width: () => concurrency.width,
		signal: context.signal,
		next: countUp(itemCount),
		async run(item) {
			await giveWay();
			if (context.signal?.aborted) return false;
			const outcome = await prepareOne(context, operation, item);
			isStopped ||= outcome === null;
			if (outcome) prepared[item] = outcome;
			return outcome !== null;
		},
	});
	return isStopped || context.signal?.aborted ? null : prepared;
}

/** `null` when the execution was stopped. */
async function prepareOne(
	context: OperationContext,
	operation: SendOperation,
	item: number,
): Promise<Prepared | null> {
	try {
		return await operation.prepare(context.forItems([item]), item);
	} catch (error) {
		if (error instanceof ExecutionCancelled) return null;
		// It is or may be out already: that its template was paused since must not hold up the others.
		const earlier = settledBefore(context, item);
		if (earlier) return settledItem(context, item, earlier);
		return toNodeFailure(context.functions.getNode(), error, item);
	}
}

/** Without Continue On Fail the first failure stops the start of further items. */
async function sendAll(
	context: OperationContext,
	prepared: readonly Prepared[],
	concurrency: Concurrency,
): Promise<ReadonlyArray<ItemOutcome | undefined>> {
	const outcomes = new Array<ItemOutcome | undefined>(prepared.length);
	const lanes = createLanes(prepared.map((item) => (isNodeFailure(item) ? null : item.lane)));
	const goOn = context.functions.continueOnFail();
	const giveWay = createGiveWay();
	await pool({
		width: () => concurrency.width,
		signal: context.signal,
		next: () => lanes.next(),
		async run(item) {
			const outcome = await outcomeOf(context, prepared[item] as Prepared, item);
			if (outcome === null) return false;
			outcomes[item] = outcome;
			lanes.end(item);
			// What only an earlier try left open stops nothing.
			const goesOn = goOn || !isNodeFailure(outcome) || isEarlierUnknown(outcome);
			// What an earlier try sent waits for no answer. A failure has to stop the others at once.
			if (goesOn) await giveWay();
			return goesOn;
		},
	});
	return outcomes;
}

/** `null` when the execution was stopped before the item was sent. */
async function outcomeOf(
	context: OperationContext,
	prepared: Prepared,
	item: number,
): Promise<ItemOutcome | null> {
	if (isNodeFailure(prepared)) return prepared;
	try {
		return await prepared.run();
	} catch (error) {
		if (error instanceof ExecutionCancelled) return null;
		return toNodeFailure(context.functions.getNode(), error, item);
	}
}
