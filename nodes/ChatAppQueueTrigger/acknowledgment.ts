/** When a message is deleted from its queue. */
export type Acknowledge = 'immediately' | 'onCompletion' | 'onSuccess';

/** What to do with a message whose runs failed too often. */
export type GiveUp = 'delete' | 'leave';

/**
 * How a run ended, as far as it can be told.
 *
 * - `succeeded`: also a run that waits, because n8n keeps it and goes on by itself
 * - `duplicate`: n8n knows the notification already and started nothing
 * - `notStarted`: n8n could not start the run or lost it
 * - `returned`: the trigger stopped before the run was started
 * - `overdue`: nobody reported the end in time; n8n is known to lose such reports at times
 */
export type RunEnd = 'succeeded' | 'failed' | 'duplicate' | 'notStarted' | 'returned' | 'overdue';

/** What to do with the message: `leave` lets it come again when its time in hiding is over. */
export type Verdict = 'remove' | 'leave';

const VERDICTS = Object.freeze({
	immediately: {
		succeeded: 'remove',
		failed: 'remove',
		duplicate: 'remove',
		notStarted: 'leave',
		returned: 'leave',
		overdue: 'remove',
	},
	onCompletion: {
		succeeded: 'remove',
		failed: 'remove',
		duplicate: 'remove',
		notStarted: 'leave',
		returned: 'leave',
		overdue: 'leave',
	},
	onSuccess: {
		succeeded: 'remove',
		failed: 'leave',
		duplicate: 'remove',
		notStarted: 'leave',
		returned: 'leave',
		overdue: 'leave',
	},
}) satisfies Readonly<Record<Acknowledge, Readonly<Record<RunEnd, Verdict>>>>;

/**
 * Whether a message may be deleted after its run.
 *
 * @param readable whether anything in the message could be read; what cannot be read now cannot
 * be read the next time either, so it is not allowed to come again forever
 */
export function verdictOf(acknowledge: Acknowledge, end: RunEnd, readable: boolean): Verdict {
	const mode = acknowledge === 'onSuccess' && !readable ? 'onCompletion' : acknowledge;
	return VERDICTS[mode][end];
}

/** Ends after which another run can be expected to end the same way some day. */
const FRUITLESS: ReadonlySet<RunEnd> = new Set(['failed', 'overdue']);

/**
 * Whether a message that stays in its queue has had its last run.
 *
 * @param deliveries how often the queue handed the message out, this time included
 */
export function isExhausted(end: RunEnd, deliveries: number, maxAttempts: number): boolean {
	return FRUITLESS.has(end) && deliveries >= maxAttempts;
}

/** How many more runs may be cut short than may fail: ordinary stops of n8n do that as well. */
const CUT_SHORT = 3;

/**
 * How many more deliveries there may be without a known end of a run. What waits for its run when n8n
 * stops was delivered and is not to blame; but what stops n8n at once is faster than n8n, which saves
 * that its run began.
 */
const WAITED = 25;

/**
 * Whether a message starts no further run because too many were cut short before their end was known.
 * A message whose run kills n8n does that every time: without this limit it would do so for seven days.
 *
 * @param deliveries how often the queue handed the message out, this time included, but without
 * deliveries that are known to have started no run: what did not run must not be lost
 * @param runsCutShort how many of its runs are known to have been under way when n8n stopped
 */
export function isCutShortTooOften(
	deliveries: number,
	runsCutShort: number,
	maxAttempts: number,
): boolean {
	const most = maxAttempts + CUT_SHORT;
	return runsCutShort >= most || deliveries > most + WAITED;
}

const GOOD_STATES: readonly string[] = ['success', 'waiting'];

/** Reads how a run ended from what n8n reports; nothing is reported for a duplicate. */
export function endOf(run: { readonly status?: string } | undefined): RunEnd {
	if (run === undefined) return 'duplicate';
	return GOOD_STATES.includes(run.status ?? '') ? 'succeeded' : 'failed';
}
