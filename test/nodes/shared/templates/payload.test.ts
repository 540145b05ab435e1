import fc from 'fast-check';

import { fillTemplate } from '../../../../nodes/shared/templates/payload';
import { ORDER_UPDATE, templateOf } from '../../../fixtures/templates';

const template = templateOf(ORDER_UPDATE);
const complete = { order: 'A-1', name: 'Mei', date: 'Monday', track: 'A1' };
const fill = (values: Record<string, unknown>, mayHaveMore = false) =>
	fillTemplate(template, { values, mayHaveMore });

test('values go out under the names of their variables, as text', () => {
	expect(fill({ ...complete, order: 1001, date: false })).toEqual({
		TemplateParams: { order: '1001', name: 'Mei', date: 'false', track: 'A1' },
		Payload: undefined,
	});
});

test('a template without variables sends none', () => {
	const plain = templateOf([{ Type: 'BODY', Text: 'Hello' }]);
	expect(fillTemplate(plain, { values: {}, mayHaveMore: false })).toEqual({
		TemplateParams: undefined,
		Payload: undefined,
	});
});

test('payloads keep the order of the buttons, gaps get their words', () => {
	expect(fill({ ...complete, 'payload:2': 'STOP_1' }).Payload).toEqual(['Talk to us', 'STOP_1']);
});

test.each([undefined, null, ''])(
	'%j is a missing value, and all missing ones are named',
	(empty) => {
		expect(() => fill({ ...complete, name: empty, date: empty })).toThrow(
			"The variables do not fit the template 'order_update' (en): no value for 'name', 'date'",
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

test('incoming items may hold more than the template needs, not less', () => {
	expect(fill({ ...complete, city: 'Singapore' }, true).TemplateParams).toEqual(complete);
	expect(() => fill({ city: 'Singapore' }, true)).toThrow(/no value for 'order'/);
});

test.each([
	[{}, 'an object'],
	[['a'], 'a list'],
])('%j is not sent as text', (value, what) => {
	expect(() => fill({ ...complete, name: value })).toThrow(`'name' is ${what}, not a text`);
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
				expect(String(error)).toContain('do not fit the template');
			}
		}),
	);
});
