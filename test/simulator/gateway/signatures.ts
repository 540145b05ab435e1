import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { tellSecret } from '../secretProbe';
import type { HttpRequest } from '../http';
import { refusals } from './errors';
import type { Params } from './params';

/** What a signature says and how to recompute it. */
export interface Claim {
	accessKeyId: string;
	securityToken: string | undefined;
	nonce: string;
	/** Milliseconds since 1970. */
	time: number;
	stringToSign: string;
	/** True when this secret makes the same signature. */
	matches(secret: string): boolean;
}

const ALGORITHM = 'ACS3-HMAC-SHA256';
const AUTHORIZATION =
	/^(\S+)\s+Credential=([^,]*),\s*SignedHeaders=([^,]*),\s*Signature=([0-9a-f]+)$/;
const ALWAYS_SIGNED = ['host', 'x-acs-action', 'x-acs-version', 'x-acs-date'] as const;

function encode(value: string): string {
	return encodeURIComponent(value).replace(
		/[!'()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

function sha256(data: string | Buffer): string {
	return createHash('sha256').update(data).digest('hex');
}

function same(left: string, right: string): boolean {
	const a = Buffer.from(left);
	const b = Buffer.from(right);
	return a.length === b.length && timingSafeEqual(a, b);
}

/** Alibaba Cloud writes dates in UTC with seconds: "2026-09-30T10:00:00Z". */
function readTime(text: string | undefined): number {
	if (!text || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) throw refusals.malformedTime();
	return Date.parse(text);
}

function byCode(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Reads an ACS3-HMAC-SHA256 signature.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function readAcs3(request: HttpRequest): Claim {
	const { headers } = request;
	const match = AUTHORIZATION.exec(headers.authorization ?? '');
	if (!match) throw refusals.incomplete('the Authorization header cannot be read');
	const [, algorithm, accessKeyId = '', signedText = '', signature = ''] = match;
	tellSecret('signature', signature);
	if (algorithm !== ALGORITHM) throw refusals.incomplete(`the algorithm ${algorithm} is unknown`);
	const signed = signedText.split(';');
	for (const name of ALWAYS_SIGNED) {
		if (!signed.includes(name)) throw refusals.incomplete(`the header ${name} is not signed`);
	}
	for (const name of Object.keys(headers)) {
		if (name.startsWith('x-acs-') && !signed.includes(name)) {
			throw refusals.incomplete(`the header ${name} is not signed`);
		}
	}
	const nonce = headers['x-acs-signature-nonce'];
	if (!nonce) throw refusals.incomplete('the header x-acs-signature-nonce is absent');
	const time = readTime(headers['x-acs-date']);
	const query = [...request.query.entries()]
		.map(([name, value]) => [encode(name), encode(value)] as const)
		.sort(([left], [right]) => byCode(left, right))
		.map(([name, value]) => `${name}=${value}`)
		.join('&');
	const canonical = [
		request.method,
		request.path,
		query,
		...signed.map((name) => `${name}:${(headers[name] ?? '').trim()}`),
		'',
		signedText,
		// The hash is taken from the bytes that came, so a changed body breaks the signature.
		sha256(request.body),
	].join('\n');
	const stringToSign = `${ALGORITHM}\n${sha256(canonical)}`;
	const claimed = headers['x-acs-content-sha256'];
	return {
		accessKeyId,
		securityToken: headers['x-acs-security-token'],
		nonce,
		time,
		stringToSign,
		matches: (secret) =>
			claimed === sha256(request.body) &&
			same(createHmac('sha256', secret).update(stringToSign).digest('hex'), signature),
	};
}

/**
 * Reads the older RPC signature (HMAC-SHA1 over all parameters); old clients still send it.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism
 */
export function readRpc(request: HttpRequest, params: Params): Claim {
	const { Signature: signature, ...rest } = params.everything;
	if (!signature) throw refusals.incomplete('the signature is absent');
	if (rest.SignatureMethod !== 'HMAC-SHA1' || rest.SignatureVersion !== '1.0') {
		throw refusals.incomplete('SignatureMethod has to be HMAC-SHA1 and SignatureVersion 1.0');
	}
	if (!rest.SignatureNonce) throw refusals.incomplete('SignatureNonce is absent');
	const canonical = Object.entries(rest)
		.sort(([left], [right]) => byCode(left, right))
		.map(([name, value]) => `${encode(name)}=${encode(value)}`)
		.join('&');
	const stringToSign = `${request.method}&${encode('/')}&${encode(canonical)}`;
	return {
		accessKeyId: rest.AccessKeyId ?? '',
		securityToken: rest.SecurityToken,
		nonce: rest.SignatureNonce,
		time: readTime(rest.Timestamp),
		stringToSign,
		matches: (secret) =>
			same(createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64'), signature),
	};
}
