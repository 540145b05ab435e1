import { NodeApiError, sleep } from 'n8n-workflow';

import type { ApiCall } from '../../alibabaCloud/client/client';
import { ExecutionCancelled } from '../../alibabaCloud/errors/executionCancelled';
import { findAction } from '../apiCatalog/apiCatalog';
import type { CallLayer } from './callLayer';
import { createLateness } from './lateness';

/** A stall up to this long is caught up; the window below keeps what follows within the limit. */
const CATCH_UP_MS = 250;

/** So much faster at most: calls that start all at once hold each other up on their way. */
const CATCH_UP_SPEED = 2;

/**
 * The service counts calls as they arrive, and the way there takes a little longer for some than
 * for others: a window of exactly one second would now and then hold one call too many.
 */
const WINDOW_MS = 1050;

/** After a refusal for the rate nothing starts for this long: by then the service counts anew. */
const REST_MS = 1000;

/**
 * A round of refusals leaves a little less than what was accepted in the second before it: a call
 * that only came too early costs a tenth of the pace, and a few rounds find what an account bears
 * that bears far less. Never less than half at a time, since few answers prove little.
 */
const SLOWER = 0.9;
const SLOWER_AT_MOST = 0.5;
const MEASURED_MS = 1000;

/** A pace below this is no pace; the service's own limits are per second. */
const SLOWEST = 0.5;

/** How many calls a second are won back in a second of calls that were accepted. */
const FASTER_PER_SECOND = 1;

/** Where a pace without limit begins when the service shows that there is one. */
const FIRST_LIMIT = 100;

export interface Slot {
	/** When the call may start, on the pacer's clock. */
	readonly at: number;
	readonly waitMs: number;
}

export interface Pacer {
	/** Books the next slot. */
	book(): Slot;
	/**
	 * Changes with each round of refusals. A slot that was booked in an earlier round is void, and
	 * the call has to book again.
	 */
	readonly round: number;
	/** Calls that the service accepted so far. */
	readonly accepted: number;
	/** Calls a second that may start at the moment; `Infinity` for no limit. */
	readonly pace: number;
	/** The service refused a call for its rate: slows down all that follow, once a round. */
	refused(round: number): void;
	/**
	 * The service accepted a call: wins back a little of the pace. A call that came late holds back
	 * the one that follows a second later, which would else arrive in the same second.
	 *
	 * @param at of its slot.
	 * @param ms from then to the answer.
	 */
	succeeded(at: number, ms: number): void;
}

/**
 * Spreads calls evenly and never lets more than the limit start within a window of a second. Both
 * matter: the even spread keeps the load steady, and what a stall of this machine held up may
 * follow quickly, but only as far as the service would bear it.
 *
 * What an account really bears may be less than what is documented, and others may use it at the
 * same time. So refusals for the rate slow down the whole run, and what is accepted speeds it up
 * again.
 *
 * @param perSecond calls a second; 0 or less means unlimited. Below 1 they are spread further.
 * @param now milliseconds of a monotonic clock: one that is set back would hold all calls.
 * @param startedAt when the run began, on the same clock: what was read and checked before the first
 * call is a stall like any other.
 */
export function createPacer(
	perSecond: number,
	now: () => number,
	startedAt: number = now(),
): Pacer {
	const isLimited = perSecond > 0;
	const highest = isLimited ? perSecond : FIRST_LIMIT;
	let pace = isLimited ? perSecond : Infinity;
	const most = Math.max(1, Math.floor(highest));
	/** The last slots given, as a ring. */
	const slots = new Array<number>(most).fill(-Infinity);
	/** When the last calls were accepted, as a ring. */
	const answers = new Array<number>(most).fill(-Infinity);
	const lateness = createLateness();
	let count = 0;
	let nextSlot = startedAt;
	let lastStart = -Infinity;
	let round = 0;
	let accepted = 0;
	return {
		get round() {
			return round;
		},
		get accepted() {
			return accepted;
		},
		get pace() {
			return pace;
		},
		book() {
			const time = now();
			if (pace === Infinity) return { at: time, waitMs: 0 };
			const even = Math.max(nextSlot, time - CATCH_UP_MS);
			const position = count++ % most;
			const bears = Math.max(1, Math.floor(pace));
			const first = slots[(position + most - bears) % most] ?? -Infinity;
			const slot = Math.max(even, first + WINDOW_MS + lateness.of(first));
			// A slot in the past starts now, so now is what the window has to count.
			lastStart = Math.max(slot, time, lastStart + 1000 / (CATCH_UP_SPEED * pace));
			slots[position] = lastStart;
			nextSlot = slot + 1000 / pace;
			return { at: lastStart, waitMs: lastStart - time };
		},
		refused(bookedIn) {
			if (bookedIn !== round) return;
			round++;
			const time = now();
			const before = Math.min(pace, highest);
			const taken = answers.filter((at) => at > time - MEASURED_MS).length * (1000 / MEASURED_MS);
			const left = Math.max(before * SLOWER_AT_MOST, Math.min(before, taken) * SLOWER);
			pace = Math.max(Math.min(SLOWEST, highest), left);
			nextSlot = time + REST_MS;
			slots.fill(-Infinity);
			lastStart = -Infinity;
		},
		succeeded(at, ms) {
			lateness.answered(at, ms);
			answers[accepted++ % most] = now();
			if (pace < highest) pace = Math.min(highest, pace + FASTER_PER_SECOND / pace);
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

/**
 * Holds each call until its turn, and tells the pacer how the service took it.
 *
 * @param watch is told of each call that the service accepted: the milliseconds that it took.
 */
export function keepPace(
	pacerOf: (call: ApiCall) => Pacer,
	signal: AbortSignal | undefined,
	watch?: { answered(ms: number, pace: number): void },
): CallLayer {
	return (next) => async (call) => {
		const pacer = pacerOf(call);
		const { round, at, dueAt } = await takeTurn(pacer, signal);
		const startedAt = performance.now();
		const envelope = await next(call).catch((error: unknown) => {
			if (error instanceof NodeApiError && error.context.throttled === true) pacer.refused(round);
			throw error;
		});
		const answeredAt = performance.now();
		pacer.succeeded(at, answeredAt - dueAt);
		watch?.answered(answeredAt - startedAt, pacer.pace);
		return envelope;
	};
}

interface Turn {
	/** That the slot is of. */
	readonly round: number;
	/** The slot's, on the pacer's clock. */
	readonly at: number;
	/** The same moment on the clock of this process. */
	readonly dueAt: number;
}

async function takeTurn(pacer: Pacer, signal: AbortSignal | undefined): Promise<Turn> {
	for (;;) {
		const { round } = pacer;
		const { at, waitMs } = pacer.book();
		const dueAt = performance.now() + waitMs;
		await pause(waitMs, signal);
		// What was booked before the run had to slow down would still go out at the old pace.
		if (round === pacer.round) return { round, at, dueAt };
	}
}

/** A longer sleep would keep a stopped execution alive for that long. */
const SLICE_MS = 200;

/**
 * Waits in slices, because n8n before 2.40 cannot end a sleep early.
 *
 * @throws ExecutionCancelled when the execution was stopped meanwhile.
 */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	for (let left = milliseconds; left > 0 && !signal?.aborted; left -= SLICE_MS) {
		await sleep(Math.min(left, SLICE_MS));
	}
	if (signal?.aborted) throw new ExecutionCancelled();
}
