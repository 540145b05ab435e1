import type { ApiFailure } from './failure';

/**
 * The RAM action a denied call needs. The gateway may name it in its access-denied detail; else it
 * is product and action, the form that https://www.alibabacloud.com/help/en/ram documents for RPC.
 */
export function deniedAction(failure: ApiFailure): string {
	return authActionOf(failure.accessDeniedDetail) ?? `${failure.product}:${failure.action}`;
}

/** One statement of a RAM policy as JSON, ready to paste; the product has no resource-level rights. */
export function ramStatement(action: string): string {
	return JSON.stringify({ Effect: 'Allow', Action: [action], Resource: ['*'] });
}

function authActionOf(detail: string | null | undefined): string | undefined {
	const match = /"AuthAction"\s*:\s*"([a-z0-9-]+:[A-Za-z]+)"/.exec(detail ?? '');
	return match?.[1];
}
