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

/** One text for all forms of a number in digits with its country code; an ID stays as it is. */
export function samePerson(digits: string): string {
	const found = OTHER_FORMS.find(([form]) => form.test(digits));
	return found ? digits.replace(found[0], found[1]) : digits;
}

/** The other side of `OTHER_FORMS`, as people write such numbers. Brazilian landlines have one form. */
const SHORT_FORMS = /^5[24]\d{10}$|^55\d{2}[6-9]\d{7}$/;

/** Whether the same person can be written in another way, so that a search for these may miss them. */
export function hasOtherForm(digits: string): boolean {
	return samePerson(digits) !== digits || SHORT_FORMS.test(digits);
}
