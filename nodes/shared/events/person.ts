import { type Entry, readText, toPhone } from './fields';
import type { Recipient } from './types';

/**
 * Who stands behind an address. Not every channel tells a phone number: WhatsApp can hide it
 * behind business-scoped ids, others only know ids.
 *
 * @param address the number or id as sent
 * @param name of the profile, the last resort for a stable key
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound-1
 */
export function personOf(entry: Entry, address: string | null, name: string | null): Recipient {
	const phone = toPhone(address);
	const userId = readText(entry, 'FromUserId') ?? (phone === null ? address : null);
	const parentUserId = readText(entry, 'FromParentUserId');
	const userName = readText(entry, 'FromUserName');
	return {
		key: phone ?? userId ?? parentUserId ?? userName ?? name,
		phone,
		userId,
		parentUserId,
		userName,
	};
}
