import { parseOrNothing } from '../wire/embedded';

/** Base64 in both of its alphabets. */
const BASE64 = /^[\w+/-]+={0,2}$/;

const BYTE_ORDER_MARK = /^\uFEFF/;

/** Some producers encode what was encoded for them already. */
const MAX_LAYERS = 3;

/**
 * The text of a queue message. The queue does not say how its producer wrote it: the platform's
 * samples decode base64, so plain JSON is looked for first and base64 second. Other text is handed
 * on as it is.
 *
 * Source: https://www.alibabacloud.com/help/en/sms/developer-reference/sms-webhook
 */
export function decodeBody(body: string): string {
	let text = plain(body);
	if (/^[[{]/.test(text)) return text;
	for (let layer = 0; layer < MAX_LAYERS; layer++) {
		const encoded = text.replace(/\s+/g, '');
		if (!BASE64.test(encoded)) break;
		const decoded = plain(Buffer.from(encoded, 'base64').toString('utf8'));
		if (parseOrNothing(decoded) !== undefined) return decoded;
		text = decoded;
	}
	return body;
}

/** JSON with a byte order mark is no JSON. */
function plain(text: string): string {
	return text.trim().replace(BYTE_ORDER_MARK, '');
}
