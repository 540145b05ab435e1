import { hasMoreValues } from '../wire/depth';
import { MAX_BODY_VALUES, parseOrMend, parseOrNothing } from '../wire/embedded';

/** Base64 in both of its alphabets. */
const BASE64 = /^[\w+/-]+={0,2}$/;

const BYTE_ORDER_MARK = /^\uFEFF/;

/** To try to parse what is none takes longer than all else. */
const MAY_BE_JSON = /^[[{"\dtfn-]/;

/** Far more than a message of a queue has. Whoever calls a URL can send more, which stays as it is. */
const LONGEST = 1024 * 1024;

/** Some producers encode what was encoded for them already. */
const MAX_LAYERS = 3;

/**
 * The text of a queue message. The queue does not say how its producer wrote it: the platform's
 * samples decode base64, so plain JSON is looked for first and base64 second, also in a JSON string
 * or a list of these. Other text is handed on as it is.
 *
 * Source: https://www.alibabacloud.com/help/en/sms/developer-reference/sms-webhook
 *
 * @param most values that what is encoded may hold; with more it stays as it is
 */
export function decodeBody(body: string, most = MAX_BODY_VALUES): string {
	if (body.length > LONGEST) return body;
	const text = plain(body);
	return decoded(text, MAX_LAYERS, most) ?? (/^[[{]/.test(text) ? text : body);
}

/**
 * JSON with nothing encoded in it any more, or undefined where nothing was. Quotes and lists are no
 * layers: one inside of the other doubles its backslashes, so there cannot be many.
 */
function decoded(text: string, layers: number, most: number): string | undefined {
	const inner = text.startsWith('"') ? parseOrNothing(text) : text;
	if (typeof inner !== 'string' || layers === 0) return undefined;
	const content = plain(inner);
	const read = content.startsWith('[') ? decodedList : decodedText;
	return read(content, layers, most);
}

function decodedText(text: string, layers: number, most: number): string | undefined {
	const encoded = text.replace(/\s+/g, '');
	if (!BASE64.test(encoded)) return undefined;
	const found = plain(Buffer.from(encoded, 'base64').toString('utf8'));
	// No message of a queue has so many, but what is sent to a URL may.
	if (hasMoreValues(found, most)) return undefined;
	const isJson = MAY_BE_JSON.test(found) && parseOrMend(found) !== undefined;
	if (isJson && !/^["[]/.test(found)) return found;
	return decoded(found, layers - 1, most) ?? (isJson ? found : undefined);
}

/** Put together as text, which keeps long numbers as they are. */
function decodedList(text: string, layers: number, most: number): string | undefined {
	// Most lists hold objects, and need not be parsed twice.
	const mayBe = /^\[\s*"/.test(text) && !hasMoreValues(text, most);
	const list = mayBe ? parseOrNothing(text) : undefined;
	if (!Array.isArray(list) || !list.every((entry) => typeof entry === 'string')) return undefined;
	const entries = list.map((entry) => decoded(entry, layers, most));
	if (entries.every((entry) => entry === undefined)) return undefined;
	return `[${entries.map((entry, index) => entry ?? JSON.stringify(list[index])).join(',')}]`;
}

/** JSON with a byte order mark is no JSON. */
function plain(text: string): string {
	return text.trim().replace(BYTE_ORDER_MARK, '');
}
