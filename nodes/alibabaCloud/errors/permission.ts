import type { ApiProduct } from '../wire/products';
import type { ApiFailure } from './failure';

/**
 * What RAM calls a product where that differs from the name of its endpoint.
 * https://www.alibabacloud.com/help/es/sms/developer-reference/api-dysmsapi-2018-05-01-ram
 */
const RAM_CODES = Object.freeze({
	cams: 'cams',
	sts: 'sts',
	dybaseapi: 'dybase',
}) satisfies Readonly<Record<ApiProduct, string>>;

/**
 * The RAM action a denied call needs. The gateway may name it in its access-denied detail; else it
 * is product and action, as https://www.alibabacloud.com/help/en/ram documents for RPC services.
 */
export function deniedAction(failure: ApiFailure): string {
	const named = /"AuthAction"\s*:\s*"([a-z0-9-]+:[A-Za-z]+)"/.exec(
		failure.accessDeniedDetail ?? '',
	)?.[1];
	return named ?? `${RAM_CODES[failure.product]}:${failure.action}`;
}

/**
 * One statement of a RAM policy as JSON, ready to paste, for all resources. Rights can be narrowed
 * to resources, but which action knows which is not the same for all, and a statement with the
 * wrong one allows nothing.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-ram
 */
export function ramStatement(action: string): string {
	return JSON.stringify({ Effect: 'Allow', Action: [action], Resource: ['*'] });
}
