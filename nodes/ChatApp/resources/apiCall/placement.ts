import type { ApiCall } from '../../../shared/api/client';
import type { ApiValue } from '../../../shared/api/serialise';
import type { ApiAction } from '../../../shared/catalogue/notation';
import { InvalidInput, optionalText } from '../../../shared/errors/invalidInput';

type Chosen = (action: ApiAction | undefined) => 'body' | 'query';

/**
 * Where the parameters of a call go. No action is known to need the query: every action declares
 * form data, and the official SDK moved 27 actions, sending among them, from the form body (1.4.2)
 * to the query (5.3.0) while clients of both kinds stayed in use. The form body has room for 1,000
 * recipients, an address has not: https://www.rfc-editor.org/rfc/rfc9110#section-4.1
 *
 * That the service takes the form body for every action is not confirmed, hence the other choices.
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
): Pick<ApiCall, 'body' | 'query'> {
	const name = optionalText(placement) ?? 'automatic';
	const choose = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined;
	if (!choose) {
		throw new InvalidInput(
			`'Placement' is not known: ${name}`,
			`Use one of ${Object.keys(PLACES).join(', ')}.`,
		);
	}
	return choose(action) === 'query' ? { query: values } : { body: values };
}
