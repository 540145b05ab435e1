import { emptyRule } from '../../../../nodes/ChatApp/templates/emptyValues';
import { fillOrSkip, fitValues } from '../../../../nodes/ChatApp/templates/payload';
import { renderTemplate } from '../../../../nodes/ChatApp/templates/render';
import { ORDER_UPDATE, templateOf } from '../../../fixtures/templates';

const template = templateOf(ORDER_UPDATE);
const complete = { order: 'A-1', name: 'Mei', date: 'Monday', track: 'A1' };

it.each(['blank', 'default'])('%s fills no link, which would break', (kind) => {
	const empty = emptyRule(kind, 'soon');
	const given = { values: { ...complete, track: '', name: '' }, mayHaveMore: false, empty };
	expect(fitValues(template, given).missing).toEqual(['track']);
	expect(() => fillOrSkip(template, given)).toThrow("no value for 'track'");
});

it('a value without a place is refused, also where values may be empty', () => {
	for (const kind of ['fail', 'blank', 'default', 'skip']) {
		const values = { ...complete, city: 'Singapore' };
		const given = { values, mayHaveMore: false, empty: emptyRule(kind, 'soon') };
		expect(() => fillOrSkip(template, given)).toThrow("no variable called 'city'");
	}
});

it('a variable that is written with blanks gets its value as well', () => {
	const spaced = templateOf([{ Type: 'BODY', Text: 'Hi $( name ), order $(order )' }]);
	const { filled } = fitValues(spaced, {
		values: { name: 'Mei', order: 'A-1' },
		mayHaveMore: false,
	});
	expect(renderTemplate(spaced, filled).body).toBe('Hi Mei, order A-1');
});

it('payloads go to the quick replies in their order, the others keep their words', () => {
	const { filled } = fitValues(template, {
		values: { ...complete, 'payload:1': 'TALK', 'payload:2': 'STOP' },
		mayHaveMore: false,
	});
	const { buttons } = renderTemplate(template, filled);
	expect(buttons.map(({ payload }) => payload)).toEqual([null, 'TALK', 'STOP']);
});
