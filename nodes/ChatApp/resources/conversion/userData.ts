import { createHash } from 'node:crypto';

import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput, optionalText } from '../../../alibabaCloud/input/invalidInput';
import { phoneDigits } from '../../../alibabaCloud/input/phoneNumber';

/** Who did what the event is about; `readUserData` reads them. */
export const userDataField: INodeProperties = {
	displayName: 'User Data',
	name: 'userData',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'The user the event is about. Meta requires at least one of these fields.',
	options: [
		{
			displayName: 'Click ID',
			name: 'clickId',
			type: 'string',
			default: '',
			placeholder: 'e.g. ARAkLkA8rmlFeiCktEJQ-QTwRiyYHAFDLMNDBH0CD3qpjd0HR4irJ6LEkR7JwFF4',
			description: "The ID of the ad click, included in the user's first message",
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. name@email.com',
			description: "The user's email address. Only its hash is sent.",
		},
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. +6591230001',
			description: "The user's phone number with country code. Only its hash is sent.",
		},
		{
			displayName: 'WABA ID',
			name: 'wabaId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 104857600001234',
			description: 'The ID of the WhatsApp Business Account that the user messaged',
		},
	],
};

/**
 * The user of an event as Meta wants it: what is personal as SHA-256 of its plain form.
 *
 * @throws InvalidInput when there is nothing that tells who it is.
 *
 * Source: https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters
 */
export function readUserData(given: IDataObject): IDataObject {
	const { clickId, email, phoneNumber, wabaId } = given;
	const mail = optionalText(email, 'Email')?.toLowerCase();
	const phone = optionalText(phoneNumber, 'Phone Number');
	const data = {
		...named('ctwa_clid', optionalText(clickId, 'Click ID')),
		...named('whatsapp_business_account_id', optionalText(wabaId, 'WABA ID')),
		...named('em', mail && [sha256(mail)]),
		...named('ph', phone && [sha256(phoneDigits(phone, 'Phone Number', ''))]),
	};
	if (Object.keys(data).some((name) => name !== 'whatsapp_business_account_id')) return data;
	throw new InvalidInput(
		"'User Data' is empty",
		"Add 'Click ID', 'Email' or 'Phone Number' so that Meta can match the event to a user.",
	);
}

function named(name: string, value: string | string[] | undefined): IDataObject {
	return value === undefined || value === '' ? {} : { [name]: value };
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
