import fc from 'fast-check';

import { emptyRule } from '../../../../nodes/ChatApp/templates/emptyValues';
import {
	fillOrSkip,
	fitValues,
	type GivenValues,
} from '../../../../nodes/ChatApp/templates/payload';
import { renderTemplate } from '../../../../nodes/ChatApp/templates/render';
import { ORDER_UPDATE, templateOf } from '../../../fixtures/templates';
import { fillTemplate } from './fillTemplate';

const template = templateOf(ORDER_UPDATE);
const complete = { order: 'A-1', name: 'Mei', date: 'Monday', track: 'A1' };
const fill = (values: Record<string, unknown>, mayHaveMore = false) =>
	fillTemplate(template, { values, mayHaveMore });

test('values go out under the names of their variables, as text', () => {
	expect(fill({ ...complete, order: 1001, date: false })).toEqual({
		TemplateParams: { order: '1001', name: 'Mei', date: 'false', track: 'A1' },
		Payload: undefined,
		ProductAction: undefined,
		FlowAction: undefined,
	});
});

test('a template without variables sends none', () => {
	const plain = templateOf([{ Type: 'BODY', Text: 'Hello' }]);
	expect(fillTemplate(plain, { values: {}, mayHaveMore: false })).toEqual({
		TemplateParams: undefined,
		Payload: undefined,
		ProductAction: undefined,
		FlowAction: undefined,
	});
});

test('payloads keep the order of the buttons, gaps get their words', () => {
	expect(fill({ ...complete, 'payload:2': 'STOP_1' }).Payload).toEqual(['Talk to us', 'STOP_1']);
});

test.each([undefined, null, '', ' \n'])(
	'%j is a missing value, and all missing ones are named',
	(empty) => {
		expect(() => fill({ ...complete, name: empty, date: empty })).toThrow(
			"The variables do not match the template 'order_update' (en): no value for 'name', 'date'",
		);
	},
);

test('a value for a variable that is gone is named', () => {
	expect(() => fill({ ...complete, city: 'Singapore' })).toThrow("no variable called 'city'");
	expect(() => fill({ ...complete, city: '' })).not.toThrow();
	expect(() => fill({ order: 'A', city: 'Singapore' })).toThrow(
		/no value for 'name'.*no variable called 'city'/,
	);
});

test('a template that came without components is not said to have lost its variables', () => {
	const given = { values: { name: 'Mei' }, mayHaveMore: false };
	expect(() => fillTemplate(templateOf([]), given)).toThrow(
		expect.objectContaining({
			description: expect.stringMatching(/^The service returned the template without components/),
		}),
	);
	expect(() => fill({ ...complete, city: 'Singapore' })).toThrow(
		expect.objectContaining({ description: expect.stringMatching(/no longer has 'city'/) }),
	);
});

test('incoming items may hold more than the template needs, not less', () => {
	expect(fill({ ...complete, city: 'Singapore' }, true).TemplateParams).toEqual(complete);
	expect(() => fill({ city: 'Singapore' }, true)).toThrow(/no value for 'order'/);
});

test.each([
	[{}, 'an object'],
	[['a'], 'a list'],
])('%j is not sent as text', (value, what) => {
	expect(() => fill({ ...complete, name: value })).toThrow(`'name' is ${what}, not text`);
});

test.each([
	new Date('2026-11-28T09:00:00.000Z'),
	// Luxon's, as `$now` is.
	{ toISO: () => '2026-11-28T09:00:00.000Z' },
])('a date is sent as text: %p', (value) => {
	const { TemplateParams } = fill({ ...complete, date: value });
	expect(TemplateParams?.date).toBe('2026-11-28T09:00:00.000Z');
	expect(() => fill({ ...complete, date: new Date(NaN) })).toThrow("'date' is an object");
});

