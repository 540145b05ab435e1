import type { ApiProduct } from './products';
import { parseUrl } from './url';

/** What the credential `alibabaCloudApi` holds. Fields that do not apply may be absent or empty. */
export interface AlibabaCloudCredential {
	readonly authentication: 'accessKey' | 'stsToken' | 'ramRole';
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	readonly securityToken?: string;
	readonly roleArn?: string;
	readonly roleSessionName?: string;
	readonly externalId?: string;
	readonly regionId?: string;
	/** Off: the addresses below are ignored, as the form hides them. */
	readonly customEndpoints?: boolean;
	readonly camsEndpoint?: string;
	readonly stsEndpoint?: string;
	readonly dybaseapiEndpoint?: string;
	readonly mnsEndpoint?: string;
	/**
	 * Not stored: sessions of an assumed role from before this moment, on the clock of
	 * `performance.now`, are dead although their time is not over.
	 */
	readonly endSessionsBefore?: number;
}

export const DEFAULT_REGION = 'ap-southeast-1';

/**
 * The address of a product's API as `scheme://host[:port]`, without a path.
 *
 * The only documented address of Chat App Message Service is that of `ap-southeast-1`; other
 * regions follow the rule of the official SDK for addresses.
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-endpoint
 */
export function endpointOf(credential: AlibabaCloudCredential, product: ApiProduct): string {
	const region = fieldText(credential.regionId) || DEFAULT_REGION;
	return withScheme(customEndpoint(credential, product) || `${product}.${region}.aliyuncs.com`);
}

/** What the credential says about an address; an empty string when it says nothing. */
export function customEndpoint(
	credential: AlibabaCloudCredential,
	product: ApiProduct | 'mns',
): string {
	return credential.customEndpoints ? fieldText(credential[`${product}Endpoint`]) : '';
}

/** Accepts a bare host as the consoles and SDKs show it, or a URL. Paths are dropped. */
export function withScheme(endpoint: string): string {
	const address = /^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`;
	return /^https?:\/\/[^/?#]*/i.exec(address)?.[0] ?? address;
}

/** The text of a field of a credential: an expression in it can return a number. */
export function fieldText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Whether nobody on the way can read what is sent: HTTPS, or plain HTTP within this machine. */
export function isSafe(endpoint: string): boolean {
	return /^https:/i.test(endpoint) || isLoopback(parseUrl(endpoint)?.hostname ?? '');
}

/** Whether a host is this machine, so that a request to it does not leave it. */
export function isLoopback(hostname: string): boolean {
	return (
		hostname === 'localhost' ||
		hostname === '[::1]' ||
		hostname === '::1' ||
		/^127(?:\.\d{1,3}){3}$/.test(hostname)
	);
}
