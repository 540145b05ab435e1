import type { ApiCall } from '../../../alibabaCloud/client/client';
import type { ApiValue } from '../../../alibabaCloud/wire/serialize';
import type { ApiAction } from '../../apiCatalog/notation';

type Chosen = (action: ApiAction | undefined) => 'body' | 'query';

/**
 * Where the parameters of a call go. The newest official SDK (5.3.0) puts them into the query for
 * all actions but three; an older one (1.4.2), which stayed in use, puts those of sends, flows, QR
 * codes and verification into the form body. The form body has room for 1,000 recipients, an
 * address has not, and it stays out of logs: https://www.rfc-editor.org/rfc/rfc9110#section-4.1
 *
 * That the service takes the form body for every action is not confirmed. Automatic therefore means
 * the form body, and after a refusal that says that a parameter is missing which was sent, once more
 * the way of the SDK (see `Placements`). The other choices are final.
 */
const PLACES = Object.freeze({
	automatic: () => 'body',
	body: () => 'body',
	query: () => 'query',
	sdk: (action) => action?.placement ?? 'query',
} satisfies Record<string, Chosen>);

/**
 * The parameters of a call in the place that was chosen for them; automatic by default. What is no
 * place was refused as the option was read.
 */
export function placed(
	values: Readonly<Record<string, ApiValue>>,
	placement: unknown,
	action: ApiAction | undefined,
): Pick<ApiCall, 'body' | 'query' | 'placement'> {
	const name = (placement || 'automatic') as keyof typeof PLACES;
	if (PLACES[name](action) === 'query') return { query: values };
	return { body: values, ...(name === 'automatic' ? {} : { placement: 'fixed' }) };
}
