import { parseOrNothing, unwrapBody, unwrapJson } from '../../alibabaCloud/wire/embedded';
import { jsonIn } from '../../alibabaCloud/wire/parseJson';
import { withServiceNames } from './fieldNames';
import { type Entry, isEntry, read } from './fields';
import { kindOf } from './kind';

/**
 * The JSON of a body. Gateways that put quotes around a body do not escape what is inside, which is
 * no JSON any more: `"[{"MessageId":"..."}]"`. Undefined when it cannot be read.
 */
export function parseBody(text: string): unknown {
	const parsed = parseOrNothing(text);
	if (parsed !== undefined) return parsed;
	const inner = insideQuotes(text);
	return inner === undefined ? undefined : parseOrNothing(inner);
}

/** Gateways put quotes around a body, and other gateways around that. */
const MAX_LAYERS = 4;

/**
 * The text of a list or an object without the quotes around it, and without the space; any other
 * text as it is. What is inside is not parsed.
 */
export function withoutQuotes(body: string): string {
	let text = body.trim();
	for (let layer = 0; layer < MAX_LAYERS && text.startsWith('"'); layer++) {
		const parsed = jsonIn(text);
		const inner = typeof parsed === 'string' ? parsed.trim() : insideQuotes(text);
		if (inner === undefined || !/^[[{"]/.test(inner)) break;
		text = inner;
	}
	return text;
}

/** So many entries of an envelope are looked at to see what it is. */
const ENTRIES_TO_KNOW = 50;

/**
 * What a body brings: usually a list of notifications or one of them. `{ code, data: [...] }`, the
 * form of the service's own answers, brings what is in `data` if one of its first entries is known.
 */
export function entriesOf(body: unknown): unknown {
	const content = unwrapBody(typeof body === 'string' ? (parseBody(body) ?? body) : body);
	if (!isEntry(content) || isNotification(content)) return content;

	// Else it is no envelope but something unknown, which would lose its other fields.
	const inner = unwrapBody(dataOf(content));
	const brings = Array.isArray(inner)
		? inner.slice(0, ENTRIES_TO_KNOW).some(isNotification)
		: isNotification(inner);
	return brings ? inner : content;
}

/** Whether a value, or the JSON that it holds as text, is a notification of a known kind. */
function isNotification(value: unknown): boolean {
	const entry = unwrapJson(value);
	return isEntry(entry) && kindOf(withServiceNames(entry)) !== 'unknown';
}

function dataOf(envelope: Entry): unknown {
	return read(envelope, 'data', 'Data');
}

function insideQuotes(text: string): string | undefined {
	const body = text.trim();
	const inner = body.slice(1, -1).trim();
	return body.startsWith('"') && body.endsWith('"') && /^[[{]/.test(inner) ? inner : undefined;
}
