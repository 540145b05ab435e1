import {
	isResourceLocatorValue,
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { callApi } from '../client/client';
import type { ApiValue } from '../wire/serialize';
import { hasMorePages, rowsOf, totalOf } from './pages';
import type { ItemPage } from './searchPages';

/** The answer of a reading action. */
export async function read(
	context: ILoadOptionsFunctions,
	action: string,
	body: Readonly<Record<string, ApiValue>>,
): Promise<IDataObject> {
	return await callApi(context, { product: 'cams', action, retry: 'safe', body });
}

/** One page of a list that is read by page number. */
export function pageOf(
	context: ILoadOptionsFunctions,
	answer: IDataObject,
	rowsKey: string,
	totalKey: string,
	index: number,
	toItems: (rows: readonly IDataObject[]) => INodeListSearchItems[],
): ItemPage {
	const rows = rowsOf(answer, rowsKey);
	const total = totalOf(answer, totalKey);
	const items = choosable(context, rows, toItems(rows));
	return { items, hasMore: hasMorePages(rows.length, total, index) };
}

/**
 * The entries of rows. Those without an ID are left out, since nobody could choose them.
 *
 * @param id what tells the rows apart.
 * @throws NodeOperationError if none has: empty, the list would say that there is nothing to choose.
 */
export function choosable<Item>(
	context: ILoadOptionsFunctions,
	rows: readonly unknown[],
	items: Item[],
	id = 'ID',
): Item[] {
	if (rows.length === 0 || items.length > 0) return items;
	throw new NodeOperationError(context.getNode(), `The service returned a list without ${id}s`, {
		description: `Copy the ${id} from the console, and enter it instead of choosing from the list.`,
	});
}

/**
 * An empty drop-down explains nothing; nothing found for a search is no mistake, and neither is the
 * end of a list.
 *
 * @param asked what the user searched for, or the token of a later page.
 */
export function whenEmpty(
	context: ILoadOptionsFunctions,
	found: INodeListSearchResult,
	asked: unknown,
	reason: { message: string; description: string },
): INodeListSearchResult {
	if (found.results.length > 0 || found.paginationToken || asked) return found;
	throw new NodeOperationError(context.getNode(), reason.message, {
		description: reason.description,
	});
}

/** What was picked in another field, which the list depends on. */
export function chosen(context: ILoadOptionsFunctions, name: string, label: string): string {
	const value = plainParameter(context, name);
	if (value !== '') return value;
	throw new NodeOperationError(context.getNode(), `Choose '${label}' first`, {
		description: `This list depends on '${label}', which is empty or an expression.`,
	});
}

/** A parameter as text; empty for an expression, which has no value in the editor. */
export function plainParameter(context: ILoadOptionsFunctions, name: string): string {
	// Unwrapped here, because `extractValue` throws where the node shows no such parameter.
	const stored = context.getCurrentNodeParameter(name);
	const value = isResourceLocatorValue(stored) ? stored.value : stored;
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text.startsWith('=') ? '' : text;
}
