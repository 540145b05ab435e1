/** How much longer than the fastest ones calls took, by the time at which they were to start. */
export interface Lateness {
	/**
	 * The service accepted a call.
	 *
	 * @param at when the call was to start, in milliseconds of a monotonic clock.
	 * @param ms from then to the answer.
	 */
	answered(at: number, ms: number): void;
	/** Milliseconds that a jam held up the call of this time; 0 if it was not answered. */
	of(at: number): number;
}

/** A pacer asks for the call of a second ago, and jams last up to a second. */
const KEPT_MS = 2048;

/** A jam that lasts longer is over before its calls can meet those of the next second. */
const MOST_MS = 1000;

/**
 * What all calls take longer for many seconds is their way and no jam: with each answer the fastest
 * call is forgotten by this share of the difference.
 */
const FORGETS = 1 / 2048;

/**
 * Calls that start in time can still arrive together: on a busy machine, through a busy line, over
 * new TLS connections. The service counts them as they arrive. When they did is not known, only
 * that it was before their answer; the fastest call tells how much of that is the way.
 *
 * One call may be late because the service took longer for it, which moves no other call. In a jam
 * none overtakes: a call arrived at the latest with one that started after it.
 */
export function createLateness(): Lateness {
	/** A ring of milliseconds: which one an entry is of, and the fastest call that started in it. */
	const moments = new Float64Array(KEPT_MS).fill(-1);
	const took = new Float64Array(KEPT_MS);
	let fastest = Infinity;
	return {
		answered(at, ms) {
			fastest = ms < fastest ? ms : fastest + (ms - fastest) * FORGETS;
			const moment = Math.floor(at);
			const entry = moment % KEPT_MS;
			const known = moments[entry] ?? Infinity;
			// An answer of long ago must not take the place of a newer one.
			if (!(moment >= known)) return;
			took[entry] = moment === known ? Math.min(took[entry] ?? ms, ms) : ms;
			moments[entry] = moment;
		},
		of(at) {
			const first = Math.floor(at);
			if (moments[first % KEPT_MS] !== first) return 0;
			let late = Infinity;
			for (let moment = first; moment - first < Math.min(late, MOST_MS); moment++) {
				const entry = moment % KEPT_MS;
				if (moments[entry] !== moment) continue;
				late = Math.min(late, moment - first + (took[entry] ?? Infinity) - fastest);
			}
			return Math.min(MOST_MS, Math.max(0, late));
		},
	};
}
