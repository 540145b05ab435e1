import type { IDataObject } from 'n8n-workflow';

import { answeredJson } from '../../alibabaCloud/wire/answeredJson';
import { isObject } from '../../alibabaCloud/wire/parseJson';
import { isEnvelopeField, requestIdOf, toResult } from '../runtime/results';

/** Where a list stands in an answer. */
interface FoundList {
	readonly rows: readonly unknown[];
	/** The object that has the list; a count stands beside it. */
	readonly parent: IDataObject;
}

/** Deep enough for every documented answer. */
const DEPTH = 3;

/**
 * The data of an answer as one item. A single object such as `Data` or `Model` is unwrapped; a
 * call that only says that it worked returns `{success: true}`.
 */
export function simplified(envelope: IDataObject): IDataObject {
	const own = Object.entries(envelope).filter(([name]) => !isEnvelopeField(name));
	const [only] = own;
	if (only === undefined) return { success: true, requestId: requestIdOf(envelope) };
	const data = own.length === 1 && isObject(only[1]) ? only[1] : Object.fromEntries(own);
	return toResult(data, envelope);
}

/**
 * The rows of the list in an answer, each as an item; `null` when it has no list.
 *
 * @param path where the documentation has the list, such as `Data.List[]`. Without one, or when
 * the answer looks otherwise, the list nearest to the surface counts.
 */
export function listRows(
	envelope: IDataObject,
	path: string | undefined,
): { rows: IDataObject[]; total: number | null } | null {
	const found = (path && listAt(envelope, path)) || nearestList(envelope);
	if (!found) return null;
	const rows = found.rows
		.filter((row) => row !== null)
		.map((row) => toResult(isObject(row) ? row : { value: row as IDataObject[string] }, envelope));
	return { rows, total: totalBeside(found.parent) ?? totalBeside(envelope) };
}

/** A value deep in an answer as text; `null` when it is not there. */
export function textAt(envelope: IDataObject, path: readonly string[]): string | null {
	let value: unknown = envelope;
	for (const name of path) value = fieldOf(value, name);
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function listAt(envelope: IDataObject, path: string): FoundList | null {
	const names = path.replace('[]', '').split('.');
	let parent: unknown = envelope;
	for (const name of names.slice(0, -1)) parent = opened(fieldOf(parent, name));
	const rows = opened(fieldOf(parent, names.at(-1) ?? ''));
	return Array.isArray(rows) && isObject(parent) ? { rows, parent } : null;
}

/** A field by its documented name; what the service passes on from Meta has names in lower case. */
function fieldOf(parent: unknown, name: string): unknown {
	const fields = opened(parent);
	if (!isObject(fields)) return undefined;
	return fields[name] ?? fields[name.charAt(0).toLowerCase() + name.slice(1)];
}

/** What is documented as an object or a list and came as JSON text. */
function opened(value: unknown): unknown {
	return answeredJson(value) ?? value;
}

function nearestList(envelope: IDataObject): FoundList | null {
	let layer: IDataObject[] = [envelope];
	for (let depth = 0; depth < DEPTH; depth++) {
		for (const parent of layer) {
			const rows = Object.values(parent).find((value) => Array.isArray(value));
			if (Array.isArray(rows)) return { rows, parent };
		}
		layer = layer.flatMap((parent) => Object.values(parent).filter(isObject));
	}
	return null;
}

function totalBeside({ Total, TotalCount }: IDataObject): number | null {
	const total = Total ?? TotalCount;
	const isCount = typeof total === 'number' || (typeof total === 'string' && /^\d+$/.test(total));
	return isCount ? Number(total) : null;
}
