import { JPG, type MessageCase, MP4 } from './messageCase';

export const whatsappCases: readonly MessageCase[] = [
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
		'document',
		{ link: 'https://example.com/f/88.pdf', fileName: 'Invoice 3.2026' },
		{ link: 'https://example.com/f/88.pdf', fileName: 'Invoice 3.2026.pdf' },
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
		{ specifyContacts: 'json', contactsJson: '[{"name":{"formatted_name":"Ada","prefix":"Dr"}}]' },
		[{ name: { formatted_name: 'Ada', prefix: 'Dr' } }],
	],
	...['👍', '👍🏽', '❤', '❤️', '👨‍👩‍👧', '🇸🇬', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣'].map(
		(emoji): MessageCase => [
			'whatsapp',
			'reaction',
			{ messageId: '6185', emoji },
			{ messageId: '6185', emoji },
		],
	),
	[
		'whatsapp',
		'contacts',
		{
			contacts: {
				contact: [
					{ formattedName: 'Ada', birthday: '={{ new Date("1990-12-31") }}' },
					{ formattedName: 'Ada', birthday: '={{ DateTime.fromISO("1990-12-31") }}' },
					{ formattedName: 'Ada', birthday: '1990-12-31 00:00:00' },
					{ formattedName: 'Ada', phone: '+65 9123 4567', waId: '+65 9123-4567' },
				],
			},
		},
		[
			...Array.from({ length: 3 }, () => ({
				name: { formatted_name: 'Ada', first_name: 'Ada' },
				birthday: '1990-12-31',
			})),
			{
				name: { formatted_name: 'Ada', first_name: 'Ada' },
				phones: [{ phone: '+65 9123 4567', type: 'CELL', wa_id: '6591234567' }],
			},
		],
	],
	[
		'whatsapp',
		'contacts',
		{
			specifyContacts: 'json',
			contactsJson:
				'{"to":"65","type":"contacts","contacts":[{"name":{"formatted_name":"Ada","prefix":"Dr"}}]}',
		},
		[{ name: { formatted_name: 'Ada', prefix: 'Dr' } }],
	],
	['whatsapp', 'reaction', { messageId: ' 6185\n', emoji: ' ' }, { messageId: '6185', emoji: '' }],
	[
		'whatsapp',
		'reaction',
		{ messageId: '6185', emoji: '={{ $json.none }}' },
		{ messageId: '6185', emoji: '' },
	],
	['whatsapp', 'typing_indicator', { messageId: 'm-1', contentJson: '{}' }, undefined],
	['whatsapp', 'typing_indicator', { contentJson: '{"a":1}' }, { a: 1 }],
	[
		'whatsapp',
		'location',
		{ latitude: ' 1.29 ', longitude: '={{ 0.0000001 }}' },
		{ longitude: '0.0000001', latitude: '1.29' },
	],
	[
		'whatsapp',
		'image',
		{ link: 'https://example.com/my shoe.jpg' },
		{ link: 'https://example.com/my%20shoe.jpg' },
	],
	[
		'whatsapp',
		'reaction',
		{ messageId: '6185', emoji: ' \u200b👍\n' },
		{ messageId: '6185', emoji: '👍' },
	],
	[
		'whatsapp',
		'document',
		{ link: 'https://example.com/88.pdf', fileName: `Q1 2026: ${'report '.repeat(40)}` },
		{
			link: 'https://example.com/88.pdf',
			fileName: `Q1 2026: ${'report '.repeat(40).trim()}.pdf`,
		},
	],
	[
		'whatsapp',
		'document',
		{ link: 'https://example.com/88.pdf', fileName: 'INV/2026/001' },
		{ link: 'https://example.com/88.pdf', fileName: 'INV_2026_001.pdf' },
	],
	[
		'whatsapp',
		'document',
		{ link: '\u200bhttps://münchen.example/größe.pdf' },
		{ link: 'https://xn--mnchen-3ya.example/gr%C3%B6%C3%9Fe.pdf', fileName: 'größe.pdf' },
	],
	[
		'whatsapp',
		'contacts',
		{
			specifyContacts: 'json',
			contactsJson: '[{"name":{"formatted_name":5,"first_name":5}}]',
		},
		[{ name: { formatted_name: 5, first_name: 5 } }],
	],
];
