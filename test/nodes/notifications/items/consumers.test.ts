import fc from 'fast-check';

import { normalizeBody, normalizeEntry } from '../../../../nodes/notifications/items/normalize';
import { readFilters } from '../../../../nodes/notifications/selection/filters';
import { SeenEvents } from '../../../../nodes/notifications/selection/seenEvents';
import { selectItems } from '../../../../nodes/notifications/selection/select';
import type { InboundItem, NotificationItem } from '../../../../nodes/notifications/items/types';

/** What public consumers of the service were seen to cope with. */

const BASE = {
	MessageId: 'm-1',
	CustSpaceId: 'cams-x1',
	WabaId: '1',
	From: '6591230001',
	To: '6531589000',
	Timestamp: 1790000000000,
	Name: 'Mei',
	Type: 'TEXT',
	Message: 'hi',
};

function inbound(fields: object): InboundItem {
	const item = normalizeEntry({ ...BASE, ...fields });
	if (item.event !== 'inbound') throw new Error(`an ${item.event} item`);
	return item;
}

const PICTURE = 'https://cdn.example.com/p.jpg';
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

describe('reactions', () => {
	it.each<[object, string | null]>([
		[{ message_id: 'wamid.TARGET', emoji: '😮' }, '😮'],
		[{ message_id: 'wamid.TARGET' }, null],
		[{ message_id: 'wamid.TARGET', emoji: '' }, null],
		[{ messageId: 'wamid.TARGET', emoji: '😮' }, '😮'],
		[{ MessageId: 'wamid.TARGET', Emoji: '😮' }, '😮'],
		[{ Id: 'wamid.TARGET', Emoji: '😮' }, '😮'],
	])('%j name their target', (Message, text) => {
		expect(inbound({ Type: 'REACTION', Message })).toMatchObject({
			text,
			context: { messageId: 'wamid.TARGET', from: null },
		});
	});

	it('keep who wrote the target, and their own target wins', () => {
		const Context = { id: 'other', from: '+65 3158 9000' };

		expect(inbound({ Type: 'REACTION', Message: { message_id: 't' }, Context }).context).toEqual({
			messageId: 't',
			from: '6531589000',
		});
	});
});

