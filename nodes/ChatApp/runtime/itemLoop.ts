import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { ExecutionCancelled } from '../../alibabaCloud/errors/executionCancelled';
import type { ErrorJson } from '../../alibabaCloud/errors/failure';
import { countUp, pool } from '../../alibabaCloud/wire/pool';
import { createConcurrency, type Concurrency } from './concurrency';
import { readRunSettings } from './options';
import { createGiveWay } from './giveWay';
import { errorTexts, isNodeFailure, toNodeFailure, type NodeFailure } from './failures';
import {
	ItemWithBinary,
	type BatchOperation,
	type ItemOperation,
	type ItemOutcome,
	type Operation,
	type OperationContext,
	type SendOperation,
} from './operation';
import type { Router } from './router';
import { createRunContext } from './runContext';
import { sendItems } from './sendLoop';
import { failureOfRun } from './sentSoFar';
import { isTool, toToolResult } from './toolResult';

/**
 * Runs the chosen operation over all input items: several at a time, results in input order, each
 * paired with its item. Without Continue On Fail the first failure stops the start of further
 * items and is thrown once those under way have ended; what they sent stays sent.
 */
export async function runItems(
	functions: IExecuteFunctions,
	router: Router,
): Promise<INodeExecutionData[][]> {
	const itemCount = functions.getInputData().length;
	const begun = begin(functions, router);
	if (isNodeFailure(begun)) {
		if (!functions.continueOnFail()) throw begun;
		// Thrown, n8n would hand all input items on as they came in, by the output of what worked.
		return [Array.from({ length: itemCount }, (_, item) => toItems(begun, item)).flat()];
	}
	const { operation, concurrency, context } = begun;
	const outcomes = await run(context, operation, itemCount, concurrency);
	const failure = outcomes.find(isNodeFailure);
	if ('execute' in operation) {
		if (failure && !functions.continueOnFail()) throw failure;
	} else {
		endSends(context, outcomes);
	}
	const items = outcomes.flatMap((outcome, item) => (outcome ? toItems(outcome, item) : []));
	// Those of a send say what is known already; those of other operations are what was asked for.
	if (!('execute' in operation) && isTool(functions)) {
		for (const item of items) item.json = toToolResult(item.json);
	}
	return [items];
}

interface Begun {
	readonly operation: Operation;
	readonly concurrency: Concurrency;
	readonly context: OperationContext;
}

/** What a run needs before its first item, or what went wrong with it for every item. */
function begin(functions: IExecuteFunctions, router: Router): Begun | NodeFailure {
	try {
		const operation = chosenOperation(functions, router);
		const settings = readRunSettings(functions);
		const concurrency = createConcurrency(settings.maxConcurrency);
		const context = createRunContext(functions, settings, operation.properties, concurrency);
		return { operation, concurrency, context };
	} catch (error) {
		return toNodeFailure(functions.getNode(), error, 0);
	}
}

async function run(
	context: OperationContext,
	operation: Operation,
	itemCount: number,
	concurrency: Concurrency,
): Promise<ReadonlyArray<ItemOutcome | undefined>> {
	if ('executeAll' in operation) return await allAtOnce(context, operation, itemCount);
	const runEach = 'prepare' in operation ? sendItems : eachItem;
	return await runEach(context, operation as SendOperation & ItemOperation, itemCount, concurrency);
}

/**
 * Ends a run that sends. What earlier tries sent is forgotten when n8n has no reason to run the
 * items again, since it stores the memory with the run.
 *
 * @throws the failure of a run that stops on errors, with what went out.
 */
function endSends(
	{ functions, memory }: OperationContext,
	outcomes: ReadonlyArray<ItemOutcome | undefined>,
): void {
	const node = functions.getNode();
	const goOn = functions.continueOnFail();
	const isDone = outcomes.every((outcome) => outcome !== undefined && !isNodeFailure(outcome));
	// "Retry On Fail" repeats also a node that continues on errors.
	if (isDone || (goOn && node.retryOnFail !== true)) memory().forget();
	const failure = goOn ? undefined : failureOfRun(node, outcomes, memory());
	if (failure) throw failure;
}

