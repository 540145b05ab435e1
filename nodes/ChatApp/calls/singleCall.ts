import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { retryOf } from '../apiCatalog/verbs';
import { optionsField } from '../runtime/options';
import type { ItemOperation, OperationContext } from '../runtime/operation';
import { requestIdOf } from '../runtime/results';
import type { CallParameter } from '../fields/parameter';
import { addedField, readGiven, type AddedFields, type Sent } from '../fields/reading';

type Texts = Pick<ItemOperation, 'value' | 'name' | 'action' | 'description'>;

/** What came of a call. */
export interface Answer {
	readonly envelope: IDataObject;
	readonly sent: Sent;
}

/** An operation that is one call of an action: its fields are the parameters. */
export interface SingleCall extends Texts {
	/** The action of the service. */
	readonly calls: string;
	readonly parameters: readonly CallParameter[];
	readonly added?: AddedFields;
	/** Fields that fill no parameter directly; `complete` reads them. */
	readonly others?: readonly INodeProperties[];
	/** What is sent beside or instead of the fields' values; checks that need several fields. */
	complete?(context: OperationContext, itemIndex: number, sent: Sent): Promise<Sent> | Sent;
	result(
		answer: Answer,
		functions: IExecuteFunctions,
		itemIndex: number,
	): IDataObject | IDataObject[];
}

/** Makes an operation of a table of fields. */
export function singleCall(call: SingleCall): ItemOperation {
	const { value, name, action, description, calls, parameters, added, others = [] } = call;
	return {
		value,
		name,
		action,
		description,
		properties: [
			...parameters.map(({ property }) => property),
			...others,
			...(added ? [addedField(added)] : []),
			optionsField(),
		],
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
			return call.result({ envelope, sent }, functions, itemIndex);
		},
	};
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
