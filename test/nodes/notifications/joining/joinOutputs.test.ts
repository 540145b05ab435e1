import type { INodeExecutionData } from 'n8n-workflow';

import { normalizeBody } from '../../../../nodes/notifications/items/normalize';
import { joinOutputs } from '../../../../nodes/notifications/joining/joinOutputs';
import { conversationOf, mannerOf, personOf } from '../../../../nodes/notifications/joining/manner';

const written = (MessageId: string, more: object = {}): object => ({
	...{ MessageId, From: '6591230001', To: '6531589000', Type: 'TEXT', Message: MessageId },
	...more,
});

const tap = { Type: 'BUTTON', Message: JSON.stringify({ payload: 'yes', text: 'Yes' }) };

const itemsOf = (...entries: object[]): INodeExecutionData[] =>
	normalizeBody(entries).map((json) => ({ json }));

const one = (...entries: object[]) => normalizeBody(entries)[0]!;

describe('the items of a run', () => {
	it('of one conversation become one: the newest, with all texts and all messages', () => {
		const items = itemsOf(
			written('m1', { Message: 'Hello', CustSpaceId: 'cams-1' }),
			written('m2', { Message: 'I have', CustSpaceId: 'cams-1' }),
			written('m3', { Message: 'a question', CustSpaceId: 'cams-1' }),
		);
		const [joined, ...others] = joinOutputs([items])[0] ?? [];

		expect(others).toEqual([]);
		expect(joined?.json).toEqual({
			...items[2]?.json,
			text: 'Hello\nI have\na question',
			chatInput: 'Hello\nI have\na question',
			messages: items.map(({ json }) => json),
		});
		expect(joined?.json).toMatchObject({ messageId: 'm3', eventKey: 'in:cams-1:m3' });
	});

	it('have messages also where one stands alone, and statuses stay as they are', () => {
		const items = itemsOf(written('m1'), { MessageId: 's1', To: '65', Status: 'Read' });
		const joined = joinOutputs([items])[0] ?? [];

		expect(joined.map(({ json }) => json)).toEqual([
			{ ...items[0]?.json, messages: [items[0]?.json] },
			items[1]?.json,
		]);
	});

	it('are kept apart by person, business number and group, and by a tap in between', () => {
		const items = itemsOf(
			written('m1'),
			written('m2', { From: '6591230002' }),
			written('m3', { To: '6531589001' }),
			written('m4', { GroupId: 'g1' }),
			written('m5'),
			written('m6', tap),
			written('m7'),
			written('m8', { GroupId: 'g1' }),
		);
		const joined = joinOutputs([items])[0] ?? [];

		const ids = joined.map(({ json }) =>
			(json.messages as Array<{ messageId: string }>).map(({ messageId }) => messageId).join(),
		);
		expect(ids).toEqual(['m1,m5', 'm2', 'm3', 'm4,m8', 'm6', 'm7']);
	});

	it('keep the click ID of the ad, which only the first message has', () => {
		const referral = { ctwa_clid: 'click-1', source_id: 'ad-1' };
		const items = itemsOf(written('m1', { Referral: JSON.stringify(referral) }), written('m2'));
		expect(items[0]?.json.referral).toMatchObject({ ctwa_clid: 'click-1' });

		expect(joinOutputs([items])[0]?.[0]?.json.referral).toMatchObject({ ctwa_clid: 'click-1' });
	});

	it('keep all files, and each message names its own', () => {
		const items = itemsOf(written('m1'), written('m2'), written('m3'));
		const file = (fileName: string) => ({ data: { data: '', mimeType: 'image/png', fileName } });
		items.forEach((item) => (item.json = { ...item.json, mediaError: null }));
		Object.assign(items[0]!, { binary: file('a.png') });
		Object.assign(items[2]!, { binary: file('b.png') });
		const [joined] = joinOutputs([items])[0] ?? [];

		expect(
			Object.entries(joined?.binary ?? {}).map(([name, data]) => [name, data.fileName]),
		).toEqual([
			['data', 'a.png'],
			['data2', 'b.png'],
		]);
		const messages = joined?.json.messages as Array<{ mediaField: string | null }>;
		expect(messages.map(({ mediaField }) => mediaField)).toEqual(['data', null, 'data2']);
	});

	it('without any text have none', () => {
		const picture = { Type: 'IMAGE', Message: JSON.stringify({ link: 'https://example.com/a' }) };
		const [joined] =
			joinOutputs([itemsOf(written('m1', picture), written('m2', picture))])[0] ?? [];
		expect(joined?.json).toMatchObject({ text: null, chatInput: null });
	});
});

describe('what waits', () => {
	it.each([
		['text', written('m'), 'hold'],
		[
			'a picture',
			written('m', { Type: 'IMAGE', Message: '{"link":"https://example.com"}' }),
			'hold',
		],
		['a voice message', written('m', { Type: 'VOICE', Message: '{}' }), 'hold'],
		['a tap', written('m', tap), 'act'],
		['a stop word', written('m', { Message: 'STOP' }), 'act'],
		['an order', written('m', { Type: 'ORDER', Message: '{}' }), 'act'],
		['a reaction', written('m', { Type: 'REACTION', Message: '{"emoji":"x"}' }), 'pass'],
		['an unknown type', written('m', { Type: 'HOLOGRAM', Message: 'x' }), 'pass'],
		['a type named like a member of objects', written('m', { Type: 'constructor' }), 'pass'],
		['an echo', written('m', { IsEcho: 'true' }), 'pass'],
		['a message of nobody', { MessageId: 'm', To: '65', Type: 'TEXT', Message: 'x' }, 'pass'],
		['a status', { MessageId: 'm', To: '65', Status: 'Read' }, 'pass'],
		['something unknown', { Foo: 'bar' }, 'pass'],
	])('%s', (_, entry, manner) => {
		expect(mannerOf(one(entry))).toBe(manner);
	});

	it('names a person and a conversation exactly where somebody wrote', () => {
		expect([personOf(one({ Foo: 'bar' })), conversationOf(one({ Foo: 'bar' }))]).toEqual([
			null,
			null,
		]);
		const [chat, group] = [one(written('m')), one(written('n', { GroupId: 'g1' }))];
		expect(personOf(chat)).toBe(personOf(group));
		expect(conversationOf(chat)).not.toBe(conversationOf(group));
	});
});
