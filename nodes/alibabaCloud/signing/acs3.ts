import { createHmac, hash } from 'node:crypto';

import type { SigningKeys } from './keys';
import { percentEncode } from './percentEncode';

/** An HTTP request as it goes over the wire, before it is signed. */
export interface UnsignedRequest {
	readonly method: string;
	/** Host with the port when it is not the default one, as the `Host` header carries it. */
	readonly host: string;
	/** Percent-encoded path, exactly as sent. */
	readonly path: string;
	/** Decoded names and values; a name may stand more than once. */
	readonly query: ReadonlyArray<readonly [string, string]>;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | Buffer;
}

export interface SigningMoment {
	readonly date: Date;
	/** Different for each request: the gateway refuses a nonce that it has seen. */
	readonly nonce: string;
}

const ALGORITHM = 'ACS3-HMAC-SHA256';

/**
 * Signs a request with Alibaba Cloud's signature version 3.
 *
 * @returns all headers to send, names in lower case except `Authorization`. `host` is signed but
 * not returned: the HTTP client sets it from the URL.
 *
 * Source: https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function signAcs3(
	request: UnsignedRequest,
	keys: SigningKeys,
	moment: SigningMoment,
): Record<string, string> {
	const headers = joinHeaders(request.headers);
	const contentHash = sha256Hex(request.body);
	headers['x-acs-date'] = isoSeconds(moment.date);
	headers['x-acs-signature-nonce'] = moment.nonce;
	headers['x-acs-content-sha256'] = contentHash;
	if (keys.securityToken) {
		headers['x-acs-accesskey-id'] = keys.accessKeyId;
		headers['x-acs-security-token'] = keys.securityToken;
	}

	const signedNames = ['host', ...Object.keys(headers).filter(isSignedHeader)].sort();
	const signedValue = (name: string) => (name === 'host' ? request.host : headers[name]);
	const names = signedNames.join(';');
	const canonicalRequest = [
		request.method,
		request.path,
		canonicalQuery(request.query),
		...signedNames.map((name) => `${name}:${signedValue(name)}`),
		'',
		names,
		contentHash,
	].join('\n');
	const signature = createHmac('sha256', keys.accessKeySecret)
		.update(`${ALGORITHM}\n${sha256Hex(canonicalRequest)}`)
		.digest('hex');

	headers.Authorization = `${ALGORITHM} Credential=${keys.accessKeyId},SignedHeaders=${names},Signature=${signature}`;
	return headers;
}

/** The query both as it is signed and as it must be sent: encoded, sorted by name, then value. */
export function canonicalQuery(query: ReadonlyArray<readonly [string, string]>): string {
	return query
		.map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
		.sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
		.map(([name, value]) => `${name}=${value}`)
		.join('&');
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** Header names are equal whatever their case; values of equal names travel joined by commas. */
function joinHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
	const joined = new Map<string, string>();
	const repeated = new Map<string, string[]>();
	for (const [name, value] of Object.entries(headers)) {
		const lower = name.toLowerCase();
		const before = joined.get(lower);
		if (before !== undefined) {
			repeated.set(lower, [...(repeated.get(lower) ?? [before]), value.trim()]);
		}
		joined.set(lower, value.trim());
	}
	for (const [name, values] of repeated) joined.set(name, values.sort().join(','));
	return Object.fromEntries(joined);
}

function isSignedHeader(name: string): boolean {
	return name === 'content-type' || name.startsWith('x-acs-');
}

function sha256Hex(content: string | Buffer): string {
	return hash('sha256', content, 'hex');
}

function isoSeconds(date: Date): string {
	return `${date.toISOString().slice(0, 19)}Z`;
}
