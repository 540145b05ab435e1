import type { IDataObject } from 'n8n-workflow';

import { byId, CHANNEL, MEI, SEND, SEND_TEMPLATE, VIBER_CHANNEL } from './parameters';
import { callsOf, results, run, simulator, useSimulator } from './workbench';

useSimulator();

const OTHERS = {
	messenger: { custSpaceId: 'cams-page', from: '1029384756', to: 'psid-1' },
	instagram: { custSpaceId: 'cams-insta', from: '5647382910', to: 'igsid-1' },
	telegram: { custSpaceId: 'cams-tele', from: '777000111', to: 'chat-1' },
} as const;

beforeEach(() => {
	const { channels } = simulator.world;
	const [channel] = channels.channels;
	const [number] = channels.numbers;
	if (!channel || !number) throw new Error('The seed is empty');
	for (const [channelType, { custSpaceId, from, to }] of Object.entries(OTHERS)) {
		const type = channelType as keyof typeof OTHERS;
		channels.channels.push({ ...channel, custSpaceId, channelType: type });
		channels.numbers.push({ ...number, number: from, custSpaceId });
		simulator.control.reply({ user: to, to: from, text: 'Hello?' });
	}
	simulator.control.reply({ user: MEI, text: 'Hello?' });
});

function on(channelType: string): IDataObject {
	const other = OTHERS[channelType as keyof typeof OTHERS] as
		| (typeof OTHERS)[keyof typeof OTHERS]
		| undefined;
	if (other) {
		return { channelType, channel: byId(other.custSpaceId), from: byId(other.from), to: other.to };
	}
	return channelType === 'viber'
		? { channelType, channel: byId(VIBER_CHANNEL), from: byId('23919') }
		: { channelType, channel: byId(CHANNEL) };
}

const JPG = 'https://example.com/files/a.jpg';
const MP4 = 'https://example.com/files/a.mp4';
const BODY = { bodyText: 'Hello Mei' };
const VIDEO = {
	link: MP4,
	thumbnail: 'https://example.com/t.jpg',
	fileSize: '5',
	duration: '20',
};
const BUTTON = { buttonText: 'Shop', buttonUrl: 'https://example.com' };
const BUTTON_CONTENT = { caption: 'Shop', action: 'https://example.com' };

