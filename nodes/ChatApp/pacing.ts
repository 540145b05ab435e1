import { findAction } from '../shared/catalogue/catalogue';

/** A stall up to this long is caught up; the window below keeps the burst within the limit. */
const CATCH_UP_MS = 250;

/**
 * The service counts calls as they arrive, and the way there takes a little longer for some than
 * for others: a window of exactly one second would now and then hold one call too many.
 */
const WINDOW_MS = 1020;

export interface Pacer {
	/** Books the next slot and returns the milliseconds to wait for it. */
	book(): number;
}

/**
 * Spreads calls evenly and never lets more than the limit start within a window of a second. Both
 * matter: the even spread keeps the load steady, and what a stall of this machine held up may
 * follow quickly, but only as far as the service would bear it.
 *
 * @param perSecond calls a second; 0 or less means unlimited. Below 1 they are spread further.
 * @param now milliseconds of any monotonic or wall clock.
 * @param startedAt when the run began, on the same clock: what was read and checked before the first
 * call is a stall like any other.
 */
export function createPacer(
	perSecond: number,
	now: () => number,
	startedAt: number = now(),
): Pacer {
	if (!(perSecond > 0)) return { book: () => 0 };
	const interval = 1000 / perSecond;
	const most = Math.max(1, Math.floor(perSecond));
	/** The last slots given, as a ring. */
	const slots = new Array<number>(most).fill(-Infinity);
	let count = 0;
	let nextSlot = startedAt;
	return {
		book() {
			const time = now();
			const even = Math.max(nextSlot, time - CATCH_UP_MS);
			const position = count++ % most;
			const windowEnd = (slots[position] ?? -Infinity) + WINDOW_MS;
			// A slot in the past starts now, so now is what the window has to count.
			const slot = Math.max(even, windowEnd);
			slots[position] = Math.max(slot, time);
			nextSlot = slot + interval;
			return Math.max(0, slot - time);
		},
	};
}

/** An action that bears this many calls a second is one for sending, whose pace the user sets. */
const PACE_OF_SENDS = 200;

/**
 * The lower of what the user allows and what the action is documented to bear: the service refuses
 * the excess, so it is held back here. Contracts may allow more sends than the documentation, so
 * these are the user's business.
 */
export function paceOf(action: string, perSecond: number): number {
	const limit = findAction(action)?.perSecond ?? PACE_OF_SENDS;
	if (limit >= PACE_OF_SENDS) return perSecond;
	return perSecond > 0 ? Math.min(perSecond, limit) : limit;
}
