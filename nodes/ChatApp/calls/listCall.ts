import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { findAction } from '../apiCatalog/apiCatalog';
import { pagingStyleOf } from '../apiCatalog/paging';
import { listFields } from '../fields/lists';
import { shapeRows, simplifyField } from '../fields/outputShape';
import { optionsField } from '../runtime/options';
import type { ItemOperation, OperationContext } from '../runtime/operation';
import { readLimit } from '../fields/parameters';
import { listRows } from './answers';
import { readAllRows } from './allRows';
import type { ActionValues } from './actionValues';
import { pick } from '../runtime/results';
import type { CallParameter } from '../fields/parameter';
import {
	addedField,
	filterFields,
	readGiven,
	type AddedFields,
	type Sent,
} from '../fields/reading';

type Texts = Pick<ItemOperation, 'value' | 'name' | 'action' | 'description'>;

/** An operation that lists what an action returns, page after page. */
export interface ListCall extends Texts {
	/** The action of the service. */
	readonly calls: string;
	readonly parameters: readonly CallParameter[];
	/** The conditions of the list. */
	readonly filters?: readonly CallParameter[];
	/** Optional fields that are more than filters, or that `complete` reads. */
	readonly added?: AddedFields;
	/** Options beside those of the run. */
	readonly options?: readonly INodeProperties[];
	/** The fields of a simplified row; absent when rows are small. */
	readonly simple?: readonly string[];
	/** What is sent beside or instead of the fields' values. */
	complete?(context: OperationContext, itemIndex: number, sent: Sent): Promise<Sent> | Sent;
	/**
	 * Reads the rows itself, for lists that page, filter or name their rows in ways that the API
	 * catalog does not describe.
	 */
	pages?(reading: ListReading): Promise<IDataObject[]>;
	/** Names what the service names in ways of its own. */
	toRow?(row: IDataObject): IDataObject;
}

/** What the rows of a list are read with. */
export interface ListReading {
	/** Makes one call and returns the envelope; of the list's own action unless another is named. */
	send(body: Sent, action?: string): Promise<IDataObject>;
	/** Reads all wanted rows of an action, as the API catalog describes it. */
	rowsOf(body: Sent, action: string): Promise<IDataObject[]>;
	/** What the fields gave, with what `complete` added. */
	readonly values: Sent;
	/** How many rows are wanted: `Infinity` for all. */
	readonly limit: number;
}

/** Makes an operation with Return All, Limit and Simplify of a table of fields. */
export function listCall(call: ListCall): ItemOperation {
	const { value, name, action, description, calls, parameters, filters, simple } = call;
	const added = call.added ?? (filters ? filterFields(filters) : null);
	return {
		value,
		name,
		action,
		description,
		properties: [
			...parameters.map(({ property }) => property),
			...listFields,
			...(simple ? [simplifyField] : []),
			...(added ? [addedField(added)] : []),
			optionsField(call.options),
		],
		async execute(context, itemIndex) {
			const { functions } = context;
			const given = readGiven(functions, itemIndex, parameters, added);
			const values = { ...given, ...(await call.complete?.(context, itemIndex, given)) };
			const limit = readLimit(functions, itemIndex);
			const send = async (body: Sent, other = calls): Promise<IDataObject> =>
				await context.callApi({ product: 'cams', action: other, retry: 'safe', body });
			const rows = call.pages
				? await call.pages({
						send,
						rowsOf: async (body, other) => await rowsOfAction(context, other, body, limit),
						values,
						limit,
					})
				: await rowsOfAction(context, calls, values, limit);
			const named = call.toRow ? rows.map(call.toRow) : rows;
			if (!simple) return named;
			return shapeRows(functions, itemIndex, named, (row) => pick(row, simple));
		},
	};
}

/** All rows that an action lists, up to the limit, in lower camel case. */
export async function rowsOfAction(
	{ callApi }: OperationContext,
	action: string,
	values: Sent,
	limit: number,
): Promise<IDataObject[]> {
	const known = findAction(action);
	const style = known ? pagingStyleOf(known) : null;
	const send = async (body: ActionValues): Promise<IDataObject> =>
		await callApi({ product: 'cams', action, retry: 'safe', body });
	if (style !== null) {
		return await readAllRows({ send, values: values as ActionValues, action: known, style, limit });
	}
	const path = known?.result.find((field) => field.endsWith('[]'));
	// An answer without its list is an empty list; an item made of it would start what follows.
	return listRows(await send(values as ActionValues), path)?.rows.slice(0, limit) ?? [];
}