/** Parameters of the node and the exact content that the service gets, by channel and type. */
const golden: Array<[channel: string, type: string, parameters: IDataObject, content: unknown]> = [
	['whatsapp', 'text', { text: 'Hi' }, { text: 'Hi' }],
	[
		'whatsapp',
		'image',
		{ link: JPG, caption: 'Your parcel' },
		{ link: JPG, caption: 'Your parcel' },
	],
	['whatsapp', 'video', { link: MP4 }, { link: MP4 }],
	[
		'whatsapp',
		'audio',
		{ link: 'https://example.com/a.ogg' },
		{ link: 'https://example.com/a.ogg' },
	],
	[
		'whatsapp',
		'document',
		{ link: 'https://example.com/f/Bill%20May.pdf?v=1', caption: 'Bill' },
		{ link: 'https://example.com/f/Bill%20May.pdf?v=1', fileName: 'Bill May.pdf', caption: 'Bill' },
	],
	[
		'whatsapp',
		'sticker',
		{ link: 'https://example.com/ok.webp' },
		{ link: 'https://example.com/ok.webp' },
	],
	[
		'whatsapp',
		'location',
		{ latitude: 1.29, longitude: '103.851', placeName: 'Office', address: '1 Raffles Place' },
		{ longitude: '103.851', latitude: '1.29', name: 'Office', address: '1 Raffles Place' },
	],
	[
		'whatsapp',
		'contacts',
		{
			contacts: {
				contact: [
					{
						formattedName: 'Ada Lovelace',
						firstName: 'Ada',
						lastName: 'Lovelace',
						phone: '+6591234567',
						waId: '6591234567',
						email: 'ada@example.com',
					},
					{ formattedName: 'Acme Support' },
				],
			},
		},
		[
			{
				name: { formatted_name: 'Ada Lovelace', first_name: 'Ada', last_name: 'Lovelace' },
				phones: [{ phone: '+6591234567', type: 'CELL', wa_id: '6591234567' }],
				emails: [{ email: 'ada@example.com', type: 'WORK' }],
			},
			{ name: { formatted_name: 'Acme Support', first_name: 'Acme Support' } },
		],
	],
	[
		'whatsapp',
		'contacts',
		{ specifyContacts: 'json', contactsJson: '[{"name":{"formatted_name":"Ada"}}]' },
		[{ name: { formatted_name: 'Ada' } }],
	],
	['whatsapp', 'reaction', { messageId: '6185', emoji: '👍' }, { messageId: '6185', emoji: '👍' }],
	[
		'whatsapp',
		'interactive',
		{
			...BODY,
			interactiveType: 'button',
			headerType: 'text',
			headerText: 'Order A-1001',
			footerText: 'Shop',
			buttons: { button: [{ id: 'ok', title: 'Yes' }, { title: 'No' }] },
		},
		{
			type: 'button',
			header: { type: 'text', text: 'Order A-1001' },
			body: { text: 'Hello Mei' },
			footer: { text: 'Shop' },
			action: {
				buttons: [
					{ type: 'reply', reply: { id: 'ok', title: 'Yes' } },
					{ type: 'reply', reply: { id: 'No', title: 'No' } },
				],
			},
		},
	],
	[
		'whatsapp',
		'interactive',
		{
			...BODY,
			interactiveType: 'list',
			listButton: 'Slots',
			sections: {
				section: [
					{
						title: 'Monday',
						rows: { row: [{ id: 'm9', title: '09:00', description: 'Room 1' }] },
					},
				],
			},
		},
		{
			type: 'list',
			body: { text: 'Hello Mei' },
			action: {
				button: 'Slots',
				sections: [
					{ title: 'Monday', rows: [{ id: 'm9', title: '09:00', description: 'Room 1' }] },
				],
			},
		},
	],
	[
		'whatsapp',
		'interactive',
		{ ...BODY, interactiveType: 'product', catalog: byId('9001'), productId: 'SKU-1' },
		{
			type: 'product',
			body: { text: 'Hello Mei' },
			action: { catalog_id: '9001', product_retailer_id: 'SKU-1' },
		},
	],
	[
		'whatsapp',
		'interactive',
		{
			...BODY,
			interactiveType: 'product_list',
			headerText: 'Picks',
			catalog: { ...byId('9001'), mode: 'list', cachedResultName: 'Shop' },
			productSections: { section: [{ title: 'Shoes', productIds: 'SKU-1, SKU-2' }] },
		},
		{
			type: 'product_list',
			header: { type: 'text', text: 'Picks' },
			body: { text: 'Hello Mei' },
			action: {
				catalog_id: '9001',
				sections: [
					{
						title: 'Shoes',
						product_items: [{ product_retailer_id: 'SKU-1' }, { product_retailer_id: 'SKU-2' }],
					},
				],
			},
		},
	],
	[
		'whatsapp',
		'interactive',
		{ ...BODY, interactiveType: 'catalog_message', thumbnailProductId: 'SKU-1' },
		{
			type: 'catalog_message',
			body: { text: 'Hello Mei' },
			action: {
				name: 'catalog_message',
				parameters: { thumbnail_product_retailer_id: 'SKU-1' },
			},
		},
	],
	[
		'whatsapp',
		'interactive',
		{
			...BODY,
			interactiveType: 'flow',
			flow: byId('479884'),
			flowButton: 'Book',
			flowToken: 'tok-77',
			flowScreen: 'START',
			flowData: '{"name":"Ada"}',
		},
		{
			type: 'flow',
			body: { text: 'Hello Mei' },
			action: {
				name: 'flow',
				parameters: {
					flow_message_version: '3',
					mode: 'published',
					flow_id: '479884',
					flow_token: 'tok-77',
					flow_cta: 'Book',
					flow_action: 'navigate',
					flow_action_payload: { screen: 'START', data: { name: 'Ada' } },
				},
			},
		},
	],
	[
		'whatsapp',
		'interactive',
		{
			...BODY,
			interactiveType: 'cta_url',
			headerType: 'image',
			link: JPG,
			linkButtonText: 'Track',
			linkButtonUrl: 'https://example.com/t/1',
		},
		{
			type: 'cta_url',
			header: { type: 'image', image: { link: JPG } },
			body: { text: 'Hello Mei' },
			action: {
				name: 'cta_url',
				parameters: { display_text: 'Track', url: 'https://example.com/t/1' },
			},
		},
	],
	[
		'whatsapp',
		'interactive',
		{ ...BODY, interactiveType: 'location_request_message' },
		{
			type: 'location_request_message',
			body: { text: 'Hello Mei' },
			action: { name: 'send_location' },
		},
	],
	[
		'whatsapp',
		'interactive',
		{ ...BODY, interactiveType: 'address_message', addressCountry: 'IN' },
		{
			type: 'address_message',
			body: { text: 'Hello Mei' },
			action: { name: 'address_message', parameters: { country: 'IN' } },
		},
	],
	[
		'whatsapp',
		'interactive',
		{
			interactiveType: 'json',
			interactiveJson: {
				type: 'call_permission_request',
				body: { text: 'May we call?' },
				action: { name: 'call_permission_request' },
			},
		},
		{
			type: 'call_permission_request',
			body: { text: 'May we call?' },
			action: { name: 'call_permission_request' },
		},
	],
	['whatsapp', 'typing_indicator', { contentJson: '{}' }, {}],
	['viber', 'text', { text: 'Sale ends today' }, { text: 'Sale ends today' }],
	['viber', 'image', { link: JPG }, { link: JPG }],
	['viber', 'video', VIDEO, VIDEO],
	[
		'viber',
		'document',
		{ link: 'https://example.com/a.pdf', fileName: 'offer.pdf' },
		{ link: 'https://example.com/a.pdf', fileName: 'offer.pdf', fileType: 'pdf' },
	],
	['viber', 'text_button', { text: 'Sale', ...BUTTON }, { text: 'Sale', ...BUTTON_CONTENT }],
	['viber', 'text_image', { text: 'Sale', link: JPG }, { text: 'Sale', link: JPG }],
	[
		'viber',
		'text_image_button',
		{ text: 'Sale', link: JPG, ...BUTTON },
		{ text: 'Sale', link: JPG, ...BUTTON_CONTENT },
	],
	['viber', 'text_video', { text: 'Watch', ...VIDEO }, { text: 'Watch', ...VIDEO }],
	[
		'viber',
		'text_video_button',
		{ text: 'Watch', ...VIDEO, ...BUTTON },
		{ text: 'Watch', ...VIDEO, ...BUTTON_CONTENT },
	],
	['messenger', 'text', { text: 'Hi' }, { text: 'Hi' }],
	['messenger', 'image', { link: JPG }, { link: JPG }],
	['messenger', 'video', { link: MP4 }, { link: MP4 }],
	[
		'messenger',
		'audio',
		{ link: 'https://example.com/a.mp3' },
		{ link: 'https://example.com/a.mp3' },
	],
	[
		'messenger',
		'document',
		{ link: 'https://example.com/a.pdf' },
		{ link: 'https://example.com/a.pdf' },
	],
	['instagram', 'text', { text: 'Hi' }, { text: 'Hi' }],
	['instagram', 'image', { link: JPG }, { link: JPG }],
	['instagram', 'video', { link: MP4 }, { link: MP4 }],
	[
		'instagram',
		'audio',
		{ link: 'https://example.com/a.m4a' },
		{ link: 'https://example.com/a.m4a' },
	],
	['telegram', 'text', { text: 'Hi' }, { text: 'Hi' }],
	['telegram', 'image', { link: JPG }, { link: JPG }],
	['telegram', 'video', { link: MP4 }, { link: MP4 }],
	[
		'telegram',
		'audio',
		{ link: 'https://example.com/a.mp3' },
		{ link: 'https://example.com/a.mp3' },
	],
	[
		'telegram',
		'document',
		{ link: 'https://example.com/a.pdf' },
		{ link: 'https://example.com/a.pdf' },
	],
	['telegram', 'gif', { link: 'https://example.com/a.gif' }, { link: 'https://example.com/a.gif' }],
	[
		'telegram',
		'sticker',
		{ link: 'https://example.com/a.webp' },
		{ link: 'https://example.com/a.webp' },
	],
	[
		'telegram',
		'location',
		{ latitude: '1.29', longitude: '103.8' },
		{ longitude: '103.8', latitude: '1.29' },
	],
];

