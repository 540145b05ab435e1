import type { INode } from 'n8n-workflow';

import { type FilterName, readFilters } from '../../../../nodes/notifications/selection/filters';
import { filtersProperty } from '../../../../nodes/notifications/selection/properties';
import { ownNumbersOf, withEchoMarked } from '../../../../nodes/notifications/items/echo';
import { normalizeBody } from '../../../../nodes/notifications/items/normalize';
import type { NotificationItem } from '../../../../nodes/notifications/items/types';
import { readSelection } from '../../../../nodes/notifications/selection/readSelection';
import { readStopWords } from '../../../../nodes/notifications/items/stopWords';
import { sampleText } from '../items/samples';

const NODE = { name: 'Trigger', type: 'x', typeVersion: 1 } as INode;

function item(entry: object): NotificationItem {
	return normalizeBody([entry])[0] as NotificationItem;
}

const INBOUND = {
	MessageId: 'm1',
	CustSpaceId: 'cams-8d2kq7h1pz',
	From: '+6591230001',
	FromUserId: 'US.13491',
	To: '6531589000',
	Type: 'TEXT',
	Message: 'Where is my ORDER 12?',
};
const STATUS = {
	MessageId: 'm1',
	From: '6531589000',
	To: '6591230001',
	Status: 'Delivered',
	TemplateCode: '1119000000000000001',
	TemplateName: 'order_update',
};
const REVIEW = { WabaId: 'w1', TemplateCode: '1119000000000000001', AuditStatus: 'fail' };
const QUALITY = {
	WabaId: 'w1',
	Type: 'phoneQualityUpdate',
	PhoneNumber: '6531589000',
	Status: 'RED',
};

function passes(filters: object, entry: unknown): boolean {
	const reading = readFilters(filters as Record<string, unknown>);
	if (!reading.ok) throw new Error(reading.reason);
	return reading.passes(item(entry as object));
}

const button = (id: string): object => ({
	...INBOUND,
	Type: 'INTERACTIVE',
	Message: { interactive: { type: 'list_reply', list_reply: { id, title: 'Blue' } } },
});

it.each<[object, object, boolean]>([
	[{}, INBOUND, true],
	[{ channels: '' }, INBOUND, true],
	[{ channels: 'cams-other, cams-8d2kq7h1pz' }, INBOUND, true],
	[{ channels: 'CAMS-8D2KQ7H1PZ' }, INBOUND, true],
	[{ channels: ['cams-other'] }, INBOUND, false],
	[{ channels: 'cams-other' }, { ...INBOUND, CustSpaceId: undefined }, true],
	[{ channels: 'cams-other' }, STATUS, true],
	[{ businessNumbers: '+65 3158 9000' }, INBOUND, true],
	[{ businessNumbers: 6531589000 }, STATUS, true],
	[{ businessNumbers: '6531589001' }, INBOUND, false],
	[{ businessNumbers: '6531589001' }, STATUS, false],
	[{ businessNumbers: '6531589001' }, { ...INBOUND, To: undefined }, false],
	[{ businessNumbers: '6531589001' }, REVIEW, true],
	[{ businessNumbers: '6531589001' }, QUALITY, false],
	[{ senders: '+65 9123 0001' }, INBOUND, true],
	[{ senders: 'us.13491' }, INBOUND, true],
	[{ senders: '6500000000' }, INBOUND, false],
	[{ senders: '6500000000' }, STATUS, true],
	[{ messageTypes: ['text', 'image'] }, INBOUND, true],
	[{ messageTypes: ['image'] }, INBOUND, false],
	[{ messageTypes: ['audio'] }, { ...INBOUND, Type: 'VOICE', Message: {} }, true],
	[{ textContains: 'order' }, INBOUND, true],
	[{ textContains: 'refund' }, INBOUND, false],
	[{ textContains: 'order' }, { ...INBOUND, Type: 'IMAGE', Message: {} }, false],
	[{ textMatches: '/order \\d+/i' }, INBOUND, true],
	[{ textMatches: '^order' }, INBOUND, false],
	[{ replyIds: 'blue\nred' }, button('blue'), true],
	[{ replyIds: 'green' }, button('blue'), false],
	[
		{ replyIds: 'yes-1' },
		{ ...INBOUND, Type: 'REPLY', Message: { text: 'Yes', payload: 'yes-1' } },
		true,
	],
	[{ replyIds: 'green' }, INBOUND, false],
	[{ statuses: ['failed'] }, STATUS, false],
	[{ statuses: ['delivered'] }, STATUS, true],
	[{ statuses: ['failed'] }, INBOUND, true],
	[{ templates: 'order_update' }, STATUS, true],
	[{ templates: '1119000000000000001' }, REVIEW, true],
	[{ templates: 'welcome' }, STATUS, false],
	[{ templates: 'welcome' }, { ...STATUS, TemplateCode: '', TemplateName: '' }, false],
	[{ templates: 'welcome' }, QUALITY, true],
	[{ reviewKinds: ['template'] }, REVIEW, true],
	[{ reviewKinds: ['template'] }, QUALITY, false],
	[{ reviewResults: ['rejected'] }, REVIEW, true],
	[{ reviewResults: ['red'] }, QUALITY, true],
	[{ reviewResults: ['approved'] }, REVIEW, false],
	[{ messageTypes: ['text'], textContains: 'refund' }, INBOUND, false],
	[{ textContains: 'x' }, { what: 'is this' }, false],
	[{}, { what: 'is this' }, true],
	[{ __proto__: ['x'], constructor: 'x' }, INBOUND, true],
])('%j on %.80j: %p', (filters, entry, expected) => {
	expect(passes(filters, entry)).toBe(expected);
});

