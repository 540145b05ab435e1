import { createHmac } from 'node:crypto';

import type { SigningKeys } from './keys';

/** A request to store an object, before it is signed. */
export interface UnsignedUpload {
	readonly bucket: string;
	/** Name of the object in its bucket, without a leading slash, not percent-encoded. */
	readonly key: string;
	readonly contentType: string;
	/** Asks for an object that anybody may read; left out, the bucket's own rule applies. */
	readonly acl?: 'public-read';
}

/**
 * Signs the storing of an object in Object Storage Service with its header signature, version 1
 * (HMAC-SHA1).
 *
 * @returns all headers to send.
 *
 * Source: https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header
 */
export function signUpload(
	{ bucket, key, contentType, acl }: UnsignedUpload,
	keys: SigningKeys,
	date: Date,
): Record<string, string> {
	const timestamp = date.toUTCString();
	const ossHeaders: Record<string, string> = {
		...(acl ? { 'x-oss-object-acl': acl } : {}),
		...(keys.securityToken ? { 'x-oss-security-token': keys.securityToken } : {}),
	};
	const stringToSign = [
		'PUT',
		'',
		contentType,
		timestamp,
		...Object.entries(ossHeaders).map(([name, value]) => `${name}:${value}`),
		`/${bucket}/${key}`,
	].join('\n');
	const signature = createHmac('sha1', keys.accessKeySecret).update(stringToSign).digest('base64');

	return {
		Authorization: `OSS ${keys.accessKeyId}:${signature}`,
		Date: timestamp,
		'Content-Type': contentType,
		...ossHeaders,
	};
}