const parametersFor = (channel: string, messageType: string, own: IDataObject): IDataObject => ({
	...SEND,
	text: undefined,
	...on(channel),
	messageType,
	...own,
});

test.each(golden)('%s %s %j', async (channel, type, own, content) => {
	const [sent] = await results(parametersFor(channel, type, own));
	expect(sent).toMatchObject({ messageId: expect.any(String), channelType: channel });
	const [call] = callsOf('SendChatappMessage');
	expect(call).toMatchObject({ Type: 'message', MessageType: type, ChannelType: channel });
	expect(call?.Content).toBe(JSON.stringify(content));
});

test('any other type goes out by its name with the content as it is', async () => {
	await results(
		parametersFor('messenger', 'custom', {
			customMessageType: 'quickReply',
			contentJson: '{"text":"Size?","id":12345678901234567890}',
		}),
	);
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({
		MessageType: 'quickReply',
		Content: '{"text":"Size?","id":"12345678901234567890"}',
	});
});

test('the options reach the call', async () => {
	await results({
		...parametersFor('viber', 'text', { text: 'Hi' }),
		label: 'promotion',
		options: {
			contextMessageId: 'm-1',
			taskId: 't-1',
			tag: 'sale',
			trackingData: 'x-1',
			ttl: 600,
			smsFallback: {
				fallback: { id: 'S01', content: 'Sale today', duration: 120, rule: 'sentFailed' },
			},
		},
	});
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({
		ContextMessageId: 'm-1',
		TaskId: 't-1',
		Label: 'promotion',
		Tag: 'sale',
		TrackingData: 'x-1',
		Ttl: '600',
		FallBackId: 'S01',
		FallBackContent: 'Sale today',
		FallBackDuration: '120',
		FallBackRule: 'sentFailed',
	});
});

