import type { IDataObject } from 'n8n-workflow';

import { byId } from '../../../fields/parameters';
import { BODY, JPG } from './messageCase';

const PRODUCT_LIST = {
	...BODY,
	interactiveType: 'product_list',
	headerText: 'Picks',
	catalog: byId('9001'),
};

const carousel = (...cards: readonly IDataObject[]): IDataObject => ({
	...BODY,
	interactiveType: 'carousel',
	specifyCards: 'json',
	cardsJson: [...cards],
});
const list = (sectionsJson: unknown): IDataObject => ({
	...{ ...BODY, interactiveType: 'list', listButton: 'Slots' },
	...{ specifySections: 'json', sectionsJson: JSON.stringify(sectionsJson) },
});
const flow = (parameters: IDataObject): IDataObject => ({
	...{ ...BODY, interactiveType: 'flow', flow: byId('77'), flowButton: 'Book', ...parameters },
});
const CARD = { mediaUrl: JPG, buttonText: 'Buy', buttonUrl: 'https://example.com/1' };
const REPLY_CARD = { mediaUrl: JPG, buttonText: 'Buy' };

type Refusal = [type: string, parameters: IDataObject, message: string];

/** What is refused before anything is called, with words of the error. */
export const refusedCases: readonly Refusal[] = [
	['image', { link: 'files/a.jpg' }, "'Link' is not a public URL that starts with https://"],
	...(
		[
			[{ phones: { phone: '+65 9123 0002' } }, "'Phones' is not a list in entry 1"],
			[{ phones: '+65 9123 0002' }, "'Phones' is not a list in entry 1"],
			[{ phones: [{ phone: ['+65'] }] }, "'Phone Number' is a list in entry 1.1, not text"],
			[{ emails: { email: 'a@b.c' } }, "'Emails' is not a list in entry 1"],
			[{ addresses: {} }, "'Addresses' is not a list in entry 1"],
			[
				{ name: { formatted_name: ['Ada'], first_name: 'Ada' } },
				"'Display Name' is a list in entry 1, not text",
			],
			[{ name: { formatted_name: 'Ada', first_name: '\u200b' } }, "'Name' has only the full name"],
		] as const
	).map(([contact, message]): Refusal => {
		const whole = { name: { formatted_name: 'Ada', first_name: 'Ada' }, ...contact };
		return [
			'contacts',
			{ specifyContacts: 'json', contactsJson: JSON.stringify([whole]) },
			message,
		];
	}),
	[
		'interactive',
		{
			interactiveType: 'json',
			interactiveJson: '{"type":"list","body":{"text":{"en":"Hi"}},"action":{"button":"Go"}}',
		},
		"'Body' is an object, not text",
	],
	...['ok', ':+1:', '👍👍', '1', '👍 thanks', 'undefined'].map((emoji): Refusal => {
		return ['reaction', { messageId: '6185', emoji }, `'Emoji' is not one emoji: ${emoji}`];
	}),
	['image', { link: 'javascript:alert(1)' }, "'Link' is not a public URL"],
	['image', { link: `${JPG} ${JPG}` }, "'Link' is not a public URL"],
	['image', { link: ' ' }, "'Link' is empty"],
	[
		'image',
		{ link: JPG, caption: 'x'.repeat(1025) },
		"'Caption' is too long: 1025 characters, maximum 1024",
	],
	['document', { link: 'https://example.com/' }, "'File Name' is empty"],
	['location', { latitude: '91', longitude: '0' }, "'Latitude' is not a number of degrees"],
	['location', { latitude: '1', longitude: '={{ "" }}' }, "'Longitude' is empty"],
	['contacts', {}, "'Contacts' has too few entries: 0, minimum 1"],
	[
		'contacts',
		{ specifyContacts: 'json', contactsJson: '[{' },
		"'Contacts (JSON)' is not valid JSON",
	],
	[
		'contacts',
		{ contacts: { contact: [{ firstName: 'A' }] } },
		"'Display Name' is empty in entry 1",
	],
	[
		'contacts',
		{
			specifyContacts: 'json',
			contactsJson: '[{"name":{"formatted_name":"Ada"},"phones":[{"phone":"+65 9123 0002"}]}]',
		},
		"'Name' has only the full name in entry 1",
	],
	[
		'contacts',
		{ contacts: { contact: [{ formattedName: 'Ada', birthday: '1990-12-30T16:00:00.000Z' }] } },
		"'Birthday' is not a date as year, month and day in entry 1",
	],
	[
		'contacts',
		{ contacts: { contact: [{ formattedName: 'Ada', phone: '1', waId: 'mei' }] } },
		"'WhatsApp Number' is not a valid phone number: it contains 'm'",
	],
	['reaction', { messageId: '={{ "" }}' }, "'Message ID' is empty"],
	['typing_indicator', { messageId: '={{ $json.none }}' }, "'Message ID' is empty"],
	['interactive', { ...BODY }, "'Buttons' has too few entries: 0"],
	[
		'interactive',
		{ ...BODY, interactiveType: 'flow', flow: byId('={{ $json.none }}'), flowButton: 'Book' },
		"'Flow' is empty",
	],
	[
		'interactive',
		{ ...BODY, interactiveType: 'product', catalog: byId('={{ $json.none }}'), productId: 'S-1' },
		"'Catalog' is empty",
	],
	[
		'interactive',
		{ interactiveType: 'product', catalog: byId('9001'), productId: '={{ "" }}' },
		"'Product ID' is empty",
	],
	[
		'interactive',
		{ interactiveType: 'request_contact_info', bodyText: '={{ $json.none }}' },
		"'Body' is empty",
	],
	['interactive', { ...BODY, interactiveType: 'carousel' }, "'Cards' has too few entries: 0"],
	['interactive', carousel(CARD), "'Cards' has too few entries: 1, minimum 2"],
	[
		'interactive',
		carousel(...Array<IDataObject>(11).fill(CARD)),
		"'Cards' has too many entries: 11",
	],
	['interactive', carousel(CARD, { ...CARD, mediaUrl: '' }), "'Media URL' is empty in entry 2"],
	[
		'interactive',
		carousel(CARD, { ...CARD, mediaUrl: 'shoe.jpg' }),
		"'Media URL' is not a public URL that starts with https:// in entry 2",
	],
	['interactive', carousel({ ...CARD, buttonText: '' }, CARD), "'Button Text' is empty in entry 1"],
	[
		'interactive',
		carousel({ ...CARD, buttonUrl: 'shop' }, CARD),
		"'Button URL' is not a public URL",
	],
	[
		'interactive',
		carousel(CARD, { ...CARD, text: 'x'.repeat(161) }),
		"'Card Text' is too long in entry 2: 161 characters, maximum 160",
	],
	[
		'interactive',
		carousel(CARD, CARD, REPLY_CARD),
		"'Cards' has different buttons: those of entry 3 are not like those of entry 1",
	],
	['interactive', carousel(CARD, { ...CARD, action: null, mediaUrl: 5 }), "'Media URL' is not a"],
	[
		'interactive',
		carousel(CARD, { ...CARD, mediaType: 'gif' }),
		"'Media Type' is not known in entry 2: gif",
	],
	[
		'interactive',
		carousel(CARD, { ...CARD, mediaType: ['image'] }),
		"'Media Type' is a list in entry 2, not one of its options",
	],
	[
		'interactive',
		carousel(CARD, { ...CARD, text: { en: 'Red' } }),
		"'Card Text' is an object in entry 2, not text",
	],
	['interactive', carousel(REPLY_CARD, REPLY_CARD), "'Button ID' is used twice: Buy (entry 2.1)"],
	['interactive', PRODUCT_LIST, "'Product Sections' has too few entries: 0, minimum 1"],
	[
		'interactive',
		{ ...PRODUCT_LIST, productSections: { section: [{ title: 'Shoes', productIds: ' , ' }] } },
		"'Product IDs' has too few entries: 0, minimum 1",
	],
	[
		'interactive',
		{ ...BODY, buttons: { button: [{ title: 'Yes' }, { title: 'x'.repeat(21) }] } },
		"'Button Text' is too long in entry 2: 21 characters, maximum 20",
	],
	[
		'interactive',
		{
			...BODY,
			buttons: {
				button: [
					{ title: 'Yes', id: '1' },
					{ title: 'No', id: '1' },
				],
			},
		},
		"'Button ID' is used twice: 1",
	],
	['interactive', { buttons: { button: [{ title: 'Yes' }] } }, "'Body' is empty"],
	[
		'interactive',
		{ ...BODY, interactiveType: 'address_message', addressCountry: 'India' },
		"'Country' is not a two-letter country code: India",
	],
	[
		'interactive',
		{ interactiveType: 'json', interactiveJson: '{"type":"list"}' },
		"'Action' is empty",
	],
	['typing_indicator', { contentJson: 'true' }, "'Content (JSON)' is not valid JSON"],
	['custom', { customMessageType: '={{ "" }}' }, "'Message Type Name' is empty"],
	[
		'text',
		{ text: 'Hi', options: { smsFallback: { fallback: { id: 'S01' } } } },
		"'SMS Fallback' is incomplete",
	],
	[
		'interactive',
		{ ...BODY, interactiveType: 'button', specifyButtons: 'json', buttonsJson: '[null]' },
		"'Buttons (JSON)' has an entry that is neither object nor text: entry 1",
	],
	[
		'interactive',
		{ ...BODY, interactiveType: 'button', specifyButtons: 'json', buttonsJson: '[]' },
		"'Buttons' has too few entries",
	],
	[
		'interactive',
		flow({ flowData: '{"order":"A1"}' }),
		"'First Screen' is empty, so 'Flow Data (JSON)' has no screen to go to",
	],
	[
		'interactive',
		flow({ flowScreen: 'START', flowData: '[1, 2]' }),
		"'Flow Data (JSON)' is a list, not a JSON object",
	],
	[
		'interactive',
		list([{ title: 'S', rows: [{ title: 'A' }] }, { title: 'T' }]),
		`'Sections (JSON)' has entries with and without "rows": entry 2 has none`,
	],
	[
		'interactive',
		list([
			{ title: 'S', rows: [{ title: 'A' }] },
			{ title: 'T', rows: [] },
		]),
		"'Rows' is empty in entry 2",
	],
	[
		'interactive',
		{
			...{ ...BODY, interactiveType: 'list', listButton: 'Slots' },
			sections: { section: [{ title: 'S', rows: { row: [{ title: 'A' }] } }, { title: 'T' }] },
		},
		"'Rows' is empty in entry 2",
	],
	[
		'interactive',
		{
			...PRODUCT_LIST,
			productSections: { section: [{ title: 'S', productIds: 'A' }, { title: 'T' }] },
		},
		"'Product IDs' is empty in entry 2",
	],
	['image', { link: 'https://example.com/a\nb.jpg' }, "'Link' is not a public URL"],
	['location', { latitude: '0x10', longitude: '0' }, "'Latitude' is not a number of degrees"],
	['location', { latitude: '1', longitude: '1e1' }, "'Longitude' is not a number of degrees"],
];
