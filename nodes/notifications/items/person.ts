import { MOST_DIGITS } from '../../alibabaCloud/input/phoneNumber';
import { type Entry, readText, toPhone } from './fields';
import type { Recipient } from './types';

/**
 * Who stands behind an address. Not every channel tells a phone number: WhatsApp can hide it
 * behind business-scoped ids, others only know ids.
 *
 * The key is the ID where there is one: a number that is told today can be hidden tomorrow, and the
 * same person must not become another one on that day.
 *
 * @param sent the number or id as sent
 * @param name of the profile, the last resort for a stable key
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound-1
 */
export function personOf(entry: Entry, sent: string | null, name: string | null): Recipient {
	const digits = toPhone(sent);
	// The IDs of Messenger and Instagram have more digits than any number.
	const phone = digits !== null && digits.length <= MOST_DIGITS ? digits : null;
	const userId = readText(entry, 'FromUserId') ?? (phone === null ? sent : null);
	const parentUserId = readText(entry, 'FromParentUserId');
	const userName = readText(entry, 'FromUserName');
	return {
		// With the plus sign a number means the same whatever the default country of the answer is.
		address: phone === null ? (userId ?? parentUserId) : `+${phone}`,
		key: userId ?? phone ?? parentUserId ?? userName ?? name,
		phone,
		userId,
		parentUserId,
		userName,
	};
}