describe('a tap', () => {
	const FLOW = { name: 'flow', body: 'Sent', response_json: '{"flow_token":"tok-77","a":1}' };
	const FILLED = { flow_token: 'tok-77', a: 1 };

	it.each<[string, unknown, object]>([
		['REPLY', { text: 'Yes', payload: 'yes-1' }, { value: 'yes-1', kind: 'button', id: null }],
		['REPLY', { text: 'Yes' }, { value: 'Yes', kind: 'button' }],
		['REPLY', 'Yes', { value: 'Yes', title: 'Yes', kind: 'button' }],
		['REPLY', { reply: { id: 'b1', title: 'Yes' } }, { value: 'b1', kind: 'button', id: 'b1' }],
		['REPLY', { button_reply: { id: 'b1', title: 'Yes' } }, { value: 'b1', kind: 'button' }],
		['BUTTON', { button: { text: 'Yes', payload: 'p' } }, { value: 'p', kind: 'button' }],
		['BUTTON', { type: 'quick_reply', text: 'Yes' }, { value: 'Yes', kind: 'button' }],
		['INTERACTIVE', { list_reply: { id: 'r1', title: 'Yes' } }, { value: 'r1', kind: 'list' }],
		['INTERACTIVE', { type: 'nfm_reply', ...FLOW }, { value: 'flow', kind: 'flow', data: FILLED }],
		['INTERACTIVE', { nfm_reply: FLOW }, { value: 'flow', kind: 'flow', data: FILLED }],
		['NFM_REPLY', FLOW, { value: 'flow', kind: 'flow', title: 'Sent', data: FILLED }],
		['NFM_REPLY', { nfm_reply: FLOW }, { value: 'flow', kind: 'flow', data: FILLED }],
		['LIST_REPLY', { id: 'r1', title: 'Yes' }, { value: 'r1', kind: 'list', id: 'r1' }],
		['BUTTON_REPLY', { button_reply: { id: 'b1', title: 'Yes' } }, { value: 'b1', kind: 'button' }],
	])('of %s %j has one value', (Type, Message, expected) => {
		const item = inbound({ Type, Message });

		expect(item.reply).toMatchObject(expected);
		expect(item.text).toBe(item.reply?.title);
		expect(inbound({ Type, Message: JSON.stringify(Message) }).reply).toEqual(item.reply);
		const reading = readFilters({ messageTypes: ['choice'] });
		expect(reading.ok && reading.passes(item)).toBe(true);
		const byValue = readFilters({ replyIds: item.reply?.value });
		expect(byValue.ok && byValue.passes(item)).toBe(true);
	});

	// https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-call-permissions
	it.each(['accept', 'reject'])(
		'can be the answer to a call permission request: %s',
		(response) => {
			const answer = { response, expiration_timestamp: '1790000000' };
			const call_permission_reply = answer;
			const wrapped = { type: 'call_permission_reply', call_permission_reply };
			for (const [Type, Message] of [
				['INTERACTIVE', wrapped],
				['INTERACTIVE', { interactive: wrapped }],
				[
					'INTERACTIVE',
					JSON.stringify({ ...wrapped, call_permission_reply: JSON.stringify(answer) }),
				],
				['CALL_PERMISSION_REPLY', wrapped],
				['CALL_PERMISSION_REPLY', answer],
			]) {
				expect(inbound({ Type, Message }).reply).toEqual({
					value: response,
					kind: 'call_permission',
					id: response,
					title: null,
					payload: null,
					data: answer,
					answersQuestion: null,
				});
			}
		},
	);

	it('of a kind that is not known yet has its value and all that came with it', () => {
		const poll_reply = { id: 'p1', title: 'Yes', payload: null, votes: 2 };
		const Message = { type: 'poll_reply', poll_reply };
		expect(inbound({ Type: 'INTERACTIVE', Message })).toMatchObject({
			text: 'Yes',
			reply: { value: 'p1', kind: 'poll', id: 'p1', title: 'Yes', data: poll_reply },
		});
		expect(inbound({ Type: 'INTERACTIVE', Message: { ...Message, id: 'own' } })).toMatchObject({
			reply: { value: 'own' },
		});
	});

	it('is the payload, else the id, else the title', () => {
		const some = fc.option(fc.string({ minLength: 1 }).filter((text) => text === text.trim()));
		fc.assert(
			fc.property(some, some, some, (payload, id, title) => {
				const { reply } = inbound({ Type: 'REPLY', Message: { payload, id, title } });

				expect(reply).toMatchObject({ value: payload ?? id ?? title, payload, id, title });
			}),
		);
	});

	it.each<[string, string, boolean]>([
		['reply', 'REPLY', true],
		['reply', 'BUTTON', true],
		['reply', 'INTERACTIVE', false],
		['interactive', 'INTERACTIVE', true],
		['interactive', 'REPLY', false],
		['choice', 'TEXT', false],
	])('passes the message type %s when it is a %s: %p', (wanted, Type, expected) => {
		const reading = readFilters({ messageTypes: [wanted] });

		expect(reading.ok && reading.passes(inbound({ Type, Message: { text: 'Yes' } }))).toBe(
			expected,
		);
	});
});

describe('envelopes', () => {
	const TWO = [BASE, { ...BASE, MessageId: 'm-2' }];

	it.each<[string, unknown, number]>([
		['{code, data: [...]}', { code: 0, data: TWO }, 2],
		['{code, data} with JSON text', { code: 0, data: JSON.stringify(TWO) }, 2],
		['{code, data} with one', { code: 0, data: BASE }, 1],
		['JSON text of an envelope', JSON.stringify({ code: 0, data: TWO }), 2],
		['an envelope in an envelope', { code: 0, data: { total: 2, data: TWO } }, 2],
		['a request as n8n hands it on', { headers: {}, params: {}, query: {}, body: TWO }, 2],
		['a request with a text', { body: JSON.stringify({ data: TWO }) }, 2],
		['a list in a list', [TWO], 2],
		['a list with a text of a list', [JSON.stringify(TWO)], 2],
		['a quoted array', `"${JSON.stringify(TWO)}"`, 2],
		['a quoted object', ` "${JSON.stringify(BASE)}"\n`, 1],
	])('%s bring what is in them', (_name, body, count) => {
		const items = normalizeBody(body);

		expect(items.map(({ event }) => event)).toEqual(Array<string>(count).fill('inbound'));
		expect(items.map(({ raw }) => raw)).toEqual(TWO.slice(0, count));
	});

	it.each([
		{ code: 0, data: [] },
		{ code: 1, data: 'an error' },
		{ code: 0, data: { more: 1 } },
		{ data: null },
		{ event: 'group_update', groupId: 'g1', data: [{ action: 'add', user: 'x' }] },
		{ event: 'x', data: ['{"action":"add"}', 7, null, [BASE]] },
		{ event: 'x', body: { data: { body: { text: 'hi' } } } },
	])('are kept when nothing is in them: %j', (body) => {
		expect(normalizeBody(body)).toMatchObject([{ event: 'unknown', raw: body }]);
	});

	it('bring all that is in them when a part of it is known', () => {
		const items = normalizeBody({ code: 0, data: [{ action: 'add' }, JSON.stringify(BASE)] });

		expect(items).toMatchObject([{ event: 'unknown', raw: { action: 'add' } }, { text: 'hi' }]);
	});

	it('are none when the notification itself has a field of that name', () => {
		expect(normalizeBody({ ...BASE, data: TWO })).toMatchObject([{ text: 'hi' }]);
	});
});

