import type { IDisplayOptions } from 'n8n-workflow';

type Show = NonNullable<IDisplayOptions['show']>;

/**
 * Conditions of a field with more of its own, which go before all but the first.
 *
 * n8n reads conditions in their order and shows a field without reading on where one is an
 * expression. With 'Channel Type' or 'Category' before the kind of header, the required fields of all
 * headers and layouts would stop the run. The first condition decides where fields are left out.
 */
export function narrowed(show: Show | undefined, own: Show): Show {
	const [first, ...others] = Object.entries(show ?? {});
	return Object.fromEntries([...(first ? [first] : []), ...Object.entries(own), ...others]);
}
