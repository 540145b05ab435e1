import type { ApiCall } from '../../alibabaCloud/client/client';
import { textOf } from '../../alibabaCloud/input/text';
import { createPacer, paceOf, type Pacer } from './pacing';

/** The parts of a call that decide about its pace. */
export type PacedCall = Pick<ApiCall, 'action' | 'body'>;

/**
 * Messages a second that an account may send from all of its numbers together.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmessage
 */
const PACE_OF_ACCOUNT = 250;

/** Each holds its last slots. All further numbers of a run share one. */
const MOST_SENDERS = 100;

/**
 * The pacers of one run: one for the sends of each number, and one for each action with a limit of
 * its own. Whatever they allow, a run does not send more than an account may.
 *
 * @param perSecond calls a second for a number; 0 or less means unlimited.
 */
export function createPacers(
	perSecond: number,
	now: () => number = () => performance.now(),
): (call: PacedCall) => Pacer {
	const startedAt = now();
	const create = (pace: number): Pacer => createPacer(pace, now, startedAt);
	const actions = new Map<string, Pacer>();
	const sends = createSendPacers(perSecond, create);
	return ({ action, body }) => {
		const pace = paceOf(action, perSecond);
		if (pace === perSecond) return sends(textOf(body?.From));
		const pacer = actions.get(action) ?? create(pace);
		actions.set(action, pacer);
		return pacer;
	};
}

/** A sender's pacer and the account's as one. A refusal does not say which of them was too fast. */
function createSendPacers(
	perSecond: number,
	create: (pace: number) => Pacer,
): (sender: string) => Pacer {
	const account = create(perSecond > 0 ? Math.max(perSecond, PACE_OF_ACCOUNT) : 0);
	const own = new Map<string, Pacer>();
	const both = new Map<string, Pacer>();
	const paceOfAll = (): number => [...own.values()].reduce((sum, { pace }) => sum + pace, 0);

	const together = (sender: Pacer): Pacer => ({
		get round() {
			return account.round;
		},
		get accepted() {
			return account.accepted;
		},
		get pace() {
			return Math.min(account.pace, paceOfAll());
		},
		// Both grow with each slot, so that the later one keeps the limit of both.
		book() {
			const [first, second] = [sender.book(), account.book()];
			return first.at > second.at ? first : second;
		},
		refused(round) {
			if (round !== account.round) return;
			account.refused(round);
			for (const pacer of own.values()) pacer.refused(pacer.round);
		},
		succeeded(at, ms) {
			account.succeeded(at, ms);
			sender.succeeded(at, ms);
		},
	});

	return (sender) => {
		const name = own.has(sender) || own.size < MOST_SENDERS ? sender : '';
		const known = both.get(name);
		if (known) return known;
		const pacer = create(perSecond);
		own.set(name, pacer);
		const combined = together(pacer);
		both.set(name, combined);
		return combined;
	};
}
