import type { IDataObject } from 'n8n-workflow';

import { answeredJson } from '../../alibabaCloud/wire/answeredJson';
import { isObject } from '../../alibabaCloud/wire/parseJson';

/**
 * The rows of an answer about catalogs or products. They come from Meta as they are, below a map
 * without documented names, and in lower case there.
 */
export function catalogRows({ Model }: IDataObject): IDataObject[] {
	const opened = answeredJson(Model);
	const model = isObject(opened) ? opened : {};
	const rows = answeredJson(model.Data ?? model.data);
	if (Array.isArray(rows)) return rows.filter(isObject);
	return Object.keys(model).length > 0 ? [model] : [];
}

/** The map of the answer has no documented names, so the usual spellings are tried. */
const NAMES = Object.freeze({
	flowCode: ['flowCode', 'code'],
	title: ['title', 'flowName', 'name'],
	status: ['status', 'flowStatus'],
	triggerType: ['triggerType', 'flowTriggerType'],
} as const);

/** A chat flow with its code and title in fixed places, beside what else the service returns. */
export function toChatFlow(row: IDataObject): IDataObject {
	const found = Object.entries(NAMES).map(([name, spellings]) => [
		name,
		spellings.map((spelling) => row[spelling]).find((value) => value !== undefined) ?? null,
	]);
	return { ...row, ...(Object.fromEntries(found) as IDataObject) };
}
