import type { IDataObject } from 'n8n-workflow';

/**
 * The rows of an answer about catalogs or products. They come from Meta as they are, below a map
 * without documented names, and in lower case there.
 */
export function catalogRows({ Model }: IDataObject): IDataObject[] {
	const model = (Model ?? {}) as IDataObject;
	const rows = model.Data ?? model.data;
	if (Array.isArray(rows)) return rows as IDataObject[];
	return Object.keys(model).length > 0 ? [model] : [];
}
