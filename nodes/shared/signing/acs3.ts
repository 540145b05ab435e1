import { createHash, createHmac } from 'node:crypto';

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
	const headers: Record<string, string> = {
		...joinHeaders(request.headers),
		'x-acs-date': isoSeconds(moment.date),
		'x-acs-signature-nonce': moment.nonce,
		'x-acs-content-sha256': sha256Hex(request.body),
	};
	if (keys.securityToken) {
		headers['x-acs-accesskey-id'] = keys.accessKeyId;
		headers['x-acs-security-token'] = keys.securityToken;
	}

	const signed: Record<string, string> = { ...headers, host: request.host };
	const signedNames = Object.keys(signed).filter(isSignedHeader).sort();
	const canonicalRequest = [
		request.method,
		request.path,
		canonicalQuery(request.query),
		...signedNames.map((name) => `${name}:${signed[name]}`),
		'',
		signedNames.join(';'),
		headers['x-acs-content-sha256'],
	].join('\n');
	const signature = createHmac('sha256', keys.accessKeySecret)
		.update(`${ALGORITHM}\n${sha256Hex(canonicalRequest)}`)
		.digest('hex');

	return {
		...headers,
		Authorization: `${ALGORITHM} Credential=${keys.accessKeyId},SignedHeaders=${signedNames.join(';')},Signature=${signature}`,
	};
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
	const byName = new Map<string, string[]>();
	for (const [name, value] of Object.entries(headers)) {
		const lower = name.toLowerCase();
		byName.set(lower, [...(byName.get(lower) ?? []), value.trim()]);
	}
	return Object.fromEntries([...byName].map(([name, values]) => [name, values.sort().join(',')]));
}

function isSignedHeader(name: string): boolean {
	return name === 'host' || name === 'content-type' || name.startsWith('x-acs-');
}

function sha256Hex(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

function isoSeconds(date: Date): string {
	return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
