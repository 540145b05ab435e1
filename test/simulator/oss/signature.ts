import { createHmac } from 'node:crypto';
import { tellSecret } from '../secretProbe';
import type { HttpRequest } from '../http';
import type { CredentialStore } from '../world/credentials';
import { OssRefusal } from './refusals';

const CLOCK_TOLERANCE_MS = 15 * 60 * 1000;

/** Parameters that are part of the signed resource, of those that are used here. */
const SUB_RESOURCES = new Set(['acl', 'security-token', 'response-content-type']);

/**
 * Who sends a request; null for somebody without any proof.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header
 * https://www.alibabacloud.com/help/en/oss/developer-reference/add-signatures-to-urls
 */
export function signerOf(
	request: HttpRequest,
	credentials: CredentialStore,
	now: number,
): string | null {
	const { headers, query } = request;
	if (headers.authorization !== undefined) {
		const [, id = '', signature = ''] = /^OSS ([^:\s]+):(\S+)$/.exec(headers.authorization) ?? [];
		tellSecret('signature', signature);
		if (!id) throw new OssRefusal(400, 'InvalidArgument', 'Authorization header is invalid.');
		checkClock(headers['x-oss-date'] ?? headers.date, now);
		const token = headers['x-oss-security-token'];
		return check({ id, signature, token, moment: headers.date ?? '' }, request, credentials, now);
	}
	const id = query.get('OSSAccessKeyId');
	if (id === null) return null;
	const moment = query.get('Expires') ?? '';
	if (Number(moment) * 1000 <= now)
		throw new OssRefusal(403, 'AccessDenied', 'Request has expired.');
	const token = query.get('security-token') ?? undefined;
	const signature = query.get('Signature') ?? '';
	return check({ id, signature, token, moment }, request, credentials, now);
}

interface Proof {
	readonly id: string;
	readonly signature: string;
	readonly token: string | undefined;
	/** The date of a signed request, the end of a signed link. */
	readonly moment: string;
}

function check(
	{ id, signature, token, moment }: Proof,
	request: HttpRequest,
	credentials: CredentialStore,
	now: number,
): string {
	const credential = credentials.find(id);
	const isKnown = credential !== undefined && credential.securityToken === token;
	if (!isKnown) {
		throw new OssRefusal(
			403,
			'InvalidAccessKeyId',
			'The OSS Access Key Id you provided does not exist in our records.',
		);
	}
	if (credential.expiresAt !== undefined && credential.expiresAt <= now) {
		throw new OssRefusal(
			403,
			'SecurityTokenExpired',
			'The security token you provided has expired.',
		);
	}
	const expected = signText(stringToSign(request, moment), credential.accessKeySecret);
	if (expected !== signature) {
		throw new OssRefusal(
			403,
			'SignatureDoesNotMatch',
			'The request signature we calculated does not match the signature you provided.',
		);
	}
	return id;
}

export function signText(text: string, secret: string): string {
	return createHmac('sha1', secret).update(text, 'utf8').digest('base64');
}

function stringToSign({ method, headers, path, query }: HttpRequest, moment: string): string {
	const ossHeaders = Object.entries(headers)
		.filter(([name]) => name.startsWith('x-oss-'))
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => `${name}:${value.trim()}\n`)
		.join('');
	const signed = [...query]
		.filter(([name]) => SUB_RESOURCES.has(name))
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => (value === '' ? name : `${name}=${value}`))
		.join('&');
	const resource = decodeURIComponent(path) + (signed && `?${signed}`);
	const md5 = headers['content-md5'] ?? '';
	const type = headers['content-type'] ?? '';
	return `${method}\n${md5}\n${type}\n${moment}\n${ossHeaders}${resource}`;
}

function checkClock(date: string | undefined, now: number): void {
	const time = Date.parse(date ?? '');
	if (Number.isNaN(time)) {
		throw new OssRefusal(
			403,
			'AccessDenied',
			'OSS authentication requires a valid Date or x-oss-date.',
		);
	}
	if (Math.abs(now - time) > CLOCK_TOLERANCE_MS) {
		throw new OssRefusal(
			403,
			'RequestTimeTooSkewed',
			'The difference between the request time and the current time is too large.',
		);
	}
}
