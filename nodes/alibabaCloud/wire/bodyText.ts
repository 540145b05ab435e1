/**
 * The text of a body as n8n's HTTP helper returns it: a string, or the bytes of UTF-8 text. Without
 * the mark that some servers put before it, which no JSON parser takes.
 */
export function bodyText(body: unknown): string {
	return textIn(body).replace(/^\uFEFF/, '');
}

function textIn(body: unknown): string {
	if (typeof body === 'string') return body;
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	return body instanceof ArrayBuffer ? Buffer.from(body).toString('utf8') : '';
}
