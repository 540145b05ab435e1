import { parseOrNothing } from '../events/embedded';

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}$/;

/**
 * The text of a queue message. The queue does not say how its producer wrote it: the platform's
 * samples decode base64, so plain JSON is looked for first and base64 second. Other text is handed
 * on as it is.
 *
 * Source: https://www.alibabacloud.com/help/en/sms/developer-reference/sms-webhook
 */
export function decodeBody(body: string): string {
	const text = body.trim();
	if (/^[[{]/.test(text) || !BASE64.test(text)) return body;

	const decoded = Buffer.from(text, 'base64').toString('utf8');
	return parseOrNothing(decoded) === undefined ? body : decoded;
}
