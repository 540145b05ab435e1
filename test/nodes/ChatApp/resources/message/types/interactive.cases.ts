import { byId } from '../../../fields/parameters';
import { BODY, JPG, MP4, type MessageCase } from './messageCase';

/** A list of products before its sections: the parameters, and the content that they become. */
const PICKS = {
	parameters: {
		...BODY,
		interactiveType: 'product_list',
		headerText: 'Picks',
		catalog: byId('9001'),
	},
	content: {
		type: 'product_list',
		header: { type: 'text', text: 'Picks' },
		body: { text: 'Hello Mei' },
	},
};

export const interactiveCases: readonly MessageCase[] = [
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
			...PICKS.parameters,
			catalog: { ...PICKS.parameters.catalog, mode: 'list', cachedResultName: 'Shop' },
			productSections: { section: [{ title: 'Shoes', productIds: 'SKU-1, SKU-2' }] },
		},
		{
			...PICKS.content,
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
	...[
		'{"sections":[{"rows":["09:00"]}]}',
		'{"button":"Times","sections":[{"rows":["09:00"]}]}',
		'{"type":"list","action":{"button":"Times","sections":[{"rows":["09:00"]}]}}',
	].map(
		(sectionsJson): MessageCase => [
			'whatsapp',
			'interactive',
			{
				...BODY,
				...{ interactiveType: 'list', listButton: 'Choose' },
				...{ specifySections: 'json', sectionsJson },
			},
			{
				type: 'list',
				body: { text: 'Hello Mei' },
				action: {
					button: 'Choose',
					sections: [{ rows: [{ id: '09:00', title: '09:00' }] }],
				},
			},
		],
	),
	[
		'whatsapp',
		'interactive',
		{
			...BODY,
			...{ interactiveType: 'product_list', headerText: 'Shoes', catalog: byId('8') },
			specifyProductSections: 'json',
			productSectionsJson: '{"catalog_id":"9","sections":[{"productIds":["A"]}]}',
		},
		{
			type: 'product_list',
			header: { type: 'text', text: 'Shoes' },
			body: { text: 'Hello Mei' },
			action: {
				catalog_id: '8',
				sections: [{ product_items: [{ product_retailer_id: 'A' }] }],
			},
		},
	],
	[
		'whatsapp',
		'interactive',
		{
			interactiveType: 'json',
			interactiveJson:
				'{"to":"65","type":"interactive","interactive":{"type":"location_request_message","body":{"text":"Where?"},"action":{"name":"send_location"}}}',
		},
		{
			type: 'location_request_message',
			body: { text: 'Where?' },
			action: { name: 'send_location' },
		},
	],
	[
		'whatsapp',
		'interactive',
		{ ...BODY, interactiveType: 'address_message', addressCountry: ' in' },
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
	[
		'whatsapp',
		'interactive',
		{ ...BODY, interactiveType: 'call_permission_request' },
		{
			type: 'call_permission_request',
			body: { text: 'Hello Mei' },
			action: { name: 'call_permission_request' },
		},
	],
	[
		'whatsapp',
		'interactive',
		{ ...BODY, interactiveType: 'request_contact_info' },
		{
			type: 'request_contact_info',
			body: { text: 'Hello Mei' },
			action: { name: 'request_contact_info' },
		},
	],
	[
		'whatsapp',
		'interactive',
		{
			...BODY,
			interactiveType: 'carousel',
			cards: {
				card: [
					{
						mediaUrl: JPG,
						text: 'Red shoe',
						buttonText: 'Buy',
						buttonUrl: 'https://example.com/1',
					},
					{
						...{ mediaType: 'video', mediaUrl: MP4, text: '' },
						...{ buttonText: 'Watch', buttonUrl: 'https://example.com/2', buttonId: 'unused' },
					},
				],
			},
		},
		{
			type: 'carousel',
			body: { text: 'Hello Mei' },
			action: {
				cards: [
					{
						card_index: 0,
						type: 'cta_url',
						header: { type: 'image', image: { link: JPG } },
						body: { text: 'Red shoe' },
						action: {
							name: 'cta_url',
							parameters: { display_text: 'Buy', url: 'https://example.com/1' },
						},
					},
					{
						card_index: 1,
						type: 'cta_url',
						header: { type: 'video', video: { link: MP4 } },
						action: {
							name: 'cta_url',
							parameters: { display_text: 'Watch', url: 'https://example.com/2' },
						},
					},
				],
			},
		},
	],
	// The same lists from incoming data.
	[
		'whatsapp',
		'interactive',
		{
			...BODY,
			interactiveType: 'carousel',
			specifyCards: 'json',
			cardsJson: [
				{ mediaUrl: JPG, buttonText: 'This one', buttonId: 'shoe-1' },
				{ mediaType: ' Image', mediaUrl: JPG, buttonText: 'That one' },
				{
					card_index: 7,
					header: { type: 'image', image: { link: JPG } },
					action: { buttons: [{ type: 'quick_reply', quick_reply: { id: 'x', title: 'Other' } }] },
				},
			],
		},
		{
			type: 'carousel',
			body: { text: 'Hello Mei' },
			action: {
				cards: [
					['shoe-1', 'This one'],
					['That one', 'That one'],
					['x', 'Other'],
				].map(([id, title], index) => ({
					card_index: index,
					header: { type: 'image', image: { link: JPG } },
					action: { buttons: [{ type: 'quick_reply', quick_reply: { id, title } }] },
				})),
			},
		},
	],
	[
		'whatsapp',
		'interactive',
		{
			...BODY,
			interactiveType: 'button',
			specifyButtons: 'json',
			buttonsJson: '[{"title":"Yes","id":"ok"},"No",{"reply":{"id":"l","title":"Later"}}]',
		},
		{
			type: 'button',
			body: { text: 'Hello Mei' },
			action: {
				buttons: [
					{ type: 'reply', reply: { id: 'ok', title: 'Yes' } },
					{ type: 'reply', reply: { id: 'No', title: 'No' } },
					{ type: 'reply', reply: { id: 'l', title: 'Later' } },
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
			specifySections: 'json',
			sectionsJson: [{ title: 'Monday', rows: [{ id: 'm9', title: '09:00' }, '10:00'] }],
		},
		{
			type: 'list',
			body: { text: 'Hello Mei' },
			action: {
				button: 'Slots',
				sections: [
					{
						title: 'Monday',
						rows: [
							{ id: 'm9', title: '09:00' },
							{ id: '10:00', title: '10:00' },
						],
					},
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
			specifySections: 'json',
			sectionsJson: '[{"title":"09:00","description":"Room 1"}]',
		},
		{
			type: 'list',
			body: { text: 'Hello Mei' },
			action: {
				button: 'Slots',
				sections: [{ rows: [{ id: '09:00', title: '09:00', description: 'Room 1' }] }],
			},
		},
	],
	[
		'whatsapp',
		'interactive',
		{
			...PICKS.parameters,
			specifyProductSections: 'json',
			productSectionsJson: JSON.stringify([
				{ title: 'Shoes', productIds: 'A, B' },
				{
					title: 'Hats',
					product_items: [{ product_retailer_id: 'C' }, { product_retailer_id: 7 }],
				},
			]),
		},
		{
			...PICKS.content,
			action: {
				catalog_id: '9001',
				sections: [
					{
						title: 'Shoes',
						product_items: [{ product_retailer_id: 'A' }, { product_retailer_id: 'B' }],
					},
					{
						title: 'Hats',
						product_items: [{ product_retailer_id: 'C' }, { product_retailer_id: '7' }],
					},
				],
			},
		},
	],
	[
		'whatsapp',
		'interactive',
		{
			...BODY,
			interactiveType: 'cta_url',
			linkButtonText: 'Track',
			linkButtonUrl: ' https://example.com/my parcel?id=1\n',
		},
		{
			type: 'cta_url',
			body: { text: 'Hello Mei' },
			action: {
				name: 'cta_url',
				parameters: { display_text: 'Track', url: 'https://example.com/my%20parcel?id=1' },
			},
		},
	],
];
