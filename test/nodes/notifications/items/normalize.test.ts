import { normalizeBody, normalizeEntry } from '../../../../nodes/notifications/items/normalize';
import type { NotificationItem } from '../../../../nodes/notifications/items/types';
import { expectedItems, samplePaths, sampleText } from './samples';

function entriesOf(text: string): unknown[] {
	const body: unknown = JSON.parse(text);
	return Array.isArray(body) ? body : [body];
}

const TEXT_ENTRY = {
	MessageId: 'm1',
	From: '6591230001',
	To: '6531589000',
	Type: 'TEXT',
	Message: 'hi',
};

describe('samples', () => {
	const paths = samplePaths();

	it('are all there', () => {
		expect(paths).toHaveLength(57);
	});

	it.each(paths)('%s', (path) => {
		const text = sampleText(path);
		const items = normalizeBody(text);
		const withoutRaw = items.map(({ raw: _raw, ...item }) => item);

		expect(withoutRaw).toEqual(expectedItems(path));
		expect(items.map(({ raw }) => raw)).toEqual(entriesOf(text));
	});
});

describe('bodies', () => {
	it.each<[string, unknown]>([
		['an array', [TEXT_ENTRY]],
		['a single object', TEXT_ENTRY],
		['JSON text', JSON.stringify([TEXT_ENTRY])],
		['JSON text of a single object', JSON.stringify(TEXT_ENTRY)],
		['JSON in JSON', JSON.stringify(JSON.stringify([TEXT_ENTRY]))],
		['an array of JSON texts', [JSON.stringify(TEXT_ENTRY)]],
	])('takes %s', (_name, body) => {
		expect(normalizeBody(body)).toMatchObject([{ event: 'inbound', messageId: 'm1', text: 'hi' }]);
	});

	it('returns one item for each entry of an array, unreadable ones included', () => {
		const body = [TEXT_ENTRY, null, 7, 'garbage', [TEXT_ENTRY], {}, TEXT_ENTRY];

		const items = normalizeBody(body);

		expect(items.map(({ event }) => event)).toEqual([
			'inbound',
			'unknown',
			'unknown',
			'unknown',
			'unknown',
			'unknown',
			'inbound',
		]);
		expect(items.map(({ raw }) => raw)).toEqual(body);
	});

	it.each(['', 'not json', '<html>', '{"MessageId":"m1"', 'null', '12'])('keeps %p', (body) => {
		expect(normalizeBody(body)).toMatchObject([{ event: 'unknown', timestamp: null }]);
	});

	it('has nothing to tell about an empty array', () => {
		expect(normalizeBody('[]')).toEqual([]);
	});

	it('keeps long numbers exact', () => {
		const [item] = normalizeBody(
			'{"MessageId":20260930110000020001,"Status":"Sent","To":6591230001,"TemplateCode":1119000000000000001,"Timestamp":1790000000000}',
		);

		expect(item).toMatchObject({
			event: 'status',
			messageId: '20260930110000020001',
			to: '6591230001',
			template: { code: '1119000000000000001' },
			timestamp: '2026-09-21T14:13:20.000Z',
		});
	});

	it('reads a text of many megabytes', () => {
		const message = 'x'.repeat(8_000_000);
		const body = `[{"MessageId":12345678901234567890,"Type":"TEXT","Message":"${message}"}]`;

		expect(normalizeBody(body)).toMatchObject([
			{ event: 'inbound', messageId: '12345678901234567890', text: message },
		]);
	});
});

describe('depth', () => {
	const bomb = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

	it.each([
		['a body', bomb],
		['an object', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
	])('keeps the text of %s that nests too deep', (_name, body) => {
		expect(normalizeBody(body)).toMatchObject([{ event: 'unknown', raw: body }]);
	});

	it('reads what it can of an entry that nests too deep, and leaves the others alone', () => {
		const deep = `${'['.repeat(500)}${']'.repeat(500)}`;
		const body = `[{"MessageId":"m1","Type":"TEXT","Message":"hi","Extra":${deep}},${JSON.stringify(TEXT_ENTRY)}]`;

		const items = normalizeBody(body);

		expect(items).toMatchObject([
			{ event: 'inbound', text: 'hi' },
			{ event: 'inbound', raw: TEXT_ENTRY },
		]);
		expect(JSON.stringify(items)).toContain('[nested too deep]');
	});

	it('does not open a message that nests too deep', () => {
		const [item] = normalizeBody([{ MessageId: 'm1', Type: 'ORDER', Message: bomb }]);

		expect(item).toMatchObject({ event: 'inbound', order: null, text: bomb });
	});
});

describe('event keys', () => {
	function keyOf(entry: object): string {
		return normalizeEntry(entry).eventKey;
	}

	it('are the same for a repetition in another spelling', () => {
		const status = { MessageId: 'm1', To: '6591230001', Status: 'Read', Timestamp: 1790000000000 };

		expect(keyOf({ ...status, To: '+6591230001', Status: 'READ', Timestamp: 1 })).toBe(
			keyOf(status),
		);
	});

	it('tell the recipients of a mass message apart', () => {
		const status = { MessageId: 'group-1', Status: 'Read' };

		expect(keyOf({ ...status, To: '6591230001' })).not.toBe(
			keyOf({ ...status, To: '60123450002' }),
		);
		expect(keyOf({ ...status, FromUserId: 'SG.1' })).not.toBe(
			keyOf({ ...status, FromUserId: 'SG.2' }),
		);
	});

	it('count every subscription', () => {
		const status = { MessageId: 'm1', To: '6591230001', Status: 'subscribe' };

		expect(keyOf({ ...status, Timestamp: 1790000000000 })).not.toBe(
			keyOf({ ...status, Timestamp: 1790000000001 }),
		);
	});

	it('do not depend on the order of the fields of something unknown', () => {
		expect(keyOf({ a: 1, b: { c: 2, d: 3 } })).toBe(keyOf({ b: { d: 3, c: 2 }, a: 1 }));
		expect(keyOf({ a: 1 })).not.toBe(keyOf({ a: 2 }));
	});

	it('cannot be forged with separators', () => {
		expect(keyOf({ MessageId: 'a:b', Status: 'Read', To: 'c' })).not.toBe(
			keyOf({ MessageId: 'a', Status: 'Read', To: 'b:c' }),
		);
	});
});

describe('prototype keys', () => {
	it('are keys like any other', () => {
		const body =
			'[{"__proto__":{"MessageId":"m1","Status":"Sent"}},{"constructor":"x","MessageId ":"m2","Type":"TEXT","__proto__":{"polluted":true}}]';

		const items: NotificationItem[] = normalizeBody(body);

		expect(items.map(({ event }) => event)).toEqual(['unknown', 'inbound']);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(items[1]).toMatchObject({ messageId: 'm2' });
	});

	it('are no types, statuses or codes', () => {
		const entry = { MessageId: 'm1', Type: 'constructor', Message: '{"text":"a"}' };

		expect(normalizeEntry(entry)).toMatchObject({ type: 'constructor', text: 'a' });
		expect(
			normalizeEntry({ MessageId: 'm1', Status: 'toString', ErrorCode: 'constructor' }),
		).toMatchObject({ status: 'tostring', error: { code: 'constructor', retryable: false } });
		expect(
			normalizeEntry({ WabaId: '1', Type: 'valueOf', AuditStatus: 'hasOwnProperty' }),
		).toMatchObject({ kind: 'valueof', status: 'hasownproperty' });
	});
});