test('what is sent has exactly the variables of the template', () => {
	const keys = fc.constantFrom('order', 'name', 'date', 'track', 'payload:1', 'city');
	const values = fc.dictionary(keys, fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
	fc.assert(
		fc.property(values, fc.boolean(), (given, mayHaveMore) => {
			try {
				const { TemplateParams } = fill(given, mayHaveMore);
				expect(Object.keys(TemplateParams ?? {}).sort()).toEqual(Object.keys(complete).sort());
				expect(Object.values(TemplateParams ?? {}).every((value) => value !== '')).toBe(true);
			} catch (error) {
				expect(String(error)).toContain('do not match the template');
			}
		}),
	);
});

describe('empty values', () => {
	const values = { ...complete, name: '' };
	const under = (kind: string, text = '', changes: Partial<GivenValues> = {}) =>
		fillOrSkip(template, { values, mayHaveMore: false, empty: emptyRule(kind, text), ...changes });

	test.each([
		['blank', '', ' '],
		['default', 'customer', 'customer'],
	])('%s sends %j', (kind, text, sent) => {
		expect(under(kind, text)).toMatchObject({ TemplateParams: { ...complete, name: sent } });
	});

	test.each([
		['fail', ''],
		['default', ' '],
		['something else', ''],
	])('%s with the text %j stops', (kind, text) => {
		expect(() => under(kind, text)).toThrow("no value for 'name'");
	});

	test('skip leaves the receiver out and says why', () => {
		expect(under('skip')).toEqual({ skipReason: "No value for 'name'" });
		expect(under('skip', '', { values: complete })).toMatchObject({ TemplateParams: complete });
		expect(() => under('skip', '', { values: { ...values, city: 'Ipoh' } })).toThrow('city');
	});

	test('no blank breaks a link', () => {
		expect(() => under('blank', '', { values: { ...complete, track: '' } })).toThrow(
			"no value for 'track'",
		);
	});
});

describe('positions', () => {
	const byPosition = { 1: 'A-1', 2: 'Mei', 3: 'Monday', 4: 'A1' };

	test('incoming items may name variables by position, names go first', () => {
		expect(fill(byPosition, true).TemplateParams).toEqual(complete);
		expect(fill({ ...byPosition, name: 'Arif' }, true).TemplateParams).toMatchObject({
			name: 'Arif',
		});
		expect(() => fill(byPosition)).toThrow("no variable called '1', '2', '3', '4'");
	});

	test('a variable that is called like a position is meant by its name', () => {
		const swapped = templateOf([{ Type: 'BODY', Text: '$(2) $(1) $(name)' }]);
		const filled = fillTemplate(swapped, {
			values: { 1: 'one', 2: 'two', 3: 'three' },
			mayHaveMore: true,
		});
		expect(filled.TemplateParams).toEqual({ 1: 'one', 2: 'two', name: 'three' });
		const named = templateOf([{ Type: 'BODY', Text: '$(name) $(1)' }]);
		expect(() => fillTemplate(named, { values: { 1: 'one' }, mayHaveMore: true })).toThrow(
			"no value for 'name'",
		);
	});
});

describe('the end of an offer', () => {
	const offer = templateOf([{ Type: 'LIMITED_TIME_OFFER', OfferExpirationTimeMs: '$(ends)' }]);
	const endOf = (ends: unknown, changes: Partial<GivenValues> = {}) =>
		fillTemplate(offer, { values: { ends }, mayHaveMore: false, ...changes }).TemplateParams?.ends;
	const time = Date.UTC(2027, 0, 1);

	test.each([
		['2027-01-01T00:00:00Z'],
		['2027-01-01T08:00:00+08:00'],
		['2027-01-01 00:00:00'],
		['2027-01-01'],
		[time],
		[String(time)],
		[time / 1000],
		[String(time / 1000)],
		[new Date(time)],
		[{ toString: () => '2027-01-01T00:00:00.000Z' }],
	])('%s becomes Unix milliseconds', (ends) => {
		expect(endOf(ends)).toBe(String(time));
	});

	test.each(['soon', {}, true, NaN])('%j is no date', (ends) => {
		expect(() => endOf(ends)).toThrow(/'ends' is not a date/);
	});

	test('an offer that is over is not sent', () => {
		expect(() => endOf(time, { now: time })).toThrow(
			"'ends' is in the past: the offer ended on 2027-01-01T00:00:00.000Z",
		);
		expect(endOf(time, { now: time - 1 })).toBe(String(time));
	});
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
	'%s is a name like any other',
	(name) => {
		const odd = templateOf([{ Type: 'BODY', Text: `Hi $(${name})` }]);
		const values = JSON.parse(`{"${name}":"Mei"}`) as Record<string, unknown>;
		const filled = fillTemplate(odd, { values, mayHaveMore: false });
		expect(JSON.stringify(filled.TemplateParams)).toBe(`{"${name}":"Mei"}`);
		expect(renderTemplate(odd, filled).body).toBe('Hi Mei');
		expect(() => fillTemplate(odd, { values: {}, mayHaveMore: false })).toThrow(
			`no value for '${name}'`,
		);
		const empty = fitValues(odd, { values: {}, mayHaveMore: false }).filled;
		expect(renderTemplate(odd, empty).body).toBe(`Hi $(${name})`);
	},
);

test('variables that were written in the manager of WhatsApp are filled and shown', () => {
	const written = templateOf([{ Type: 'BODY', Text: 'Hi {{1}}, see {{ city }}.' }]);
	const filled = fillTemplate(written, { values: { 1: 'Mei', city: 'Ipoh' }, mayHaveMore: false });
	expect(filled.TemplateParams).toEqual({ 1: 'Mei', city: 'Ipoh' });
	expect(renderTemplate(written, filled).body).toBe('Hi Mei, see Ipoh.');
});
