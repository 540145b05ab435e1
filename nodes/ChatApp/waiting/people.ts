import type { Sender } from '../../notifications/items/types';

/** The identifiers of a person that an item may have. */
export type PersonIds = Pick<Sender, 'address' | 'key' | 'phone' | 'userId' | 'parentUserId'>;

/**
 * Numbers that WhatsApp writes in another way than people do: the same person has both.
 *
 * Sources: https://faq.whatsapp.com/1294841057948784 (Mexico, Argentina);
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers
 * (Brazil, where numbers of before 2012 have no ninth digit).
 */
const OTHER_FORMS: ReadonlyArray<readonly [form: RegExp, same: string]> = [
	[/^521(\d{10})$/, '52$1'],
	[/^549(\d{10})$/, '54$1'],
	[/^55(\d{2})9(\d{8})$/, '55$1$2'],
];

/** An address as it is compared: numbers as digits, IDs as they are. */
export function comparablePerson(address: string): string {
	const bare = address.trim().replace(/^\+/, '');
	const found = OTHER_FORMS.find(([form]) => form.test(bare));
	return found ? bare.replace(found[0], found[1]) : bare;
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
