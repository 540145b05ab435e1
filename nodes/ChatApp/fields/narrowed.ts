import type { IDisplayOptions } from 'n8n-workflow';

type Show = NonNullable<IDisplayOptions['show']>;

/**
 * Conditions of a field with more of its own, which go before the others.
 *
 * n8n reads conditions in their order and shows a field without reading on where one is an
 * expression. With 'Channel Type' before the kind of message, the required fields of all kinds would
 * stop the run. A choice that other choices show is empty where they do not, so it goes before them.
 */
export function narrowed(show: Show | undefined, own: Show): Show {
	return { ...own, ...show, ...own };
}
