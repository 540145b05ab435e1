import { isDeeperThan, MAX_DEPTH, pruned } from './depth';
import { parseJson } from './parseJson';

/**
 * What a text of an answer says as JSON, `undefined` where it is none. Any other value is itself. Too
 * deep a value ends as in `withoutDepths`.
 */
export function answeredJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return withoutDepths(parseJson(value));
	} catch {
		return undefined;
	}
}

/**
 * The same value, with a remark in place of what nests deeper than any documented answer: neither a
 * comparison of rows nor n8n, which stores them, comes back from thousands of levels.
 */
export function withoutDepths(value: unknown): unknown {
	return isDeeperThan(value, MAX_DEPTH) ? pruned(value, MAX_DEPTH) : value;
}
