import type { ApiCall } from '../../../shared/api/client';
import { serialise, type ApiValue } from '../../../shared/api/serialise';
import type { ApiAction } from '../../../shared/catalogue/notation';

export type Placement = 'automatic' | 'body' | 'query';

/**
 * Longer query strings go into the form body instead. No more than 8,000 bytes of an address can
 * be relied on: https://www.rfc-editor.org/rfc/rfc9110#section-4.1
 */
const LONGEST_QUERY = 4000;

/**
 * Where the parameters of a call go. Automatic is what the official SDK does, as long as it fits
 * into an address; an action that is not known takes the form body, which has room for everything.
 */
export function placed(
	values: Readonly<Record<string, ApiValue>>,
	placement: Placement,
	action: ApiAction | undefined,
): Pick<ApiCall, 'body' | 'query'> {
	const usual = placement === 'automatic' ? (action?.placement ?? 'body') : placement;
	const isTooLong =
		placement === 'automatic' &&
		new URLSearchParams(serialise(values)).toString().length > LONGEST_QUERY;
	return usual === 'query' && !isTooLong ? { query: values } : { body: values };
}
