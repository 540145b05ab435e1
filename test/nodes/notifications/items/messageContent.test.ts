import { inbound, PICTURE } from './entry';

const PAPER = 'https://cdn.example.com/a.pdf';

describe('content that is wrapped by the name of its type', () => {
	it.each<[string, unknown, object]>([
		[
			'IMAGE',
			{ image: { link: PICTURE, caption: 'broken', mime_type: 'image/jpeg', id: '77' } },
			{ text: 'broken', media: { url: PICTURE, mimeType: 'image/jpeg', id: '77' } },
		],
		[
			'DOCUMENT',
			{ document: { link: PAPER, filename: 'a.pdf', mime_type: 'application/pdf' } },
			{ media: { url: PAPER, fileName: 'a.pdf', mimeType: 'application/pdf' } },
		],
		[
			'DOCUMENT',
			{ media_url: PAPER, file_name: 'a.pdf', fileType: 'application/pdf', text: 'see this' },
			{
				text: 'see this',
				media: { url: PAPER, fileName: 'a.pdf', mimeType: 'application/pdf', caption: 'see this' },
			},
		],
		['STICKER', { Sticker: { url: PICTURE } }, { media: { url: PICTURE } }],
		['VOICE', { audio: { url: PICTURE } }, { media: { url: PICTURE } }],
		['VIDEO', { video: PICTURE }, { text: null, media: { url: PICTURE } }],
		[
			'DOCUMENT',
			{ document: PAPER, filename: 'a.pdf', mimeType: 'application/pdf', caption: 'see' },
			{
				text: 'see',
				media: { url: PAPER, fileName: 'a.pdf', mimeType: 'application/pdf', caption: 'see' },
			},
		],
		[
			'IMAGE',
			{ image: { link: PICTURE, caption: 'in' }, caption: 'out', id: 'not of the file' },
			{ text: 'in', media: { url: PICTURE, caption: 'in', id: null } },
		],
		['IMAGE', { media: { url: PICTURE } }, { media: { url: PICTURE } }],
		[
			'IMAGE',
			{ url: PICTURE, media: { id: '5' }, caption: 'see' },
			{ text: 'see', media: { url: PICTURE, caption: 'see' } },
		],
		['IMAGE', { link: PICTURE, media: PAPER }, { media: { url: PICTURE } }],
		['DOCUMENT', { url: PAPER, file: { name: 'x', size: 4 } }, { media: { url: PAPER } }],
		[
			'TEMPLATE',
			{ text: 'a', payload: 'p', media_url: PICTURE },
			{ text: 'a', reply: null, media: { url: PICTURE } },
		],
		['AUDIO', { file: { url: PICTURE } }, { media: { url: PICTURE } }],
		[
			'LOCATION',
			{ lat: '1.29', long: '103.85' },
			{ location: { latitude: 1.29, longitude: 103.85 } },
		],
		[
			'EDIT',
			{ edit: { original_message_id: 'm-0', message: { type: 'text', text: { body: 'new' } } } },
			{ text: 'new', context: { messageId: 'm-0', from: null } },
		],
		[
			'REVOKE',
			{ revoke: { original_message_id: 'm-0' } },
			{ text: null, context: { messageId: 'm-0', from: null } },
		],
		[
			'IMAGE',
			{ url: PICTURE, context: { id: 'm-0', from: '+65 3158 9000' } },
			{ context: { messageId: 'm-0', from: '6531589000' } },
		],
		[
			'LOCATION',
			{ location: { latitude: 1.29, longitude: 103.85, name: 'Office' } },
			{ location: { latitude: 1.29, longitude: 103.85, name: 'Office', address: null } },
		],
		[
			'REACTION',
			{ reaction: { message_id: 'wamid.TARGET', emoji: '👍🏽' } },
			{ text: '👍🏽', context: { messageId: 'wamid.TARGET', from: null } },
		],
		[
			'CONTACTS',
			{ contacts: [{ name: { formatted_name: 'Ana' } }] },
			{ contacts: [{ name: { formatted_name: 'Ana' } }] },
		],
		['ORDER', { order: { text: 'please', catalog_id: '1' } }, { text: 'please' }],
		['SYSTEM', { system: { body: 'Mei changed her number' } }, { text: 'Mei changed her number' }],
		['HOLOGRAM', { hologram: { url: PICTURE } }, { media: { url: PICTURE } }],
	])('%s %j', (Type, Message, expected) => {
		expect(inbound({ Type, Message })).toMatchObject(expected);
		expect(inbound({ Type, Message: JSON.stringify(Message) })).toMatchObject(expected);
	});

	it('is unwrapped once only', () => {
		const { media } = inbound({ Type: 'IMAGE', Message: { image: { image: { url: PICTURE } } } });

		expect(media).toMatchObject({ url: null });
	});

	it.each(['{"text":{"body":"x"}}', '{"image":{"url":"x"}}', PICTURE, '"quoted"', '[1]'])(
		'is what it is when a person typed %s',
		(Message) => {
			expect(inbound({ Type: 'TEXT', Message })).toMatchObject({ text: Message, media: null });
		},
	);

	it.each(['IMAGE', 'VIDEO', 'AUDIO', 'VOICE', 'DOCUMENT', 'STICKER'])(
		'can be a plain link in %s',
		(Type) => {
			const { text, media } = inbound({ Type, Message: PICTURE });

			expect({ text, media }).toMatchObject({ text: null, media: { url: PICTURE } });
		},
	);

	it('is no link in other types, nor when there are words', () => {
		expect(inbound({ Type: 'SYSTEM', Message: PICTURE })).toMatchObject({ text: PICTURE });
		expect(inbound({ Type: 'IMAGE', Message: `see ${PICTURE}` })).toMatchObject({
			text: `see ${PICTURE}`,
			media: null,
		});
	});
});

