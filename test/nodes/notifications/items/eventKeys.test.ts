import fc from 'fast-check';

import { keyOf } from '../../../../nodes/notifications/items/eventKey';
import { normalizeBody } from '../../../../nodes/notifications/items/normalize';

const keysOf = (...entries: object[]): string[] =>
	normalizeBody(entries).map(({ eventKey }) => eventKey);

it('the same state of two recipients of one mass sending is two events', () => {
	const receipt = (To: string) => ({ MessageId: 'm1', Status: 'read', To });
	const keys = keysOf(receipt('6591230001'), receipt('60123450002'), receipt('6591230001'));
	expect(new Set(keys).size).toBe(2);
	expect(keys[0]).toBe(keys[2]);
});

it('two states, or two reasons of a failure, of one message are two events', () => {
	const receipt = (changes: object) => ({
		MessageId: 'm1',
		To: '65',
		Status: 'failed',
		...changes,
	});
	const keys = keysOf(
		receipt({ ErrorCode: '131026' }),
		receipt({ ErrorCode: '131049' }),
		receipt({ Status: 'sent' }),
	);
	expect(new Set(keys).size).toBe(3);
});

it('one state that is written in two ways is one event', () => {
	const receipt = (changes: object) => ({ MessageId: 'm1', To: '65', Status: 'read', ...changes });
	const usual = keysOf(receipt({}));
	for (const ErrorCode of ['0', 0, 'OK', 'success', '', ' ', null, 'None']) {
		expect(keysOf(receipt({ ErrorCode }))).toEqual(usual);
	}
	expect(keysOf(receipt({ To: '+65', Status: 'READ', MessageId: ' m1 ' }))).toEqual(usual);
	const failed = (ErrorCode: unknown) => keysOf(receipt({ Status: 'Failed', ErrorCode }));
	expect(failed(131026)).toEqual(failed('131026'));
	expect(failed('0')).toEqual(failed(''));
	expect(failed('131026')).not.toEqual(failed('0'));
});

describe('a subscription', () => {
	const change = (Status: string, changes: object = {}) => ({
		...{ MessageId: 'm1', To: '65', Status, Timestamp: 1_790_000_000_000 },
		...changes,
	});

	it.each(['subscribe', 'subscribed', 'unsubscribe', 'Unsubscribed'])(
		'%s comes again at another time, whatever form the time has',
		(Status) => {
			const times = [
				...[1_790_000_000_000, 1_790_000_100_000, '2026-11-29 10:00:00', '29 Nov 2026'],
				...['20261129100000', 20261130100000, '202611291000', '999999999'],
			];
			const keys = keysOf(...times.map((Timestamp) => change(Status, { Timestamp })));
			expect(new Set(keys).size).toBe(times.length);
		},
	);

	it('is the same event in the other form of its word, and with no time in another form', () => {
		expect(keysOf(change('subscribed'))).toEqual(keysOf(change('Subscribe')));
		const without = keysOf(change('subscribe', { Timestamp: undefined }));
		for (const Timestamp of ['', '0', 0, null]) {
			expect(keysOf(change('subscribe', { Timestamp }))).toEqual(without);
		}
	});
});

describe('what is told of a message later, under its ID', () => {
	const SENT = { MessageId: 'm1', From: '+6591230001', To: '6531589000', Type: 'TEXT' };
	const edit = (Message: unknown) => ({ ...SENT, Type: 'EDIT', Message });

	it('is another event, by the type and by the content', () => {
		const revoked = { ...SENT, Type: 'REVOKE', Message: '' };
		const entries = [{ ...SENT, Message: 'a' }, edit('a'), edit('b'), edit({ text: 'a' })];
		const keys = keysOf(...entries, { ...revoked, NoticeType: 'inbound' });
		expect(new Set(keys).size).toBe(5);
		for (const key of keys.slice(1)) expect(key).toMatch(/^in:m1:(?:edit|revoke):[0-9a-f]{16}$/);
	});

	it.each<[string, object]>([
		['by the queue', { ...edit('{"b":{"d":[2],"c":1},"a":"x"}'), From: '6591230001' }],
		['by HTTP', { ...edit({ a: 'x', b: { c: 1, d: [2] } }), NoticeType: 'inbound' }],
		['later', { ...edit({ a: 'x', b: { c: 1, d: [2] } }), Type: 'edit', Timestamp: 1 }],
	])('is the same event when it comes again %s', (_name, again) => {
		expect(keysOf(again)).toEqual(keysOf(edit({ b: { c: 1, d: [2] }, a: 'x' })));
	});

	it('leaves messages of known types the key of their ID', () => {
		const types = ['TEXT', 'Image', 'interactive', 'nfm_reply', 'ORDER', 'user_preferences'];
		for (const Type of types) {
			expect(keysOf({ ...SENT, Type, Message: 'a' })).toEqual(['in:m1']);
			expect(keysOf({ ...SENT, Type, Message: {}, CustSpaceId: 'c' })).toEqual(['in:c:m1']);
		}
	});
});

