import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import type { ApiCall } from '../../alibabaCloud/client/client';
import type { SendLimits } from '../messages/allowList';
import type { SendMemory } from './sendMemory';

/** What an operation works with. One per run of the node, shared by all items. */
export interface OperationContext {
	/** n8n's functions, for reading parameters and input items. */
	readonly functions: IExecuteFunctions;
	/** Aborted when the user stops the execution; nothing may be sent after that. */
	readonly signal: AbortSignal | undefined;
	/** What may be sent for the items of this context: each holds. `callApi` refuses the rest. */
	readonly limits: readonly SendLimits[];
	/** What earlier tries of this run sent; opened by the first operation that asks. */
	memory(): SendMemory;
	/**
	 * Calls an action with the run's pacing, time limit and retries, and returns the whole
	 * envelope. Throws the client's `NodeApiError`.
	 */
	callApi<T extends object = IDataObject>(call: ApiCall): Promise<T>;
	/**
	 * Produces a value once a run, also when many items ask for it at the same time. A failure is
	 * kept as well: a thousand items must not ask a thousand times for a template that is gone.
	 */
	once<T>(key: string, produce: () => Promise<T>): Promise<T>;
	/**
	 * The context for the calls of some items, whose limits count for it. Without it the limits of
	 * all items hold for each call.
	 *
	 * @param items in the order of the receivers of a call that has several.
	 */
	forItems(items: readonly number[]): OperationContext;
	/**
	 * Refuses parameters that hold an expression as plain text, before anything is uploaded; what
	 * sends is refused by `callApi` as well.
	 *
	 * @throws InvalidInput that names the field.
	 */
	checkTexts(): void;
}

/** A result that comes with files. */
export class ItemWithBinary {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

interface OperationBase {
	/** Stored in workflows: never rename. Equals the name of the operation's file. */
	readonly value: string;
	readonly name: string;
	/** Sentence case with the resource and without articles, for the nodes panel. */
	readonly action: string;
	readonly description: string;
	/** For assistants that build workflows: when it is the right one. */
	readonly builderHint?: string;
	/** Without resource and operation in `displayOptions`: the description adds them. */
	readonly properties: readonly INodeProperties[];
}

/** One result of an operation. */
export type ItemResult = IDataObject | ItemWithBinary;

/** The outcome of one item: its results, or why there are none. */
export type ItemOutcome = ItemResult | readonly IDataObject[] | NodeApiError | NodeOperationError;

/** The usual kind: every item on its own. */
export interface ItemOperation extends OperationBase {
	/** Each item loads a file, so that few may be under way at a time. */
	readonly holdsFiles?: true;
	/** Flat results of one item; throws n8n's errors or `InvalidInput`. */
	execute(context: OperationContext, itemIndex: number): Promise<ItemResult | IDataObject[]>;
}

/** An item that passed all checks and waits to be sent. */
export interface PreparedItem {
	/** Items of one lane start one after the other: messages to one receiver keep their order. */
	readonly lane: string | null;
	/** Sending it loads a file. */
	readonly holdsFile?: boolean;
	/** Sends it, by `sendOnce`, and returns its results. Only now are files loaded. */
	run(): Promise<ItemResult | IDataObject[]>;
}

/** For what reaches people: every item is checked before the first one is sent. */
export interface SendOperation extends OperationBase {
	/**
	 * Reads and checks one item, and sends nothing; throws n8n's errors or `InvalidInput`. A template
	 * may be read.
	 */
	prepare(context: OperationContext, itemIndex: number): Promise<PreparedItem>;
}

/** For calls that carry many items at once. */
export interface BatchOperation extends OperationBase {
	/** One outcome for each input item, in input order; `undefined` for what was not started. */
	executeAll(
		context: OperationContext,
		itemCount: number,
	): Promise<ReadonlyArray<ItemOutcome | undefined>>;
}

export type Operation = ItemOperation | SendOperation | BatchOperation;

export interface Resource {
	/** Stored in workflows: never rename. Equals the name of the resource's folder. */
	readonly value: string;
	readonly name: string;
	/** What it is, for people and for assistants that choose a resource. */
	readonly description: string;
	readonly operations: readonly Operation[];
}
