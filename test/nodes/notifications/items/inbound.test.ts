import { normalizeEntry } from '../../../../nodes/notifications/items/normalize';
import type { InboundItem } from '../../../../nodes/notifications/items/types';

const LINK = 'https://whatsapp-prod-oss-bucket.oss-ap-southeast-1.aliyuncs.com/1.jpeg';

function inbound(fields: object): InboundItem {
	const item = normalizeEntry({ MessageId: 'm1', From: '6591230001', To: '6531589000', ...fields });
	if (item.event !== 'inbound') throw new Error(`an ${item.event} item`);
	return item;
}

describe('the content of a message', () => {
	it('is left as text when a person wrote JSON', () => {
		expect(inbound({ Type: 'TEXT', Message: '{"a":1}' }).text).toBe('{"a":1}');
	});

	it.each([{ body: 'hi' }, { text: 'hi' }, { text: { body: 'hi' } }])('reads %j', (Message) => {
		expect(inbound({ Type: 'text', Message }).text).toBe('hi');
	});

	it.each([
		[{ filename: 'a.pdf', fileName: 'b.pdf', name: 'c' }, 'a.pdf'],
		[{ fileName: 'b.pdf', name: 'c' }, 'b.pdf'],
		[{ name: 'c' }, 'c'],
	])('takes the best file name of %j', (Message, fileName) => {
		expect(inbound({ Type: 'DOCUMENT', Message }).media).toMatchObject({ fileName });
	});

	it.each([{ url: LINK }, { link: LINK }, { url: '', link: LINK }])(
		'finds the link in %j',
		(Message) => {
			expect(inbound({ Type: 'IMAGE', Message }).media).toMatchObject({ url: LINK });
		},
	);

	it('knows how long links into the documented bucket live, and no others', () => {
		const Timestamp = '1790000000000';

		expect(inbound({ Type: 'IMAGE', Message: { url: LINK }, Timestamp }).media?.expiresAt).toBe(
			'2026-09-28T14:13:20.000Z',
		);
		expect(inbound({ Type: 'IMAGE', Message: { url: LINK } }).media?.expiresAt).toBeNull();
		const elsewhere = `https://example.com/?${LINK}`;
		expect(
			inbound({ Type: 'IMAGE', Message: { url: elsewhere }, Timestamp }).media?.expiresAt,
		).toBeNull();
	});

	it.each([
		[{ interactive: { type: 'button_reply', button_reply: { id: 'y', title: 'Yes' } } }, 'button'],
		[{ type: 'button_reply', button_reply: { id: 'y', title: 'Yes' } }, 'button'],
		[{ interactive: { list_reply: { id: 'y', title: 'Yes' } } }, 'list'],
		[{ type: 'list_reply', id: 'y', title: 'Yes' }, 'list'],
		[{ interactive: JSON.stringify({ list_reply: { id: 'y', title: 'Yes' } }) }, 'list'],
	])('reads the choice in %j', (Message, kind) => {
		expect(inbound({ Type: 'INTERACTIVE', Message })).toMatchObject({
			text: 'Yes',
			reply: { kind, id: 'y', title: 'Yes', payload: null, data: null },
		});
	});

	it('reads a button inside of an interactive message', () => {
		const Message = { button: { text: 'Yes', payload: 'confirm' } };

		expect(inbound({ Type: 'INTERACTIVE', Message }).reply).toMatchObject({
			kind: 'button',
			title: 'Yes',
			payload: 'confirm',
		});
	});

	it('passes on types that are not known yet, with what can be read', () => {
		expect(inbound({ Type: 'HOLOGRAM', Message: { url: LINK, caption: 'me' } })).toMatchObject({
			type: 'hologram',
			text: 'me',
			media: { url: LINK },
		});
		expect(inbound({ Type: 'HOLOGRAM', Message: 'plain' }).text).toBe('plain');
		expect(inbound({ Message: 'plain' }).type).toBe('unknown');
	});

	it.each([
		{ contacts: [{ name: 'Ana' }] },
		[{ name: 'Ana' }],
		'[{"name":"Ana"}]',
		{ contacts: { name: 'Ana' } },
		{ contacts: '[{"name":"Ana"}]' },
		{ contact: '{"name":"Ana"}' },
		'{"contacts":"[{\\"name\\":\\"Ana\\"}]"}',
		{ name: 'Ana' },
	])('gives contacts as a list: %j', (Message) => {
		expect(inbound({ Type: 'CONTACTS', Message }).contacts).toEqual([{ name: 'Ana' }]);
	});

	// https://partner-docs.gupshup.io/reference/sendrequestcontactinfointeractivemessage
	it('gives the number that a person shared when asked for it', () => {
		const shared = {
			origin: 'contact_request',
			phones: [{ phone: '+6591230001', wa_id: '6591230001', type: 'CELL' }],
		};
		for (const Message of [[shared], JSON.stringify([shared]), { contacts: [shared] }]) {
			expect(inbound({ Type: 'CONTACTS', Message }).contacts).toEqual([shared]);
		}
	});

	it.each([[[{ sku: 'a' }, { sku: 'b' }]], ['[{"sku":"a"},{"sku":"b"}]']])(
		'gives an order that is a list: %j',
		(Message) => {
			const item = inbound({ Type: 'ORDER', Message });
			expect(item).toMatchObject({ text: null, order: [{ sku: 'a' }, { sku: 'b' }] });
		},
	);

	it('reads numbers of a location that are no numbers as absent', () => {
		const { location } = inbound({
			Type: 'LOCATION',
			Message: { latitude: 'north', longitude: 0 },
		});

		expect(location).toEqual({ latitude: null, longitude: 0, name: null, address: null });
	});
});

