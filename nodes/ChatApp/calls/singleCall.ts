import {
	NodeApiError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import type { ApiCall } from '../../alibabaCloud/client/client';
import { ExecutionCancelled } from '../../alibabaCloud/errors/executionCancelled';
import { messageIdOf, retryOf } from '../apiCatalog/verbs';
import { shapeRows, simplifyField } from '../fields/outputShape';
import { optionsField, readableOptions } from '../runtime/options';
import type { ItemOperation, OperationContext, SendOperation } from '../runtime/operation';
import { resendUnknownOption } from '../runtime/resendUnknown';
import { sendOnce, settledBefore, type UnknownTexts } from '../runtime/sendOnce';
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
	return {
		...textsOf(call),
		properties: propertiesOf(call),
		...(call.holdsFiles && { holdsFiles: true }),
		async execute(context, itemIndex) {
			const { functions, callApi } = context;
			const sent = await readSent(context, itemIndex, call);
			const envelope = await callApi(requestOf(call, sent));
			const answer: Answer = { envelope, sent };
			const refusal = call.judge?.(answer);
			if (refusal) throw refused(functions, itemIndex, refusal, envelope);
			const result = call.result(answer, functions, itemIndex);
			if (!call.simple) return result;
			const names = call.simple;
			const rows = [result].flat();
			const shaped = shapeRows(functions, itemIndex, rows, (row) => pick(row, names));
			return Array.isArray(result) ? shaped : (shaped[0] ?? {});
		},
	};
}

/** A call that reaches people; its option 'Resend If Outcome Is Unknown' is to be among the options. */
export interface SingleSend extends Omit<SingleCall, 'holdsFiles' | 'judge' | 'simple'> {
	/** What is said of a call that an earlier try may have made. */
	readonly unknown: UnknownTexts;
}

/** The same for a call that no retry of the node may repeat: all items are checked before the first. */
export function singleSend(call: SingleSend): SendOperation {
	return {
		...textsOf(call),
		properties: propertiesOf(call),
		async prepare(context, itemIndex) {
			const { functions } = context;
			const sent = await readSent(context, itemIndex, call).catch((error: unknown): Sent => {
				// What an earlier try made is answered from memory, whatever the fields hold now.
				const isOut = !(error instanceof ExecutionCancelled) && settledBefore(context, itemIndex);
				if (isOut) return {};
				throw error;
			});
			const { resendUnknown } = readableOptions(functions, itemIndex, [resendUnknownOption.name]);
			const request = requestOf(call, sent);
			return {
				lane: null,
				async run() {
					const envelope = await sendOnce(context, {
						...{ item: itemIndex, identity: request, idName: messageIdOf(call.calls) ?? '' },
						resend: resendUnknown === true,
						unknown: call.unknown,
						call: async () => await Promise.resolve(request),
					});
					return call.result({ envelope, sent }, functions, itemIndex);
				},
			};
		},
	};
}

function textsOf({ value, name, action, description }: Texts): Texts {
	return { value, name, action, description };
}

type Table = Pick<
	SingleCall,
	'added' | 'calls' | 'complete' | 'options' | 'others' | 'parameters' | 'simple'
>;

function propertiesOf(table: Table): INodeProperties[] {
	const { parameters, added, others = [], simple, options } = table;
	return [
		...parameters.map(({ property }) => property),
		...others,
		...(simple ? [simplifyField] : []),
		...(added ? [addedField(added)] : []),
		optionsField(options),
	];
}

async function readSent(context: OperationContext, itemIndex: number, table: Table): Promise<Sent> {
	const given = readGiven(context.functions, itemIndex, table.parameters, table.added);
	return { ...given, ...(await table.complete?.(context, itemIndex, given)) };
}

function requestOf({ calls }: Table, sent: Sent): ApiCall {
	return { product: 'cams', action: calls, retry: retryOf(calls), body: sent };
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
