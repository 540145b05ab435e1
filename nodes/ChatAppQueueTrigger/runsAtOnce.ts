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

/** Executions of the same number of messages, which are alike. */
interface Kind {
	/** How many may run at once. */
	limit: number;
	/** Usual milliseconds of those that ran with few others, and of all. */
	few: number | undefined;
	all: number | undefined;
	/** How many ran with few others. */
	known: number;
}

/**
 * Executions of many messages each, of which as many run at once as do not slow each other down. Those
 * that wait for other services get all that the user allows. Those that only keep n8n busy end no later
 * when few run, and whoever writes or opens n8n meanwhile does not have to wait behind all of them.
 *
 * Full executions of one workflow are alike, so their times can be compared. So are those of a single
 * message: each message that was delivered before runs alone, which may be thousands after a workflow
 * has failed for a while. What ended last says which of the two run now.
 */
export function createRunsAtOnce({ parallelRuns, messagesPerRun }: RunLimits): RunsAtOnce {
	if (messagesPerRun === 1) {
		return { limit: parallelRuns, ended: () => undefined, stood: () => undefined };
	}
	const full = unknown(parallelRuns);
	const single = unknown(parallelRuns);
	let current = full;
	return {
		get limit() {
			return current.limit;
		},
		ended(ms, messages, beside) {
			const isAlike = messages === messagesPerRun || messages === 1;
			// A clock that was set back tells nothing.
			if (!isAlike || ms < 0) return;
			current = messages === 1 ? single : full;
			current.all = usual(current.all, ms);
			if (beside < FEW) {
				current.few = usual(current.few, ms);
				current.known++;
			}
			if (current.few === undefined || current.known < KNOWN_AFTER) return;
			const isSlower = current.all > current.few * SLOWER;
			const limit = isSlower ? Math.max(current.limit - 1, FEW) : current.limit + 1;
			current.limit = Math.min(limit, parallelRuns);
		},
		stood() {
			current.limit = Math.min(current.limit * 2, parallelRuns);
		},
	};
}

function unknown(parallelRuns: number): Kind {
	return { limit: Math.min(FEW, parallelRuns), few: undefined, all: undefined, known: 0 };
}

function usual(before: number | undefined, ms: number): number {
	return before === undefined ? ms : before + (ms - before) * WEIGHT;
}
