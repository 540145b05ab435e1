import fc from 'fast-check';

import { templateFields, variableLabel } from '../../../../nodes/shared/templates/fields';
import { ORDER_UPDATE, templateOf } from '../../../fixtures/templates';

test('each gap is labelled with the words around it', () => {
	const { fields } = templateFields(templateOf(ORDER_UPDATE));
	expect(fields.map(({ id, displayName }) => [id, displayName])).toEqual([
		['order', 'order (Header, Body): "Order ▁"'],
		['name', 'name (Body): "Hi ▁, your order [order] ships today and arrives on [date]."'],
		['date', 'date (Body): "Hi [name], your order [order] ships today and arrives on ▁."'],
		['track', 'track (Button "Track"): "https://example.com/track/▁"'],
		['payload:1', 'Button "Talk to us" (reply payload, optional)'],
		['payload:2', 'Button "Stop updates" (reply payload, optional)'],
	]);
});

test('variables have to be filled in, payloads may stay empty, samples are offered', () => {
	const { fields } = templateFields(templateOf(ORDER_UPDATE, { Example: { name: 'Mei' } }));
	expect(fields.map(({ required }) => required)).toEqual([true, true, true, true, false, false]);
	expect(fields.find(({ id }) => id === 'name')).toMatchObject({
		type: 'string',
		display: true,
		defaultValue: 'Mei',
	});
	expect(fields.find(({ id }) => id === 'date')).not.toHaveProperty('defaultValue');
});

test('a template without variables says so', () => {
	expect(templateFields(templateOf([{ Type: 'BODY', Text: 'Hello' }]))).toEqual({
		fields: [],
		emptyFieldsNotice: expect.stringContaining('no variables'),
	});
});

test('labels stay readable however long the words are', () => {
	const words = fc.string({ maxLength: 300, unit: 'grapheme' });
	fc.assert(
		fc.property(words, words, words, (name, before, after) => {
			const place = { part: 'Body', field: 'Text', before, after };
			const label = variableLabel({ name, places: [place], example: null });
			expect([...label].length).toBeLessThanOrEqual(80);
			expect(label).toContain('▁');
		}),
	);
});

test('a gap in the middle of a long text shows both sides', () => {
	const place = { part: 'Body', field: 'Text', before: 'a'.repeat(99), after: 'b'.repeat(99) };
	expect(variableLabel({ name: 'x', places: [place], example: null })).toMatch(
		/"…a{25,}▁b{25,}…"$/,
	);
});
