import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import { tellSecret } from '../secretProbe';
import type { HttpRequest } from '../http';
import type { CredentialLookup, StoredCredential } from '../world/credentials';
import { refusal } from './refusals';

/** What of a request is signed; `target` is path and query exactly as sent. */
export type SignedRequest = Pick<HttpRequest, 'method' | 'target' | 'headers' | 'body'>;

const MAX_CLOCK_SKEW_MS = 15 * 60 * 1000;

/**
 * Checks who sends: the header's form, the date, the key, the signature (MNS V2, HMAC-SHA1), the
 * digest of the body and the temporary token with its time and its queue. Throws a refusal.
 * https://www.alibabacloud.com/help/doc-detail/27487.htm
 */
export function authorize(
	request: SignedRequest,
	queue: string,
	credentials: CredentialLookup,
	now: number,
): void {
	const date = signedDate(request.headers);
	const { accessKeyId, signature } = readAuthorization(request.headers.authorization);
	if (Math.abs(now - Date.parse(date)) > MAX_CLOCK_SKEW_MS) throw refusal('TimeExpired');

	const credential = credentials.find(accessKeyId);
	if (credential === undefined) throw refusal('InvalidAccessKeyId');
	const text = stringToSign(request, date);
	const expected = createHmac('sha1', credential.accessKeySecret).update(text, 'utf8').digest();
	const given = Buffer.from(signature, 'base64');
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
		throw refusal('SignatureDoesNotMatch');
	}

	checkDigest(request);
	checkToken(request.headers, credential, queue, now);
}

/** What both sides sign; an absent header is an empty line. */
export function stringToSign(request: SignedRequest, date: string): string {
	const { headers } = request;
	const own = Object.keys(headers)
		.filter((name) => name.startsWith('x-mns-'))
		.sort()
		.map((name) => `${name}:${headers[name] ?? ''}\n`)
		.join('');
	const fixed = [request.method, headers['content-md5'] ?? '', headers['content-type'] ?? '', date];
	return `${fixed.join('\n')}\n${own}${request.target}`;
}

function signedDate(headers: SignedRequest['headers']): string {
	// Clients that cannot set Date send x-mns-date, and then sign that value in Date's place.
	const date = headers['x-mns-date'] || headers.date || '';
	if (date === '') throw refusal('MissingDateHeader');
	if (Number.isNaN(Date.parse(date))) throw refusal('InvalidDateHeader');
	return date;
}

function readAuthorization(header: string | undefined): {
	accessKeyId: string;
	signature: string;
} {
	if (header === undefined || header === '') throw refusal('MissingAuthorizationHeader');
	const match = /^MNS ([^:\s]+):([A-Za-z0-9+/]+=*)$/.exec(header);
	if (match?.[1] === undefined || match[2] === undefined) {
		throw refusal('InvalidAuthorizationHeader');
	}
	tellSecret('signature', match[2]);
	return { accessKeyId: match[1], signature: match[2] };
}

function checkDigest({ headers, body }: SignedRequest): void {
	const given = headers['content-md5'] ?? '';
	if (given === '') return;
	const digest = createHash('md5').update(body).digest();
	// The official Node.js client encodes the hex text of the digest instead of its bytes, and the
	// service takes that too.
	const accepted = [
		digest.toString('base64'),
		Buffer.from(digest.toString('hex')).toString('base64'),
	];
	if (!accepted.includes(given)) throw refusal('InvalidDegist');
}

function checkToken(
	headers: SignedRequest['headers'],
	credential: StoredCredential,
	queue: string,
	now: number,
): void {
	const sent = headers['security-token'] ?? '';
	if (sent !== (credential.securityToken ?? '')) throw refusal('AccessDenied');
	if (credential.expiresAt !== undefined && credential.expiresAt <= now) {
		throw refusal('AccessDenied', 'The security token you provided has expired.');
	}
	// Queues of platform notifications belong to the platform's account: only a token made for the
	// queue opens them, never the customer's own key.
	const scope = credential.scope?.queue;
	const ofPlatform = queue.startsWith('Alicom-Queue-');
	if (scope === undefined ? ofPlatform : scope !== queue) throw refusal('AccessDenied');
}
