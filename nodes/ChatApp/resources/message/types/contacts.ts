import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ownDigits } from '../../../../alibabaCloud/input/phoneNumber';
import { notInDefinitions } from '../../../runtime/definitions';
import { textOf } from './fields';
import type { MessageType } from './messageType';
import { asText, compact, entriesOf, partOf, readJson, someText } from './values';

const JSON_LABEL = 'Contacts (JSON)';
const WHATSAPP_NUMBER = 'WhatsApp Number';

/** What most contact cards have; everything else goes through JSON. */
const contactFields: INodeProperties[] = [
	textOf('Birthday', 'birthday', 'e.g. 1990-12-31', 'Year, month and day'),
	textOf('Company', 'company', 'e.g. Acme', 'The company the contact works for'),
	textOf('Display Name', 'formattedName', 'e.g. Mei Tan', 'The full name as shown on the card'),
	textOf('Email', 'email', 'e.g. mei@example.com', 'Work email address'),
	textOf(
		'First Name',
		'firstName',
		'e.g. Mei',
		"The first name. Leave empty to use 'Display Name'.",
	),
	textOf('Job Title', 'jobTitle', 'e.g. Support Lead', 'The job title of the contact'),
	textOf('Last Name', 'lastName', 'e.g. Tan', 'The family name'),
	textOf('Phone Number', 'phone', 'e.g. +65 9123 4567', 'The phone number as shown on the card'),
	textOf('Website', 'url', 'e.g. https://example.com', 'The website of the contact'),
	textOf(
		WHATSAPP_NUMBER,
		'waId',
		'e.g. 6591234567',
		'Digits with country code. Adds a button to message the contact on WhatsApp.',
	),
];

export const contacts: MessageType = {
	value: 'contacts',
	name: 'Contacts',
	description: 'Contact cards that the recipient can save',
	channels: ['whatsapp'],
	properties: [
		{
			displayName: 'Specify Contacts',
			name: 'specifyContacts',
			type: 'options',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
			description: 'How to enter the contacts',
			builderHint: {
				propertyHint: "Set 'json' and write WhatsApp's array of contacts into contactsJson.",
			},
		},
		notInDefinitions({
			displayName: 'Contacts',
			name: 'contacts',
			type: 'fixedCollection',
			typeOptions: {
				fixedCollection: { itemTitle: '={{ $collection.item.value.formattedName }}' },
				multipleValues: true,
				multipleValueButtonText: 'Add Contact',
			},
			placeholder: 'Add Contact',
			default: {},
			displayOptions: { show: { specifyContacts: ['fields'] } },
			description: 'The contacts to send',
			options: [{ displayName: 'Contact', name: 'contact', values: contactFields }],
		}),
		{
			displayName: JSON_LABEL,
			name: 'contactsJson',
			type: 'json',
			required: true,
			default: '[]',
			displayOptions: { show: { specifyContacts: ['json'] } },
			description:
				'Array of contacts in the WhatsApp format, for addresses or multiple phone numbers',
		},
	],
	content: ({ read }) => {
		if (read('specifyContacts') !== 'json') {
			return entriesOf(read('contacts'), 'contact').map(card);
		}
		const given = readJson(read('contactsJson'), JSON_LABEL);
		const all = partOf(given, 'contacts') ?? given;
		return Array.isArray(all) ? all : [all];
	},
};

/** A day as tables and expressions have it. Another time of day may be another day elsewhere. */
const MIDNIGHT = /^(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0{1,9})?)?(?: ?Z| ?[+-]\d\d:?(?:\d\d)?)?$/;

/** WhatsApp wants at least one part of the name beside the whole. */
function card(contact: IDataObject): IDataObject {
	const some = (name: string): string | undefined => someText(contact[name]);
	const waId = some('waId');
	const phone = compact({
		phone: some('phone'),
		type: 'CELL',
		// Written as people write it, the card would have no button to message the contact.
		wa_id: waId && ownDigits(waId, WHATSAPP_NUMBER),
	});
	return {
		name: {
			formatted_name: asText(contact.formattedName) as string,
			...compact({
				first_name: some('firstName') ?? (some('lastName') ? undefined : some('formattedName')),
				last_name: some('lastName'),
			}),
		},
		...compact({
			phones: phone?.phone || phone?.wa_id ? [phone] : undefined,
			emails: some('email') ? [{ email: some('email'), type: 'WORK' }] : undefined,
			org: compact({ company: some('company'), title: some('jobTitle') }),
			urls: some('url') ? [{ url: some('url'), type: 'WORK' }] : undefined,
			birthday: some('birthday')?.trim().replace(MIDNIGHT, '$1'),
		}),
	};
}
