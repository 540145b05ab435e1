/** How waits grow: the first one, and the one that none exceeds. */
export interface Backoff {
	readonly firstMs: number;
	readonly longestMs: number;
}

/**
 * Milliseconds to wait before the next try. The wait doubles each time; its random half keeps
 * several callers from trying again at the same moment after an outage.
 *
 * @param attempt 1 for the first wait
 * @param random from 0 to 1
 */
export function backoffMs(
	{ firstMs, longestMs }: Backoff,
	attempt: number,
	random: number,
): number {
	const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 16));
	return Math.round(full * (0.5 + random / 2));
}
