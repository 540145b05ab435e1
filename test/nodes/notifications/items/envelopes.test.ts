import { normalizeBody, normalizeEntry } from '../../../../nodes/notifications/items/normalize';
import { BASE, inbound } from './entry';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What a topic puts into a queue. */
const topic = (Message: string): object => ({
	...{ TopicOwner: '1', TopicName: 'chat', Subscriber: '1', SubscriptionName: 'n8n' },
	...{ MessageId: 'of-the-topic', Message, MessageMD5: '0', PublishTime: 1790000000000 },
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
		['lists in a list', TWO.map((one) => [one]), 2],
		['requests in a list', TWO.map((body) => ({ headers: {}, body })), 2],
		['a request with Base64', { body: base64(JSON.stringify(TWO)), isBase64Encoded: true }, 2],
		['a topic of the queue service', topic(JSON.stringify(BASE)), 1],
		['a topic of the queue service with Base64', topic(base64(JSON.stringify(BASE))), 1],
		['topics in a list', TWO.map((one) => topic(JSON.stringify(one))), 2],
		['topics as text in a list', TWO.map((one) => JSON.stringify(topic(JSON.stringify(one)))), 2],
		['an envelope with an ID and no message', { messageId: 'r', message: '', data: TWO }, 2],
		['a request with an ID and no message', { MessageId: 'r', Message: null, body: TWO }, 2],
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
		{ event: 'x', body: 'aGVsbG8=' },
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
