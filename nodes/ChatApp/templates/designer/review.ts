/** How a review ended, or that it has not. */
export type ReviewOutcome = 'approved' | 'rejected' | 'paused' | 'disabled' | 'pending';

/**
 * By the service's review state. `unaudit` is what a template has right after its creation.
 * https://help.aliyun.com/zh/chatapp/developer-reference/chatappaudit-1
 */
const OUTCOMES = Object.freeze({
	pass: 'approved',
	fail: 'rejected',
	paused: 'paused',
	disabled: 'disabled',
	auditing: 'pending',
	unaudit: 'pending',
}) satisfies Readonly<Record<string, ReviewOutcome>>;

/** A state nobody documented counts as pending: the review may still go on. */
export function reviewOutcome(state: string): ReviewOutcome {
	const key = state.toLowerCase();
	return Object.hasOwn(OUTCOMES, key) ? OUTCOMES[key as keyof typeof OUTCOMES] : 'pending';
}

const SHORTEST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * Milliseconds until the next look. Most reviews end within minutes and some take a day, and the
 * service answers five looks a second to the whole account: the longer it takes, the rarer.
 */
export function nextLook(waitedMs: number): number {
	return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, waitedMs / 4));
}