test('a template can be told the same', async () => {
	await results({
		...SEND_TEMPLATE,
		options: { smsFallback: { fallback: { id: 'S01', content: 'Your order ships' } } },
	});
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({
		Type: 'template',
		FallBackId: 'S01',
		FallBackContent: 'Your order ships',
		FallBackRule: 'undelivered',
	});
});

test('nothing is said about options that are not set', async () => {
	await results(SEND);
	expect(Object.keys(callsOf('SendChatappMessage')[0] ?? {}).sort()).toEqual(
		['ChannelType', 'Content', 'CustSpaceId', 'From', 'MessageType', 'To', 'Type'].sort(),
	);
});

test('a group is addressed by its ID', async () => {
	await run({
		...SEND,
		to: 'group-77-a',
		options: { recipientType: 'group' },
	});
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({
		To: 'group-77-a',
		RecipientType: 'group',
	});
});

const bad: Array<[what: string, parameters: IDataObject, message: string | RegExp]> = [
	['image', { link: 'files/a.jpg' }, "'Link' is not a link that starts with https://"],
	['image', { link: 'javascript:alert(1)' }, "'Link' is not a link"],
	['image', { link: ' ' }, "'Link' is empty"],
	[
		'image',
		{ link: JPG, caption: 'x'.repeat(1025) },
		"'Caption' is too long: 1025 characters, at most 1024",
	],
	['document', { link: 'https://example.com/' }, "'File Name' is empty"],
	['location', { latitude: '91', longitude: '0' }, "'Latitude' is not a number of degrees"],
	['location', { latitude: '1', longitude: '={{ "" }}' }, "'Longitude' is empty"],
	['contacts', {}, "'Contacts' has too few entries: 0, at least 1 is needed"],
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
	['reaction', { messageId: '={{ "" }}' }, "'Message ID' is empty"],
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
		{ ...BODY, buttons: { button: [{ title: 'Yes' }, { title: 'x'.repeat(21) }] } },
		"'Button Text' is too long in entry 2: 21 characters, at most 20 are allowed",
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
		"'Country' is not the two capital letters of a country: India",
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
];

test.each(bad)('%s, case %#: refused before anything is called', async (type, own, message) => {
	const finished = await run(parametersFor('whatsapp', type, own));
	expect(finished.error?.message).toContain(message);
	expect(finished.error?.description).toMatch(/\.$/);
	expect(simulator.requests).toHaveLength(0);
});

test('a time to live that Viber does not take is refused', async () => {
	const finished = await run({
		...parametersFor('viber', 'text', { text: 'Hi' }),
		options: { ttl: '={{ 10 }}' },
	});
	expect(finished.error?.message).toContain(
		"'Time to Live' is out of range: 10 seconds, from 30 to 1209600 are allowed",
	);
	expect(simulator.requests).toHaveLength(0);
});
