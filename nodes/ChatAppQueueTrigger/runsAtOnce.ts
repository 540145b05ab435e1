import type { RunLimits } from './capacity';

/** How many executions may run at the same time. */
export interface RunsAtOnce {
	/** The number at the moment; asked again whenever an execution has ended. */
	readonly limit: number;
	/**
	 * An execution ended.
	 *
	 * @param ms what it took.
	 * @param messages how many it had.
	 * @param beside how many others ran, at its start or its end.
	 */
	ended(ms: number, messages: number, beside: number): void;
	/** None has ended for a long time: they wait for something, and more can wait beside them. */
	stood(): void;
}

/** One can wait for something while the other works. */
const FEW = 2;

/** Executions that take so much longer than a few at a time hold each other up. */
const SLOWER = 1.5;

/** An execution weighs this much in the usual time of one. */
const WEIGHT = 1 / 4;

/** So many have to be known before more run: the first ones of a workflow take longer than all others. */
const KNOWN_AFTER = 4;

/**
 * Executions of many messages each, of which as many run at once as do not slow each other down. Those
 * that wait for other services get all that the user allows. Those that only keep n8n busy end no later
 * when few run, and whoever writes or opens n8n meanwhile does not have to wait behind all of them.
 *
 * Full executions of one workflow are alike, so their times can be compared; those of single messages
 * are not, and have no limit but the user's.
 */
export function createRunsAtOnce({ parallelRuns, messagesPerRun }: RunLimits): RunsAtOnce {
	if (messagesPerRun === 1) {
		return { limit: parallelRuns, ended: () => undefined, stood: () => undefined };
	}
	let limit = Math.min(FEW, parallelRuns);
	/** Usual milliseconds of those that ran with few others, and of all. */
	let ofFew: number | undefined;
	let ofAll: number | undefined;
	let known = 0;
	return {
		get limit() {
			return limit;
		},
		ended(ms, messages, beside) {
			// A clock that was set back tells nothing.
			if (messages < messagesPerRun || ms < 0) return;
			ofAll = usual(ofAll, ms);
			if (beside < FEW) {
				ofFew = usual(ofFew, ms);
				known++;
			}
			if (ofFew === undefined || known < KNOWN_AFTER) return;
			const isSlower = ofAll > ofFew * SLOWER;
			limit = isSlower ? Math.max(limit - 1, FEW) : limit + 1;
			limit = Math.min(limit, parallelRuns);
		},
		stood() {
			limit = Math.min(limit * 2, parallelRuns);
		},
	};
}

function usual(before: number | undefined, ms: number): number {
	return before === undefined ? ms : before + (ms - before) * WEIGHT;
}
