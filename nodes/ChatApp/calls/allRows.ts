import type { IDataObject } from 'n8n-workflow';

import type { ApiAction } from '../apiCatalog/notation';
import { pageRequest, ROW_KEYS, type PagingStyle } from '../apiCatalog/paging';
import {
	collectByCursor,
	collectPages,
	keyOfFields,
	type Collecting,
} from '../../alibabaCloud/lists/pages';
import { isObject, jsonIn } from '../../alibabaCloud/wire/parseJson';
import { listRows, simplified, textAt } from './answers';
import type { ActionValues } from './actionValues';

/** A call whose answer is a list. */
export interface ListCall {
	readonly send: (values: ActionValues) => Promise<IDataObject>;
	readonly values: ActionValues;
	/** `undefined` when the API catalog does not have it. */
	readonly action: ApiAction | undefined;
	/** `null` when everything comes at once. */
	readonly style: PagingStyle | null;
	/** `Infinity` for all. */
	readonly limit: number;
}

/**
 * The rows of a list, page after page where the action has pages. A page that the user chose is
 * the only one that is read. An answer without a list is one item.
 */
export async function readAllRows(list: ListCall): Promise<IDataObject[]> {
	const { send, values, style, limit } = list;
	const path = list.action?.result.find((field) => field.endsWith('[]'));
	const chosen = style && chosenPage(style, values);
	if (style === null || chosen === null || (chosen[positionOf(style)] ?? null) !== null) {
		const envelope = await send(values);
		return listRows(envelope, path)?.rows.slice(0, limit) ?? [simplified(envelope)];
	}
	const read = async (position: number | string | null, size: number) => {
		const page = pageRequest(style, position, size) as ActionValues;
		const envelope = await send({ ...values, ...page });
		const { rows, total } = listRows(envelope, path) ?? { rows: [], total: null };
		return { rows, total, envelope };
	};
	const collecting = { ...keyOf(list), ...sizeOf(style, chosen) };
	if (style.kind === 'number') return await collectPages(read, limit, collecting);
	return await collectByCursor(
		async (cursor, size) => {
			const { rows, envelope } = await read(cursor, size);
			return { rows, next: textAt(envelope, style.next) };
		},
		limit,
		collecting,
	);
}

/** What the user says of pages; `null` for what only the service can read. */
function chosenPage(style: PagingStyle, values: ActionValues): IDataObject | null {
	if (style.kind === 'cursor' || !style.within) return values;
	const page = jsonIn(values[style.within] ?? {});
	return isObject(page) ? page : null;
}

/** The field in which a user chooses a page. */
function positionOf(style: PagingStyle): string {
	return style.kind === 'cursor' ? style.cursor : style.index;
}

function sizeOf(style: PagingStyle, chosen: IDataObject): Collecting<IDataObject> {
	const size = Number(chosen[style.size]);
	return size > 0 ? { size } : {};
}

/** Rows have lower camel case by now. */
function keyOf({ action }: ListCall): Collecting<IDataObject> {
	const fields: readonly string[] | undefined = (
		ROW_KEYS as Readonly<Record<string, readonly string[]>>
	)[action?.name ?? ''];
	if (!fields) return {};
	return { keyOf: keyOfFields(fields.map((name) => name.charAt(0).toLowerCase() + name.slice(1))) };
}