it('names the filter that cannot be used', () => {
	expect(readFilters({ textMatches: '(' })).toMatchObject({ ok: false, filter: 'textMatches' });
});

describe('a list of numbers', () => {
	const OWN = '6531589000';

	it.each<[unknown]>([
		['6531589001，6531589000'],
		['6531589001、6531589000；'],
		['6531589001 6531589000'],
		['6531589001  6531589000 6531589002'],
		['+6531589001 +6531589000'],
		['+65 3158 9001 +65 3158 9000'],
		['6531589001|6531589000'],
		['+65 3158 9001 | +65 3158 9000'],
		['6531589001 6531589002|6531589000'],
		['6531589001\r\n6531589000'],
		[['6531589001,6531589000']],
		[['6531589001', 6531589000, null]],
		['＋6531589000'],
		['＋６５ ３１５８ ９０００'],
		['+65 3158 9000'],
		['65 3158-9000'],
		['+65 31589000'],
		['(65) 3158 9000'],
		['0065 3158 9000'],
		['\u202a+65 3158 9000\u202c'],
		['+65 3158\u20139000'],
		['+\u0666\u0665\u0663\u0661\u0665\u0668\u0669\u0660\u0660\u0660'],
	])('takes %j', (businessNumbers) => {
		const other = { ...INBOUND, To: '6500000000' };
		expect(passes({ businessNumbers }, { ...INBOUND, To: OWN })).toBe(true);
		expect(passes({ businessNumbers }, { ...STATUS, From: `+${OWN}` })).toBe(true);
		expect(passes({ businessNumbers }, other)).toBe(false);
	});

	it.each(['Mei Tan', 'Mei | Tan', 'US.13491', '12345678901234567', '65 | 66'])(
		'keeps %j in one piece',
		(senders) => {
			const from = { ...INBOUND, From: undefined, FromUserId: senders };
			expect(passes({ senders }, from)).toBe(true);
			expect(passes({ senders }, { ...from, FromUserId: senders.split(' ')[1] })).toBe(false);
		},
	);

	it.each([
		['+55 11 98888-7777', '551188887777'],
		['551188887777', '5511988887777'],
		['+52 664 123 4567', '5216641234567'],
		['+54 11 1234 5678', '5491112345678'],
	])('%s is whom WhatsApp calls %s', (people, From) => {
		expect(passes({ senders: people }, { ...INBOUND, From })).toBe(true);
		expect(passes({ businessNumbers: people }, { ...INBOUND, To: From })).toBe(true);
		expect(passes({ senders: people }, { ...INBOUND, From: '551133334444' })).toBe(false);
		expect(withEchoMarked(item({ ...INBOUND, From }), ownNumbersOf([people]))).toMatchObject({
			isEcho: true,
		});
	});

	it('is refused where nobody can tell the numbers apart', () => {
		expect(readFilters({ businessNumbers: '65 3158 9000 65 3158 9001' })).toMatchObject({
			ok: false,
			filter: 'businessNumbers',
			advice: 'Separate numbers with commas.',
		});
	});

	it('is the list of the own numbers as well', () => {
		const selection = readSelection(NODE, ['inbound'], { businessNumbers: `６５ 1，${OWN}` }, {}, [
			'6531589001 6531589002',
		]);
		expect([...(selection.ownNumbers ?? [])]).toEqual(['651', OWN, '6531589001', '6531589002']);
	});
});

describe('a list of words', () => {
	it.each<[unknown, string, boolean]>([
		['red，blue', 'blue', true],
		['red、blue；', 'red', true],
		[['red,blue'], 'blue', true],
		[['red,blue'], 'red,blue', true],
		['红、蓝,green', '红、蓝', true],
		['red|blue', 'blue', false],
		['red blue', 'blue', false],
	])('%j on %j: %p', (replyIds, id, expected) => {
		expect(passes({ replyIds }, button(id))).toBe(expected);
	});

	it.each([[','], [' ， '], [[]], [['', ' ']], [null], [undefined]])(
		'is not set by %j',
		(replyIds) => {
			expect(passes({ replyIds }, button('any'))).toBe(true);
		},
	);

	it('has the separators that the stop words have', () => {
		for (const separator of ',;\n،؛，、；|/ .-:') {
			const text = `red${separator}blue`;
			expect(passes({ replyIds: text }, button('blue'))).toBe(readStopWords(text)?.has('blue'));
		}
	});
});

describe('a value of another kind', () => {
	const names = (filtersProperty.options ?? []).map(({ name }) => name as FilterName);
	const wrong: unknown[] = [{ a: 1 }, true, false, NaN, [true], [{ a: 1 }], [['a']]];

	it.each(names)('is refused by %s, which the error names', (name) => {
		const more = name.startsWith('text') ? [['a']] : [];
		for (const value of [...wrong, ...more]) {
			expect(readFilters({ [name]: value })).toMatchObject({ ok: false, filter: name });
		}
	});

	it('keeps the trigger from being published', () => {
		const read = () => readSelection(NODE, ['inbound'], { businessNumbers: true }, {});
		expect(read).toThrow(
			"The filter 'Business Numbers' cannot be used. Its value is neither text nor a list of texts. Enter values separated with commas, or correct the expression.",
		);
	});
});

it('has a field in the editor for each filter, and no other', () => {
	const names = (filtersProperty.options ?? []).map(({ name }) => name);
	const unknown = names.filter((name) => {
		const reading = readFilters({ [name]: 'no such value' });
		const samples = ['http/inbound-text', 'http/status-template-failed', 'http/audit-v1'];
		const items = samples.flatMap((path) => normalizeBody(sampleText(`${path}.json`)));
		return reading.ok && items.every(reading.passes) && name !== ('channels' satisfies FilterName);
	});

	expect(unknown).toEqual([]);
	expect(names).toHaveLength(11);
});
