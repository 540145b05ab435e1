import { samePerson } from '../../alibabaCloud/input/samePerson';
import { toAddress } from './fields';
import type { InboundItem, NotificationItem } from './types';

/**
 * Marks what the business itself wrote, for example from the app on its phone: the service pushes
 * such messages like those of people.
 *
 * @param ownNumbers digits of the numbers that the trigger is for
 */
export function withEchoMarked(
	item: NotificationItem,
	ownNumbers: ReadonlySet<string>,
): NotificationItem {
	if (item.event !== 'inbound' || item.isEcho || ownNumbers.size === 0) return item;
	const { phone, userId } = item.from;
	const isOwn = [phone, userId].some((name) => name !== null && ownNumbers.has(samePerson(name)));
	return isOwn ? asEcho(item) : item;
}

/**
 * There is no address to answer to, so that no bot talks to itself; it opens no window; the session is the one of the
 * person who was written to.
 */
export function asEcho(item: InboundItem): InboundItem {
	const own = item.from.phone ?? item.from.key;
	return {
		...item,
		from: { ...item.from, address: null },
		isEcho: true,
		windowOpenUntil: null,
		optOut: false,
		sessionId: own === null || item.to === null ? item.sessionId : `${own}:${item.to}`,
	};
}

/** The digits of numbers in any spelling, for `withEchoMarked`. */
export function ownNumbersOf(...lists: ReadonlyArray<readonly unknown[]>): ReadonlySet<string> {
	const numbers = lists
		.flat()
		.map((number) =>
			typeof number === 'string' || typeof number === 'number' ? String(number) : '',
		)
		.map((number) => samePerson(toAddress(number.trim()) ?? ''));
	return new Set(numbers.filter((number) => number !== ''));
}