/** A batch that failed as a whole is the failure of every item in it. */
async function allAtOnce(
	context: OperationContext,
	operation: BatchOperation,
	itemCount: number,
): Promise<ReadonlyArray<ItemOutcome | undefined>> {
	try {
		return await operation.executeAll(context, itemCount);
	} catch (error) {
		if (error instanceof ExecutionCancelled) return [];
		const failure = toNodeFailure(context.functions.getNode(), error, 0);
		return Array.from({ length: itemCount }, () => failure);
	}
}

/** Outcomes in input order; an item that was never started has none. */
async function eachItem(
	context: OperationContext,
	operation: ItemOperation,
	itemCount: number,
	concurrency: Concurrency,
): Promise<readonly ItemOutcome[]> {
	const outcomes = new Array<ItemOutcome>(itemCount);
	if (operation.holdsFiles) concurrency.holdFiles();
	const goOn = context.functions.continueOnFail();
	const giveWay = createGiveWay();
	await pool({
		width: () => concurrency.width,
		signal: context.signal,
		next: countUp(itemCount),
		async run(itemIndex) {
			const outcome = await outcomeOf(context, operation, itemIndex);
			if (outcome === null) return false;
			outcomes[itemIndex] = outcome;
			if (!goOn && isNodeFailure(outcome)) return false;
			// An operation that calls nothing, such as a preview, would never let n8n go on.
			await giveWay();
			return true;
		},
	});
	return outcomes;
}

/** `null` when the execution was stopped before the item was sent. */
async function outcomeOf(
	context: OperationContext,
	operation: ItemOperation,
	itemIndex: number,
): Promise<ItemOutcome | null> {
	try {
		return await operation.execute(context.forItems([itemIndex]), itemIndex);
	} catch (error) {
		if (error instanceof ExecutionCancelled) return null;
		return toNodeFailure(context.functions.getNode(), error, itemIndex);
	}
}

function toItems(outcome: ItemOutcome, item: number): INodeExecutionData[] {
	if (outcome instanceof ItemWithBinary) {
		const { json, binary } = outcome;
		return [{ json, binary, pairedItem: { item } }];
	}
	const results: readonly IDataObject[] = isNodeFailure(outcome)
		? [{ error: toErrorJson(outcome) }]
		: Array.isArray(outcome)
			? (outcome as readonly IDataObject[])
			: [outcome as IDataObject];
	return results.map((json) => ({ json, pairedItem: { item } }));
}

/** n8n puts whatever looks like a code into that field when there was no answer. */
function isHttpStatus(httpCode: string | null): httpCode is string {
	return httpCode !== null && /^[1-5]\d\d$/.test(httpCode);
}

function toErrorJson(failure: NodeFailure): ErrorJson {
	const { code, requestId, outcome, retryable, lookup } = failure.context;
	const isCalled = failure instanceof NodeApiError;
	return {
		...errorTexts(failure),
		code: typeof code === 'string' ? code : null,
		requestId: typeof requestId === 'string' ? requestId : null,
		httpCode: isCalled && isHttpStatus(failure.httpCode) ? failure.httpCode : null,
		outcome: typeof outcome === 'string' ? outcome : null,
		retryable: typeof retryable === 'boolean' ? retryable : isCalled ? false : null,
		lookup: typeof lookup === 'object' ? (lookup as IDataObject) : null,
	};
}

function chosenOperation(functions: IExecuteFunctions, router: Router): Operation {
	const resource = functions.getNodeParameter('resource', 0) as string;
	const operation = functions.getNodeParameter('operation', 0) as string;
	const found = router.find(resource, operation);
	if (found) return found;
	throw new NodeOperationError(
		functions.getNode(),
		`The operation '${operation}' of '${resource}' does not exist`,
		{ description: "Choose 'Resource' and 'Operation' again in the node." },
	);
}