describe('a change of the account', () => {
	const TEMPLATE = { TemplateCode: '5', Language: 'en' };
	const KNOWN = { WabaId: '1', Type: 'templateQualityUpdate', ...TEMPLATE };
	const CHANGE = { ...KNOWN, Quality: 'GREEN' };
	const USUAL = 'au:1:templateQuality:5:en:::::';

	it.each<[string, object]>([
		['a field that is not known', { Quality: 'YELLOW' }],
		['a field inside of one', { Quality: { old: 'GREEN' } }],
		['the time', { Timestamp: 1_790_000_000_000 }],
		['a known field that is no text', { Status: ['GREEN'] }],
	])('is another event by %s', (_name, changes) => {
		const keys = keysOf(CHANGE, { ...CHANGE, ...changes });
		expect(new Set(keys).size).toBe(2);
		for (const key of keys) expect(key).toMatch(new RegExp(`^${USUAL}:[0-9a-f]{16}$`));
	});

	it.each<[string, object]>([
		['in another order', Object.fromEntries(Object.entries(CHANGE).reverse())],
		['with blanks around a name', { ...KNOWN, ' Quality ': 'GREEN' }],
		['with fields that say nothing', { ...CHANGE, Reason: 'None', Note: '', Old: null }],
		['by another channel', { ...CHANGE, CustSpaceId: 'cams-2' }],
	])('is the same event %s', (_name, again) => {
		expect(keysOf(again)).toEqual(keysOf(CHANGE));
	});

	it('is the same event with a number for a text', () => {
		const at = 1_790_000_000_000;
		expect(keysOf({ ...CHANGE, Timestamp: at })).toEqual(
			keysOf({ ...CHANGE, 'Timestamp ': String(at) }),
		);
	});

	it('has the usual key where everything is in it', () => {
		expect(keysOf(KNOWN, { ...KNOWN, CustSpaceId: 'cams-1', Reason: ' ' })).toEqual([USUAL, USUAL]);
	});
});

it('no parts of a key run into each other, whatever signs they hold', () => {
	const part = fc.option(fc.string({ unit: fc.constantFrom('a', ':', '%', '3', 'A', '2', '5') }));
	fc.assert(
		fc.property(fc.tuple(part, part), fc.tuple(part, part), (left, right) => {
			const filled = (parts: typeof left) => parts.map((one) => one ?? '').join('\n');
			fc.pre(filled(left) !== filled(right));
			expect(keyOf('in', left)).not.toBe(keyOf('in', right));
		}),
		{ numRuns: 2_000 },
	);
	expect(keyOf('in', ['a:b', 'c'])).not.toBe(keyOf('in', ['a', 'b:c']));
});

it.each([
	[1_790_042_400, '2026-09-22T02:00:00.000Z'],
	[1_790_042_400_123, '2026-09-22T02:00:00.123Z'],
	[1_790_042_400_123_456, '2026-09-22T02:00:00.123Z'],
	['1790042400123', '2026-09-22T02:00:00.123Z'],
])('the time %p is read as %s', (Timestamp, iso) => {
	const [item] = normalizeBody([{ MessageId: 'm1', Type: 'TEXT', Message: 'hi', Timestamp }]);
	expect(item?.timestamp).toBe(iso);
});

it('an entry with an ID and a status is a status, whatever else it resembles', () => {
	for (const changes of [{}, { Message: 'hi' }, { Type: 'TEXT' }, { NoticeType: 'inbound' }]) {
		const [item] = normalizeBody([{ MessageId: 'm1', To: '65', Status: 'read', ...changes }]);
		expect(item?.event).toBe('status');
	}
});

it('an entry that is nested too deeply is cut, so that nothing after it breaks', () => {
	let deep: object = { end: true };
	for (let depth = 0; depth < 5_000; depth++) deep = { deep };
	const [item] = normalizeBody([{ MessageId: 'm1', Type: 'TEXT', Message: 'hi', deep }]);
	expect(item?.event).toBe('inbound');
	expect(JSON.stringify(item?.raw).length).toBeLessThan(10_000);
});
