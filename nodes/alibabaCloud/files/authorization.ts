import type { IDataObject } from 'n8n-workflow';

import { isLoopback } from '../wire/endpoints';
import { textOf } from '../input/text';
import type { SigningKeys } from '../signing/keys';
import { parseUrl } from '../wire/url';

/** The right to store objects in one folder for a while. */
export interface UploadAuthorization {
	readonly keys: SigningKeys;
	readonly bucket: string;
	/** Address under which the bucket's objects lie, without a slash at its end. */
	readonly baseUrl: string;
	/** Without slashes at its ends; may be empty. */
	readonly folder: string;
	/** Milliseconds since 1970. */
	readonly expiresAt: number;
}

/** The documented sample gives an hour; without a number as little as a token ever lives. */
const SHORTEST_SECONDS = 900;
/** Larger numbers of seconds are points in time, not durations. */
const LONGEST_SECONDS = 1_000_000_000;

/**
 * Reads `Data` of GetChatappUploadAuthorization.
 *
 * @returns `null` when something that an upload needs is missing or no address.
 *
 * Source: the official client @alicloud/cams20200606 1.4.2 (GetChatappUploadAuthorizationResponseBody)
 */
export function readAuthorization(data: IDataObject, now: number): UploadAuthorization | null {
	const accessKeyId = textOf(data.AccessKeyId);
	const accessKeySecret = textOf(data.AccessKeySecret);
	const bucket = textOf(data.BucketName);
	const baseUrl = bucketUrl(bucket, textOf(data.EndPoint));
	if (!accessKeyId || !accessKeySecret || !baseUrl) return null;
	return {
		keys: { accessKeyId, accessKeySecret, securityToken: textOf(data.SecurityToken) },
		bucket,
		baseUrl,
		folder: textOf(data.Dir).replace(/^\/+|(?<!\/)\/+$/g, ''),
		expiresAt: expiryOf(Number(data.Expire), now),
	};
}

/**
 * Buckets are sub-domains of the endpoint and always reached by HTTPS. A loopback address has no
 * sub-domains, so there the bucket is the first part of the path, over the scheme as given.
 */
function bucketUrl(bucket: string, endpoint: string): string | null {
	if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket)) return null;
	const address = /^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`;
	const url = parseUrl(address);
	if (url === null) return null;
	const { hostname, host, origin } = url;
	if (isLoopback(hostname)) return `${origin}/${bucket}`;
	return host.startsWith(`${bucket}.`) ? `https://${host}` : `https://${bucket}.${host}`;
}

function expiryOf(expire: number, now: number): number {
	if (!Number.isFinite(expire) || expire <= 0) return now + SHORTEST_SECONDS * 1000;
	return expire > LONGEST_SECONDS ? expire * 1000 : now + expire * 1000;
}