describe('what is quoted', () => {
	it.each([
		{ from: '6531589000', id: 'q' },
		{ From: '+6531589000', Id: 'q' },
		{ From: '6531589000', MessageId: 'q' },
		JSON.stringify({ from: '6531589000', message_id: 'q' }),
	])('is found in %j', (Context) => {
		expect(inbound({ Type: 'TEXT', Message: 'hi', Context }).context).toEqual({
			messageId: 'q',
			from: '6531589000',
		});
	});
});

describe('who wrote', () => {
	it.each([
		[{ From: '+65 9123-0001' }, '6591230001'],
		[{ From: 6591230001 }, '6591230001'],
		[{ From: '', FromUserId: 'SG.1', Name: 'Mei' }, 'SG.1'],
		[{ From: 'SG.2' }, 'SG.2'],
		[{ From: null, FromParentUserId: 'SG.ENT.3' }, 'SG.ENT.3'],
		[{ From: null, FromUserName: 'mei.tan', Name: 'Mei' }, 'mei.tan'],
		[{ From: null, Name: 'Mei' }, 'Mei'],
		[{ From: null }, null],
	])('%j has the key %p', (fields, key) => {
		const item = inbound({ Type: 'TEXT', Message: 'hi', ...fields });

		expect(item.from.key).toBe(key);
		expect(item.sessionId).toBe(key === null ? null : `6531589000:${key}`);
	});
});

describe('a phone number', () => {
	it.each([
		['6591230001', '6591230001'],
		['+65 9123 0001', '6591230001'],
		['+ 65 9123 0001', '6591230001'],
		['＋6591230001', '6591230001'],
		['65-3158-9001', '6531589001'],
		['(65) 9123.0001', '6591230001'],
		['+(65) 9123-0001', '6591230001'],
		['2026-0921', '20260921'],
		['2026-13-21', '20261321'],
		['12-34-5678', '12345678'],
		['1912-10-3456', '1912103456'],
		['04-11-20261', '041120261'],
	])('is read in %j', (From, phone) => {
		const { from } = inbound({ Type: 'TEXT', Message: 'hi', From });
		expect(from).toMatchObject({ phone, key: phone, address: `+${phone}`, userId: null });
	});

	it.each([
		'-1001234567890',
		'- 100 123 4567',
		'.6591230001',
		')6591230001',
		'+-6591230001',
		'2026-09-21',
		'2026.9.1',
		'21-09-2026',
		'9.21.2026',
		'1999-12-31',
	])('is not seen in the ID %j', (From) => {
		const { from, sessionId } = inbound({ Type: 'TEXT', Message: 'hi', From });
		expect(from).toMatchObject({ phone: null, key: From, address: From, userId: From });
		expect(sessionId).toBe(`6531589000:${From}`);
		expect(inbound({ Type: 'TEXT', Message: 'hi', To: From }).to).toBe(From);
	});

	it('is not seen in a negative number', () => {
		const { from } = inbound({ Type: 'TEXT', Message: 'hi', From: -1001234567890 });
		expect(from).toMatchObject({ phone: null, address: '-1001234567890' });
	});
});

describe('timestamps', () => {
	it.each([
		[1790000000000, '2026-09-21T14:13:20.000Z'],
		['1790000000000', '2026-09-21T14:13:20.000Z'],
		[1790000000, '2026-09-21T14:13:20.000Z'],
		['1790000000000000', '2026-09-21T14:13:20.000Z'],
		['2026-09-21T22:13:20+08:00', '2026-09-21T14:13:20.000Z'],
		['2026-09-21 22:13:20+08:00', '2026-09-21T14:13:20.000Z'],
		['2026-09-21T22:13:20,5+08', '2026-09-21T14:13:20.500Z'],
		['2026-09-21 14:13:20 UTC', '2026-09-21T14:13:20.000Z'],
		['Mon, 21 Sep 2026 14:13:20 GMT', '2026-09-21T14:13:20.000Z'],
		['1790000000000000000', '2026-09-21T14:13:20.000Z'],
		['2026-09-21 22:13:20', null],
		['2026-13-41 22:13:20Z', null],
		[20260921141320, null],
		['202609211413', null],
		['20260921', null],
		['yesterday', null],
		[-1, null],
		[0, null],
		[1e30, null],
		[{}, null],
		[true, null],
	])('%p is %p', (Timestamp, expected) => {
		expect(inbound({ Type: 'TEXT', Message: 'hi', Timestamp }).timestamp).toBe(expected);
	});
});

it('trims keys, and prefers one that was right from the start', () => {
	expect(
		inbound({ Type: 'TEXT', ' Message ': 'b', Message: 'a', 'Timestamp ': 1790000000000 }),
	).toMatchObject({ text: 'a', timestamp: '2026-09-21T14:13:20.000Z' });
});
