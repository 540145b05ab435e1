/** How many items of a run may be under way at the same time. */
export interface Concurrency {
	/** The number at the moment; asked again whenever an item has ended. */
	readonly width: number;
	/**
	 * A call was answered.
	 *
	 * @param ms what it took.
	 * @param pace calls a second that may start at the moment; `Infinity` for no limit.
	 */
	answered(ms: number, pace: number): void;
	/** Each item under way from here on holds a file. */
	holdFiles(): void;
}

/** Enough to measure with, and few enough for a service that does not answer. */
const START = 20;

/** Each item holds a connection and its data. */
const MOST = 200;

/** Files are large: a hundred of them would fill the memory. */
const MOST_FILES = 5;

/** Answers of one round trip make the width four times as large, at most. */
const GROWTH = 4;

/** An answer weighs this much in the time of a call, as in TCP: RFC 6298, 2.3. */
const WEIGHT = 1 / 8;

/** Times vary, and items wait for their slot as well. */
const ROOM = 1.25;

/**
 * As many items under way as the pace needs with the time that a call takes: with fewer the pace is
 * not reached at a distance, and more only wait. The number grows with answers alone, so that a
 * service that stands still gets no more calls.
 *
 * @param chosen what the user set, which stays as it is; `null` for none.
 */
export function createConcurrency(chosen: number | null): Concurrency {
	if (chosen !== null) {
		return { width: chosen, answered: () => undefined, holdFiles: () => undefined };
	}
	let width = START;
	let most = MOST;
	let usualMs: number | undefined;
	return {
		get width() {
			return Math.min(width, most);
		},
		answered(ms, pace) {
			usualMs = usualMs === undefined ? ms : usualMs + (ms - usualMs) * WEIGHT;
			const needed = Math.ceil(((pace * usualMs) / 1000) * ROOM);
			// Without a limit `needed` is infinite, or no number for a call that took no time.
			const goal = needed < MOST ? Math.max(START, needed) : MOST;
			width = width < goal ? Math.min(goal, width + GROWTH) : Math.max(goal, width - 1);
		},
		holdFiles() {
			most = MOST_FILES;
		},
	};
}