describe('content whose names are written in another way', () => {
	it.each<[string, unknown, object]>([
		[
			'IMAGE',
			{ Url: 'https://a.example/x.jpg', Caption: 'c', MimeType: 'image/jpeg', Id: '9' },
			{
				text: 'c',
				media: { url: 'https://a.example/x.jpg', caption: 'c', mimeType: 'image/jpeg', id: '9' },
			},
		],
		['AUDIO', { 'url ': 'https://a.example/x' }, { media: { url: 'https://a.example/x' } }],
		['DOCUMENT', { 'FILE-NAME': 'a.pdf' }, { media: { fileName: 'a.pdf' } }],
		['TEXT', { Text: 'hi' }, { text: 'hi' }],
		['LOCATION', { Latitude: '1.29', Longitude: 103.85 }, { location: { latitude: 1.29 } }],
		['LOCATION', { lat: 1.29, lng: '103.85' }, { location: { longitude: 103.85 } }],
		['REPLY', { Text: 'Yes', Payload: 'p' }, { text: 'Yes', reply: { value: 'p' } }],
		['INTERACTIVE', { ButtonReply: { Id: 'y', Title: 'Yes' } }, { reply: { id: 'y' } }],
		['BUTTON', { reply: { id: 'y', title: 'Yes' } }, { text: 'Yes', reply: { value: 'y' } }],
		['REACTION', { MESSAGE_ID: 'm0', Emoji: '+' }, { text: '+', context: { messageId: 'm0' } }],
		['CONTACTS', { Contacts: [{ Name: 'A' }] }, { contacts: [{ Name: 'A' }] }],
	])('%s %j', (Type, Message, expected) => {
		expect(inbound({ Type, Message })).toMatchObject(expected);
	});

	it('is handed on as it came, and its documented names come first', () => {
		const order = { Text: 'x', text: 'y', Product_Items: [] };
		expect(inbound({ Type: 'ORDER', Message: order })).toMatchObject({ text: 'y', order });
	});

	it.each<[string, unknown]>([
		['IMAGE', [{ url: 'https://a.example/x.jpg' }]],
		['IMAGE', '["https://a.example/x.jpg"]'],
		['IMAGE', { image: [{ link: 'https://a.example/x.jpg' }] }],
	])('%s in a list of one: %j', (Type, Message) => {
		expect(inbound({ Type, Message }).media?.url).toBe('https://a.example/x.jpg');
	});
});
