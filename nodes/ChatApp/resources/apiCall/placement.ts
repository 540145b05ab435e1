import type { ApiCall } from '../../../alibabaCloud/client/client';
import type { ApiValue } from '../../../alibabaCloud/wire/serialize';
import type { ApiAction } from '../../apiCatalog/notation';
import { InvalidInput, optionalText } from '../../../alibabaCloud/input/invalidInput';

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
const PLACES: Readonly<Record<string, Chosen>> = Object.freeze({
	automatic: () => 'body',
	body: () => 'body',
	query: () => 'query',
	sdk: (action: ApiAction | undefined) => action?.placement ?? 'query',
} satisfies Record<string, Chosen>);

/**
 * The parameters of a call in the place that was chosen for them; automatic by default.
 *
 * @throws InvalidInput when an expression chooses a place that does not exist.
 */
export function placed(
	values: Readonly<Record<string, ApiValue>>,
	placement: unknown,
	action: ApiAction | undefined,
): Pick<ApiCall, 'body' | 'query' | 'placement'> {
	const name = optionalText(placement) ?? 'automatic';
	const choose = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined;
	if (!choose) {
		throw new InvalidInput(
			`'Placement' is not known: ${name}`,
			`Use one of ${Object.keys(PLACES).join(', ')}.`,
		);
	}
	if (choose(action) === 'query') return { query: values };
	return { body: values, ...(name === 'automatic' ? {} : { placement: 'fixed' }) };
}
