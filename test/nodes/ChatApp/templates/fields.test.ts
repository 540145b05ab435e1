import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { templateFields } from '../../../../nodes/ChatApp/templates/fields';
import { variableLabel } from '../../../../nodes/ChatApp/templates/labels';
import { STRUCTURES } from '../../../fixtures/templateStructures';
import { ORDER_UPDATE, templateOf } from '../../../fixtures/templates';

const labelsOf = (components: IDataObject[], changes?: IDataObject): Array<[string, string]> =>
	templateFields(templateOf(components, changes)).fields.map(({ id, displayName }) => [
		id,
		displayName,
	]);

test('each gap is labeled with the words around it', () => {
	expect(labelsOf(ORDER_UPDATE)).toEqual([
		['order', 'order: Order ▁'],
		['name', 'name: Hi ▁, your order [order] ships today and arrives on [date].'],
		['date', 'date: …and arrives on ▁.'],
		['track', 'track: …/track/▁ (button "Track")'],
		['payload:1', 'Talk to us (button payload)'],
		['payload:2', 'Stop updates (button payload)'],
	]);
});

test.each(STRUCTURES)('$name has a field for everything that can be filled in', (structure) => {
	const { template, labels } = structure;
	const { fields } = templateFields(template);
	expect(fields.map(({ id, displayName }) => [id, displayName])).toEqual(labels);
});

test('a template that came without components is not said to have no variables', () => {
	const noticeOf = (components: IDataObject[]) =>
		templateFields(templateOf(components)).emptyFieldsNotice;
	expect(noticeOf([])).toBe(
		'The service returned this template without components, so its variables are unknown.',
	);
	expect(noticeOf([{ Type: 'BODY', Text: 'Hi' }])).toMatch(/^This template has no variables/);
});

test('variables have to be filled in, payloads may stay empty', () => {
	const { fields } = templateFields(templateOf(ORDER_UPDATE, { Example: { name: 'Mei' } }));
	expect(fields.map(({ required }) => required)).toEqual([true, true, true, true, false, false]);
});

test('fields start empty, the sample stands in the label', () => {
	const Example = { name: 'Mei\n Lin', date: 'x'.repeat(60), track: 'A-1001' };
	const { fields } = templateFields(templateOf(ORDER_UPDATE, { Example }));
	for (const field of fields) expect(field).not.toHaveProperty('defaultValue');
	const labels = fields.map(({ displayName }) => displayName);
	expect(labels[1]).toBe(
		'name: Hi ▁ (e.g. Mei Lin), your order [order] ships today and arrives on [date].',
	);
	expect(labels[2]).toBe(`date: …arrives on ▁ (e.g. ${'x'.repeat(23)}…).`);
	expect(labels[3]).toBe('track: …/track/▁ (button "Track", e.g. A-1001)');
});

test('the end of an offer is a date, with its sample as people read it', () => {
	const offer = { Type: 'LIMITED_TIME_OFFER', Text: '20% off', OfferExpirationTimeMs: '$(ends)' };
	const fieldOf = (ends: string) =>
		templateFields(templateOf([offer], { Example: { ends } })).fields[0];
	const label = 'ends: ▁ (end of the offer';
	expect(fieldOf('1798761600000')).toMatchObject({
		type: 'dateTime',
		displayName: `${label}, e.g. 2027-01-01T00:00:00.000Z)`,
	});
	expect(fieldOf('soon')).toMatchObject({ displayName: `${label})` });
});

test('a template without variables says so', () => {
	expect(templateFields(templateOf([{ Type: 'BODY', Text: 'Hello' }]))).toEqual({
		fields: [],
		emptyFieldsNotice: expect.stringContaining('no variables'),
	});
});

test('the gap is in sight however long the words are', () => {
	const words = fc.string({ maxLength: 300, unit: 'grapheme' });
	const card = fc.constantFrom(null, 2, 10);
	const field = fc.constantFrom('Text', 'Url', 'CouponCode', 'LocationName');
	fc.assert(
		fc.property(
			words,
			words,
			words,
			words,
			card,
			field,
			(name, before, after, sample, inCard, of) => {
				const place = {
					part: 'Body',
					field: of,
					before,
					after,
					card: inCard,
					format: 'IMAGE',
					isButton: false,
				};
				const kind = of === 'Url' ? 'media' : 'text';
				const label = variableLabel(
					{
						name,
						kind,
						places: [place],
						example: null,
						isAssumed: false,
					},
					sample,
				);
				expect([...label].length).toBeLessThanOrEqual(80);
				expect([...label].slice(0, 28)).toContain('▁');
			},
		),
	);
});
