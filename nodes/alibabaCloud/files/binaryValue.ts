import type { IBinaryData } from 'n8n-workflow';

import { isObject } from '../wire/parseJson';

/**
 * Whether the value of a field is a file as n8n keeps it, which `{{ $binary.data }}` returns. n8n's own
 * nodes take one in place of the name of its field.
 */
export function isBinaryValue(value: unknown): value is IBinaryData {
	return isObject(value) && typeof value.mimeType === 'string' && hasContent(value);
}

/** Whether bytes can be read from a file of an item. A Code node can have put anything there. */
export function hasContent(file: unknown): file is Partial<IBinaryData> {
	if (!isObject(file)) return false;
	return typeof file.data === 'string' || (typeof file.id === 'string' && file.id !== '');
}
