/**
 * The text of a value from a field or an answer: trimmed, numbers as digits, empty for everything
 * else, so that no `[object Object]` is ever sent or shown.
 */
export function textOf(value: unknown): string {
	return ['string', 'number', 'bigint'].includes(typeof value) ? String(value).trim() : '';
}
