/** How many runs there may be at the same time, and of how many messages each. */
export interface RunLimits {
	readonly parallelRuns: number;
	readonly messagesPerRun: number;
}

/**
 * Each message has to be hidden again and again as long as its run lasts, so there is an end to it. It
 * is more than a run may have, and than may run at once.
 */
const MOST_MESSAGES = 2_000;

/** Messages whose runs ended but which the queue did not delete yet. A stop of n8n repeats them. */
const LEAST_SETTLING = 32;

/** The bodies of all messages under way. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * A message has no more.
 *
 * Source: https://help.aliyun.com/en/mns/product-overview/limits
 */
const MESSAGE_BYTES = 64 * 1024;

/** How many messages may wait for a run or be part of one. */
export function capacityOf({ parallelRuns, messagesPerRun }: RunLimits): number {
	return Math.min(parallelRuns * messagesPerRun, MOST_MESSAGES);
}

/** What is under way now. */
export interface Underway {
	/** Places of the capacity that are taken. */
	readonly load: number;
	/** Messages that the queue was asked for and did not hand out yet. */
	readonly asked: number;
	readonly settling: number;
	/** How many more may wait. */
	readonly spare: number;
	/** Of the bodies of all messages. */
	readonly bytes: number;
}

/** For how many more messages the queue may be asked now. */
export function roomFor(limits: RunLimits, underway: Underway): number {
	const { load, asked, settling, spare, bytes } = underway;
	const capacity = capacityOf(limits);
	if (settling >= Math.max(LEAST_SETTLING, capacity)) return 0;
	const byBytes = Math.floor((MOST_BYTES - bytes) / MESSAGE_BYTES);
	return Math.max(0, Math.min(capacity - load, spare, byBytes) - asked);
}
