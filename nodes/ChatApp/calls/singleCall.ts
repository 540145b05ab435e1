import {
	NodeApiError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { retryOf } from '../apiCatalog/verbs';
import { shapeRows, simplifyField } from '../fields/outputShape';
import { optionsField } from '../runtime/options';
import type { ItemOperation, OperationContext } from '../runtime/operation';
import { pick, requestIdOf } from '../runtime/results';
import type { CallParameter } from '../fields/parameter';
import { addedField, readGiven, type AddedFields, type Sent } from '../fields/reading';

type Texts = Pick<ItemOperation, 'value' | 'name' | 'action' | 'description'>;

/** What was sent, and the service's whole answer. */
export interface Answer {
	readonly envelope: IDataObject;
	readonly sent: Sent;
}

/** Why a call that the service answered as a success did not do its job. */
export interface Refusal {
	/** The service's code; empty when it returns none. */
	readonly code: string;
	/** What happened, for the headline of the error. */
	readonly message: string;
	/** What to do about it. */
	readonly advice: string;
}

/** An operation that is one call of an action: its fields are the parameters. */
export interface SingleCall extends Texts {
	/** The action of the service. */
	readonly calls: string;
	readonly parameters: readonly CallParameter[];
	readonly added?: AddedFields;
	/** Fields that fill no parameter directly; `complete` reads them. */
	readonly others?: readonly INodeProperties[];
	/** The fields of a simplified result; absent when results are small. */
	readonly simple?: readonly string[];
	/** See `ItemOperation`. */
	readonly holdsFiles?: true;
	/** Options beside those of the run. */
	readonly options?: readonly INodeProperties[];
	/** What is sent beside or instead of the fields' values; checks that need several fields. */
	complete?(context: OperationContext, itemIndex: number, sent: Sent): Promise<Sent> | Sent;
	/** For answers that hold a second one, which can say no although the first says yes. */
	judge?(answer: Answer): Refusal | null;
	result(
		answer: Answer,
		functions: IExecuteFunctions,
		itemIndex: number,
	): IDataObject | IDataObject[];
}

/** Makes an operation of a table of fields. */
export function singleCall(call: SingleCall): ItemOperation {
	const { value, name, action, description, calls, parameters, added, simple, others = [] } = call;
	return {
		value,
		name,
		action,
		description,
		properties: [
			...parameters.map(({ property }) => property),
			...others,
			...(simple ? [simplifyField] : []),
			...(added ? [addedField(added)] : []),
			optionsField(call.options),
		],
		...(call.holdsFiles && { holdsFiles: true }),
		async execute(context, itemIndex) {
			const { functions, callApi } = context;
			const given = readGiven(functions, itemIndex, parameters, added);
			const sent = { ...given, ...(await call.complete?.(context, itemIndex, given)) };
			const envelope = await callApi({
				product: 'cams',
				action: calls,
				retry: retryOf(calls),
				body: sent,
			});
			const answer: Answer = { envelope, sent };
			const refusal = call.judge?.(answer);
			if (refusal) throw refused(functions, itemIndex, refusal, envelope);
			const result = call.result(answer, functions, itemIndex);
			if (!simple) return result;
			const rows = [result].flat();
			const shaped = shapeRows(functions, itemIndex, rows, (row) => pick(row, simple));
			return Array.isArray(result) ? shaped : (shaped[0] ?? {});
		},
	};
}

function refused(
	functions: IExecuteFunctions,
	itemIndex: number,
	{ code, message, advice }: Refusal,
	envelope: IDataObject,
): NodeApiError {
	const requestId = requestIdOf(envelope);
	const error = new NodeApiError(
		functions.getNode(),
		{ code, message },
		{
			message,
			description: `${advice} Code: ${code || 'none'}. Request ID: ${requestId ?? 'none'}.`,
			itemIndex,
		},
	);
	const context = { code: code || null, requestId, retryable: false, outcome: 'refused' };
	Object.assign(error.context, context);
	return error;
}

/**
 * For actions that only say that they worked: what was done to what.
 *
 * @param done such as `{deleted: true}`.
 * @param names the parameters that say what it was done to.
 */
export function confirmation(
	{ envelope, sent }: Answer,
	done: IDataObject,
	names: readonly string[],
): IDataObject {
	return { ...done, ...echo(sent, names), requestId: requestIdOf(envelope) };
}

/** Parameters of the call under the names that results have. */
export function echo(sent: Sent, names: readonly string[]): IDataObject {
	return Object.fromEntries(
		names
			.filter((name) => sent[name] !== undefined)
			.map((name) => [resultName(name), sent[name] as IDataObject[string]]),
	);
}

function resultName(name: string): string {
	if (name === 'CustSpaceId') return 'channelId';
	return name.charAt(0).toLowerCase() + name.slice(1);
}
