import fc from 'fast-check';

import { normalizeBody, normalizeEntry } from '../../../../nodes/notifications/items/normalize';
import type { NotificationItem } from '../../../../nodes/notifications/items/types';

/** What people use comes first, the untouched entry last. */
const KEYS: Readonly<Record<NotificationItem['event'], readonly string[]>> = {
	inbound: [
		'event',
		'type',
		'text',
		'from',
		'reply',
		'media',
		'to',
		'timestamp',
		'messageId',
		'context',
		'location',
		'contacts',
		'order',
		'referral',
		'system',
		'groupId',
		'isEcho',
		'windowOpenUntil',
		'optOut',
		'chatInput',
		'sessionId',
		'channelId',
		'wabaId',
		'eventKey',
		'raw',
	],
	status: [
		'event',
		'status',
		'to',
		'from',
		'error',
		'timestamp',
		'messageId',
		'taskId',
		'recipient',
		'frame',
		'type',
		'template',
		'conversation',
		'channelId',
		'wabaId',
		'eventKey',
		'raw',
	],
	audit: [
		'event',
		'kind',
		'status',
		'reason',
		'template',
		'phoneNumber',
		'currentLimit',
		'timestamp',
		'channelId',
		'wabaId',
		'eventKey',
		'raw',
	],
	unknown: ['event', 'timestamp', 'eventKey', 'raw'],
};

const FIELDS = [
	'MessageId',
	'CustSpaceId',
	'WabaId',
	'From',
	'To',
	'FromUserId',
	'FromParentUserId',
	'FromUserName',
	'Timestamp',
	'Timestamp ',
	'Type',
	'Message',
	'Name',
	'NoticeType',
	'Context',
	'Status',
	'ErrorCode',
	'ErrorDescription',
	'TemplateCode',
	'Language',
	'AuditStatus',
	'PhoneNumber',
	'Reason',
	'CurrentLimit',
	'__proto__',
	'constructor',
	'toString',
];

const WORDS = [
	'TEXT',
	'IMAGE',
	'AUDIO',
	'LOCATION',
	'CONTACTS',
	'REPLY',
	'INTERACTIVE',
	'ORDER',
	'REACTION',
	'SYSTEM',
	'template',
	'phoneQualityUpdate',
	'Read',
	'subscribe',
	'pass',
	'1790000000000',
	'__proto__',
	'\ud800',
	'{"a":',
	'[[[[',
];

const anyText = fc.oneof(
	fc.constantFrom(...WORDS),
	fc.string({ unit: 'binary' }),
	fc.json(),
	// Halves of characters that UTF-16 writes as pairs.
	fc
		.array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { maxLength: 5 })
		.map((units) => String.fromCharCode(...units)),
);
const anyJson: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 3, arbitrary: anyText },
	{ weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4, noUnicodeString: false }) },
	{ weight: 1, arbitrary: fc.constantFrom(null, 0, -1, 1e308, true, [], {}, [null]) },
);
const entryLike = fc
	.array(fc.tuple(fc.constantFrom(...FIELDS), anyJson), { maxLength: 14 })
	.map((pairs) => {
		const members = pairs.map(
			([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? 'null'}`,
		);
		return JSON.parse(`{${members.join(',')}}`) as unknown;
	});
const anyEntry = fc.oneof({ weight: 4, arbitrary: entryLike }, { weight: 1, arbitrary: anyJson });

function expectComplete(item: NotificationItem): void {
	expect(Object.keys(item)).toEqual(KEYS[item.event]);
	expect(item.eventKey.length).toBeGreaterThan(3);
	expect(item.timestamp === null || !Number.isNaN(Date.parse(item.timestamp))).toBe(true);
	expect(hasUndefined(item)).toBe(false);
	expect(() => JSON.stringify(item)).not.toThrow();
}

function hasUndefined(value: unknown): boolean {
	if (value === undefined) return true;
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(hasUndefined);
}

describe('whatever arrives', () => {
	it('returns one complete item for each entry, in order, and keeps the entry', () => {
		fc.assert(
			fc.property(fc.array(anyEntry, { maxLength: 8 }), (entries) => {
				const items = normalizeBody(entries);

				expect(items).toHaveLength(entries.length);
				items.forEach((item, index) => {
					expectComplete(item);
					expect(item.raw).toEqual(entries[index]);
				});
			}),
			{ numRuns: 1500 },
		);
	});

	it('returns the same from text as from an object', () => {
		fc.assert(
			fc.property(fc.array(entryLike, { minLength: 1, maxLength: 3 }), (entries) => {
				const text = JSON.stringify(entries);
				fc.pre(!/\d{16}/.test(text));

				expect(normalizeBody(text)).toEqual(normalizeBody(JSON.parse(text)));
			}),
			{ numRuns: 500 },
		);
	});

	it('returns complete items for any text', () => {
		fc.assert(
			fc.property(anyText, (body) => normalizeBody(body).forEach(expectComplete)),
			{ numRuns: 1500 },
		);
	});

	it('leaves the prototype of objects and the entry alone', () => {
		fc.assert(
			fc.property(entryLike, (entry) => {
				const before = JSON.stringify(entry);
				normalizeEntry(entry);

				expect(JSON.stringify(entry)).toBe(before);
				expect(Object.keys(Object.prototype)).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});

	it.each([10, 60, 5_000])('survives objects that nest %i levels', (levels) => {
		let nested: unknown = 'core';
		for (let level = 0; level < levels; level++) nested = { MessageId: 'm', Message: nested };

		const items = normalizeBody([nested, { AuditStatus: 'pass' }]);

		expect(items.map(({ event }) => event)).toEqual(['inbound', 'audit']);
		items.forEach(expectComplete);
	});
});
