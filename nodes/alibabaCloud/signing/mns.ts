import { createHmac } from 'node:crypto';

import type { SigningKeys } from './keys';

/** A Simple Message Queue request before it is signed. */
export interface UnsignedQueueRequest {
	readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
	/** Path and query exactly as sent, e.g. `/queues/my-queue/messages?waitseconds=30`. */
	readonly resource: string;
	/** Only when there is a body, e.g. `text/xml`. */
	readonly contentType?: string;
}

const PROTOCOL_VERSION = '2015-06-06';

/**
 * Signs a request to Simple Message Queue (formerly MNS) with its HMAC-SHA1 scheme.
 *
 * `Content-MD5` is optional and left out: the official Node.js client sends another value than
 * RFC 1864 asks for, so leaving it out is the only form that is surely understood.
 *
 * @returns all headers to send.
 *
 * Source: https://www.alibabacloud.com/help/doc-detail/27487.htm
 */
export function signMns(
	request: UnsignedQueueRequest,
	keys: SigningKeys,
	date: Date,
): Record<string, string> {
	const timestamp = date.toUTCString();
	const stringToSign = [
		request.method,
		'',
		request.contentType ?? '',
		timestamp,
		`x-mns-version:${PROTOCOL_VERSION}`,
		request.resource,
	].join('\n');
	const signature = createHmac('sha1', keys.accessKeySecret).update(stringToSign).digest('base64');

	return {
		Authorization: `MNS ${keys.accessKeyId}:${signature}`,
		Date: timestamp,
		'x-mns-version': PROTOCOL_VERSION,
		...(request.contentType ? { 'Content-Type': request.contentType } : {}),
		...(keys.securityToken ? { 'security-token': keys.securityToken } : {}),
	};
}
