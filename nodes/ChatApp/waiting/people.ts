import type { Sender } from '../../notifications/items/types';
import { samePerson } from '../../alibabaCloud/input/samePerson';

/** The identifiers of a person that an item may have. */
export type PersonIds = Pick<Sender, 'address' | 'key' | 'phone' | 'userId' | 'parentUserId'>;

/** An address as it is compared: numbers as digits, IDs as they are. */
export function comparablePerson(address: string): string {
	return samePerson(address.trim().replace(/^\+/, ''));
}

/** Whether an address is one of those that a person is known by. */
export function isPerson(address: string, person: PersonIds): boolean {
	const wanted = comparablePerson(address);
	if (wanted === '') return false;
	const { phone, userId, parentUserId, key, address: own } = person;
	return [phone, userId, parentUserId, key, own].some(
		(id) => id !== null && comparablePerson(id) === wanted,
	);
}

/** What tells one person from another in lists of this process. */
export function personKey({ key, address, phone, userId }: PersonIds): string {
	return comparablePerson(key ?? userId ?? phone ?? address ?? '');
}