describe('names of fields', () => {
	it('are read in camel case, with underscores or hyphens and in capitals', () => {
		const rename = (change: (name: string) => string): object =>
			Object.fromEntries(Object.entries(BASE).map(([name, value]) => [change(name), value]));
		const expected = { ...normalizeEntry(BASE), raw: null };
		for (const change of [
			(name: string) => name.charAt(0).toLowerCase() + name.slice(1),
			(name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase(),
			(name: string) => name.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase(),
			(name: string) => name.toUpperCase(),
			(name: string) => ` ${name} `,
		]) {
			expect({ ...normalizeEntry(rename(change)), raw: null }).toEqual(expected);
		}
	});

	it('make a status of a status', () => {
		const entry = { messageId: 'm-1', from: '6531589000', to: '6591230001', status: 'Delivered' };

		expect(normalizeEntry(entry)).toMatchObject({ event: 'status', status: 'delivered' });
	});

	it('that are right win over others, wherever they stand', () => {
		expect(inbound({ message: 'c', ' Message': 'b', Message: 'a' }).text).toBe('a');
		const { Message: _left, ...rest } = BASE;
		expect(normalizeEntry({ ...rest, message: 'c', ' Message': 'b' })).toMatchObject({ text: 'b' });
	});
});

describe('reasons', () => {
	const REVIEW = { WabaId: '1', TemplateCode: '1174248293003616256', AuditStatus: 'fail' };

	it.each(['None', 'none', 'NULL', 'null', ' None ', 'N/A', ''])('%p is none', (Reason) => {
		expect(normalizeEntry({ ...REVIEW, Reason })).toMatchObject({ reason: null });
		const status = { MessageId: 'm', Status: 'Delivered', ErrorCode: Reason };
		expect(normalizeEntry(status)).toMatchObject({ error: null });
		expect(normalizeEntry({ ...status, Status: 'Failed', ErrorDescription: Reason })).toMatchObject(
			{ error: { code: null, message: null } },
		);
	});

	it.each(['None of the samples fit', 'INVALID_FORMAT'])('%p is one', (reason) => {
		expect(normalizeEntry({ ...REVIEW, Reason: reason })).toMatchObject({ reason });
	});
});

describe('what comes with a message', () => {
	const AD = { ctwa_clid: 'ARAk', source_url: 'https://fb.me/x', headline: 'Sale' };

	it.each<[string, object]>([
		['beside it', { Referral: AD }],
		['as JSON text', { referral: JSON.stringify(AD) }],
		['in its context', { Context: { referral: AD } }],
		['in it', { Type: 'IMAGE', Message: { image: { url: PICTURE }, referral: AD } }],
		['in its content', { Type: 'IMAGE', Message: { image: { url: PICTURE, referral: AD } } }],
	])('the advertisement %s', (_name, fields) => {
		expect(inbound(fields).referral).toEqual(AD);
	});

	it('the ID of the click under one name, and null without', () => {
		expect(inbound({ Referral: { ctwaClid: 'ARAk' } }).referral).toMatchObject({
			ctwa_clid: 'ARAk',
		});
		expect(inbound({ Referral: { headline: 'Sale' } }).referral).toEqual({
			headline: 'Sale',
			ctwa_clid: null,
		});
		expect(inbound({ Message: JSON.stringify({ referral: AD }) }).referral).toBeNull();
	});

	it.each([
		{ GroupId: 'g-1' },
		{ group_id: 'g-1' },
		{ Context: { group_id: 'g-1' } },
		{ Context: { GroupId: 'g-1' } },
		{ Type: 'IMAGE', Message: { group_id: 'g-1' } },
		{ Type: 'IMAGE', Message: '{"group_id":"g-1"}' },
	])('the group: %j', (fields) => {
		expect(inbound(fields).groupId).toBe('g-1');
	});

	it.each<[object, object | null]>([
		[
			{ type: 'user_changed_number', wa_id: '+65 9111 0009', body: 'x' },
			{ kind: 'user_changed_number', oldId: '6591230001', newId: '6591110009' },
		],
		[
			{ system: { type: 'user_changed_user_id', previous_user_id: 'SG.1', user_id: 'SG.2' } },
			{ kind: 'user_changed_user_id', oldId: 'SG.1', newId: 'SG.2' },
		],
		[
			{ type: 'user_changed_user_id', user_id: 'SG.2', wa_id: '6591230001' },
			{ kind: 'user_changed_user_id', oldId: 'SG.0', newId: 'SG.2' },
		],
		[{ body: 'Mei joined' }, null],
	])('what changed about the person: %j', (Message, system) => {
		expect(inbound({ Type: 'SYSTEM', FromUserId: 'SG.0', Message }).system).toEqual(system);
	});
});

describe('echoes', () => {
	const ECHO = { ...BASE, From: '+6531589000', To: '6591230001' };
	const known = (...numbers: string[]) => ({
		events: ['inbound' as const],
		passes: () => true,
		deduplicate: false,
		suppressOutdatedStatuses: false,
		ownNumbers: new Set(numbers),
	});
	const select = (entry: object, ...numbers: string[]): NotificationItem[] =>
		selectItems(normalizeBody([entry]), known(...numbers), new SeenEvents(), 0).items;

	it('are marked when the sender is the number of the business', () => {
		expect(select(ECHO, '6531589000')).toMatchObject([
			{ isEcho: true, from: { address: null, phone: '6531589000' }, to: '6591230001' },
		]);
		expect(select(BASE, '6531589000')).toMatchObject([{ isEcho: false }]);
		expect(select({ ...BASE, From: 'SG.1' }, '')).toMatchObject([{ isEcho: false }]);
	});

	it.each([
		{ NoticeType: 'message_echoes' },
		{ NoticeType: 'outbound' },
		{ IsEcho: true },
		{ To: '6531589000' },
		{ OriginPhoneNumber: '+6531589000' },
		{ Type: 'TEMPLATE', IsEcho: true },
	])('are marked when they say so: %j', (fields) => {
		expect(normalizeEntry({ ...ECHO, ...fields })).toMatchObject({
			isEcho: true,
			from: { address: null },
		});
	});

	it('belong to the session of the person that was written to', () => {
		expect(select(ECHO, '6531589000')).toMatchObject([
			{ sessionId: inbound({}).sessionId ?? 'none' },
		]);
	});

	it('belong to the number that sent them when filtered', () => {
		const item = select(ECHO, '6531589000')[0] as NotificationItem;
		const reading = readFilters({ businessNumbers: '6531589000' });

		expect(reading.ok && reading.passes(item)).toBe(true);
	});
});

describe('who it was', () => {
	const ID = 'SG.13491208655302741918';

	it('is the same person before and after the number is hidden', () => {
		const before = inbound({ FromUserId: ID });
		const after = inbound({ From: ID, FromUserId: ID });

		expect(before.from).toMatchObject({ address: '+6591230001', key: ID, phone: '6591230001' });
		expect(after.from).toMatchObject({ address: ID, key: ID, phone: null });
		expect(after.sessionId).toBe(before.sessionId);
	});

	it.each<[object, object]>([
		[{}, { address: '+6591230001', key: '6591230001', userId: null }],
		[{ From: '' }, { address: null, key: 'Mei' }],
		[
			{ From: '', FromParentUserId: 'SG.ENT.1' },
			{ address: 'SG.ENT.1', key: 'SG.ENT.1' },
		],
		[
			{ From: '', FromUserName: 'mei.tan' },
			{ address: null, key: 'mei.tan' },
		],
		[
			{ From: '7123456789012345678' },
			{ address: '7123456789012345678', key: '7123456789012345678', phone: null },
		],
	])('%j is %j', (fields, expected) => {
		expect(inbound(fields).from).toMatchObject(expected);
	});

	it('is told of the receiver of a status in the same way', () => {
		const status = { MessageId: 'm', Status: 'Read', From: '6531589000', To: '6591230001' };

		expect(normalizeEntry({ ...status, FromUserId: ID })).toMatchObject({
			recipient: { address: '+6591230001', key: ID, phone: '6591230001', userId: ID },
		});
		expect(normalizeEntry(status)).toMatchObject({
			recipient: { address: '+6591230001', key: '6591230001', userId: null },
		});
		expect(normalizeEntry({ ...status, To: ID })).toMatchObject({
			to: ID,
			recipient: { address: ID, key: ID, phone: null },
		});
	});
});
