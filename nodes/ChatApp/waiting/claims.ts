import { BoundedMap } from '../../alibabaCloud/wire/boundedMap';

/**
 * Answers that this process has taken. n8n 1.x resumes an execution as often as it is asked to at
 * the same moment, n8n 2.x only once; after a moment both refuse.
 */
const CLAIM_MS = 60_000;
const MOST_CLAIMS = 10_000;
const taken = new BoundedMap<string, number>(MOST_CLAIMS);

/** Whether the first to come; all others of the same asking are refused. */
export function claim(execution: string, nonce: string, now: number): boolean {
	taken.dropOldest((since) => now - since > CLAIM_MS);
	const key = `${execution}:${nonce}`;
	if (taken.has(key)) return false;
	taken.set(key, now);
	return true;
}
