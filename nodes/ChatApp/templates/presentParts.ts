import type { IDataObject } from 'n8n-workflow';

import type { RenderedTemplate } from './render';

/**
 * A rendered template for an item: its text first, and no parts that it does not have. n8n shows
 * each `null` in red, and an agent reads all of them.
 */
export function presentParts({ text, ...parts }: RenderedTemplate): IDataObject {
	return { text, ...(withoutNulls(parts) as IDataObject) };
}

function withoutNulls(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNulls);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, part]) => part !== null && part !== undefined)
			.map(([name, part]) => [name, withoutNulls(part)]),
	);
}
