import { jsonIn } from './parseJson';
import { hasMoreValues, isDeeperThan, MAX_DEPTH, textDepth } from './depth';
import { mendedJson } from './mendJson';

/** JSON text inside of JSON text inside of JSON text: flows answer in this way. */
const MAX_LAYERS = 4;

const LOOKS_LIKE_JSON = /^\s*[[{"]/;

/** Deeper text is not parsed at all. */
export const MAX_TEXT_DEPTH = 1000;

/**
 * Far more than any notification has. Whoever calls the URL can send millions, of which each would
 * be looked at several times.
 */
export const MAX_VALUES = 5_000;

/** The same for what holds many notifications at once. */
export const MAX_BODY_VALUES = 50_000;

/**
 * Unwraps JSON that travels as text. What is not JSON, nests too deep or holds too many values comes
 * back as it was.
 *
 * The content of a message is documented as text on some pages and as an object on others.
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound-1
 */
export function unwrapJson(value: unknown): unknown {
	let current = value;
	for (let layer = 0; layer < MAX_LAYERS; layer++) {
		if (typeof current !== 'string' || !LOOKS_LIKE_JSON.test(current)) return current;
		if (hasMoreValues(current, MAX_VALUES)) return current;
		const parsed = parseOrMend(current);
		if (parsed === undefined || isDeeperThan(parsed, MAX_DEPTH)) return current;
		current = parsed;
	}
	return current;
}

/** The parsed text, or undefined when it is not JSON or nests beyond what can be handled. */
export function parseOrNothing(text: string): unknown {
	if (text.length > MAX_TEXT_DEPTH && textDepth(text) > MAX_TEXT_DEPTH) return undefined;
	return jsonIn(text);
}

/** The same for what comes from the service, also where it is not quite JSON; see `mendedJson`. */
export function parseOrMend(text: string): unknown {
	const parsed = parseOrNothing(text);
	if (parsed !== undefined || !LOOKS_LIKE_JSON.test(text)) return parsed;
	const mended = mendedJson(text);
	return mended === undefined ? undefined : parseOrNothing(mended);
}

/**
 * Unwraps the body of a push or a queue message. How deep its entries nest is not looked at here,
 * so that a bad entry does not take the others with it.
 */
export function unwrapBody(body: unknown): unknown {
	let content = body;
	for (let layer = 0; layer < MAX_LAYERS && typeof content === 'string'; layer++) {
		if (hasMoreValues(content, MAX_BODY_VALUES)) break;
		const parsed = parseOrMend(content);
		if (parsed === undefined) break;
		content = parsed;
	}
	return content;
}
