/** A stall shorter than this is caught up; a longer one would turn into a burst over the limit. */
const CATCH_UP_MS = 25;

export interface Pacer {
	/** Books the next slot and returns the milliseconds to wait for it. */
	book(): number;
}

/**
 * Spreads calls evenly instead of letting bursts through: the service counts per second, and a
 * burst at the turn of one would be refused although the average is right.
 *
 * @param perSecond calls a second; 0 or less means unlimited.
 * @param now milliseconds of any monotonic or wall clock.
 */
export function createPacer(perSecond: number, now: () => number): Pacer {
	if (!(perSecond > 0)) return { book: () => 0 };
	const interval = 1000 / perSecond;
	let nextSlot = -Infinity;
	return {
		book() {
			const time = now();
			const isFirst = nextSlot === -Infinity;
			const slot = isFirst ? time : Math.max(nextSlot, time - CATCH_UP_MS);
			nextSlot = slot + interval;
			return Math.max(0, slot - time);
		},
	};
}

/**
 * Documented calls per second and account of the actions that are limited below any sensible
 * pacing of sends. The service refuses the excess, so it is held back here.
 * Source: the remarks on each action in `@alicloud/cams20200606` 5.3.0.
 */
export const ACTION_LIMITS = Object.freeze({
	ListChatappTemplate: 5,
	GetChatappTemplateDetail: 5,
	QueryChatappPhoneNumbers: 10,
}) satisfies Readonly<Record<string, number>>;

/** The lower of what the user allows and what the action is documented to bear. */
export function paceOf(action: string, perSecond: number): number {
	const limit: number | undefined = (ACTION_LIMITS as Readonly<Record<string, number>>)[action];
	if (limit === undefined) return perSecond;
	return perSecond > 0 ? Math.min(perSecond, limit) : limit;
}
