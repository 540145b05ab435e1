const ENCODED = /[^\w.~-]/;
const LEFT_BY_ENCODE_URI_COMPONENT = /[!'()*]/g;
const SURROGATE = /[\uD800-\uDFFF]/;

/**
 * RFC 3986 percent-encoding of UTF-8 text: only `A-Z a-z 0-9 - _ . ~` stay as they are.
 *
 * A lone surrogate, which UTF-8 cannot express, becomes U+FFFD as it does when text is written
 * to the wire; `encodeURIComponent` alone would throw on it.
 *
 * Source: https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function percentEncode(text: string): string {
	if (!ENCODED.test(text)) return text;
	const encodable = SURROGATE.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text;
	return encodeURIComponent(encodable).replace(
		LEFT_BY_ENCODE_URI_COMPONENT,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** A form or query as it travels, in the order that is given. */
export function encodePairs(pairs: ReadonlyArray<readonly [string, string]>): string {
	return pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
}
