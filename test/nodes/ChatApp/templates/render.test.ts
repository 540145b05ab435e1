import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { isEmptyValue } from '../../../../nodes/alibabaCloud/input/plainValue';
import { fitValues } from '../../../../nodes/ChatApp/templates/payload';
import { renderTemplate } from '../../../../nodes/ChatApp/templates/render';
import { STRUCTURES, type Structure } from '../../../fixtures/templateStructures';
import { ORDER_UPDATE, templateOf } from '../../../fixtures/templates';
import { templateAppearance } from '../../../simulator/world/appearance';
import type { Template, TemplateComponent } from '../../../simulator/world/templates';
import { fillTemplate } from './fillTemplate';

const given = (values: Structure['values']) => ({ values, mayHaveMore: false });
const fill = ({ template, values }: Structure) => fillTemplate(template, given(values));

test.each(STRUCTURES)('$name: the call', (structure) => {
	expect(JSON.parse(JSON.stringify(fill(structure)))).toEqual(structure.request);
});

test.each(STRUCTURES)('$name: what the receiver sees', (structure) => {
	expect(renderTemplate(structure.template, fill(structure)).text).toBe(structure.text);
});

/** The stand-in of the service has code of its own for what a phone shows. */
test.each(STRUCTURES)('$name: the same as on the phone of the simulator', (structure) => {
	const filled = fill(structure);
	const { header, body, footer, buttons, cards } = renderTemplate(structure.template, filled);
	const { category, components, example } = structure;
	const seen = templateAppearance(
		{ category, components: components as TemplateComponent[], example } as Template,
		filled.TemplateParams ?? {},
		filled.Payload ?? [],
	);
	const asSeen = ({ type, text, payload, url }: (typeof buttons)[number]) => ({
		...{ type, text, payload, url },
	});
	expect(body).toBe(seen.body);
	expect(footer).toBe(seen.footer);
	expect(header?.type ?? null).toBe(seen.header?.type ?? null);
	if (header && 'url' in header) expect(header.url).toBe(seen.header?.url);
	if (header && 'text' in header) expect(header.text).toBe(seen.header?.text);
	expect(buttons.map(asSeen)).toEqual(seen.buttons);
	expect(cards?.map(({ body: text }) => text)).toEqual(seen.cards?.map(({ body: text }) => text));
	expect(cards?.map((card) => card.buttons.map(asSeen))).toEqual(
		seen.cards?.map((card) => card.buttons),
	);
});

test.each([
	[{}, '[Location]'],
	[{ LocationName: 'Shop' }, '[Location: Shop]'],
	[{ LocationAddress: '1 Main St', Latitude: '1.3' }, '[Location: 1 Main St · 1.3]'],
	[{ Latitude: '1.3', Longitude: 103.8 }, '[Location: 1.3, 103.8]'],
])('a place shows what is known of it: %j', (place, line) => {
	const template = templateOf([{ Type: 'HEADER', Format: 'LOCATION', ...place }]);
	expect(renderTemplate(template, fillTemplate(template, given({}))).text).toBe(line);
});

test('header, footer, buttons and their payloads come apart', () => {
	const template = templateOf(ORDER_UPDATE);
	const values = { order: 'A-1', name: '*Mei*', date: 'Monday', track: 'A1', 'payload:2': 'STOP' };
	const button = { code: null, phoneNumber: null, products: null, flow: null };
	expect(renderTemplate(template, fillTemplate(template, given(values)))).toEqual({
		header: { type: 'text', text: 'Order A-1' },
		offer: null,
		body: 'Hi *Mei*, your order A-1 ships today and arrives on Monday.',
		footer: 'Acme Store',
		buttons: [
			{
				...button,
				type: 'URL',
				text: 'Track',
				url: 'https://example.com/track/A1',
				payload: null,
			},
			{ ...button, type: 'QUICK_REPLY', text: 'Talk to us', url: null, payload: 'Talk to us' },
			{ ...button, type: 'QUICK_REPLY', text: 'Stop updates', url: null, payload: 'STOP' },
		],
		cards: null,
		text: 'Order A-1\nHi *Mei*, your order A-1 ships today and arrives on Monday.\nAcme Store\n[Track] https://example.com/track/A1\n[Talk to us]\n[Stop updates]',
		note: null,
	});
});

describe('every part says what it is and no more', () => {
	const AUTHENTICATION = { Category: 'AUTHENTICATION' };
	const shown = (components: IDataObject[], values: Structure['values'], changes = {}) => {
		const template = templateOf(components, changes);
		return renderTemplate(template, fillTemplate(template, given(values)));
	};
	const button = (Type: string, more: object = {}) => [
		{ Type: 'BODY', Text: 'Hi' },
		{ Type: 'BUTTONS', Buttons: [{ Type, Text: 'Tap', ...more }] },
	];

	test.each(['IMAGE', 'VIDEO', 'DOCUMENT'])('a header with the format %s', (Format) => {
		const header = { Type: 'HEADER', Format, Url: 'https://example.com/a', FileName: 'a.bin' };
		expect(shown([header, { Type: 'BODY', Text: 'Hi' }], {}).header).toEqual({
			...{ type: Format.toLowerCase(), url: 'https://example.com/a', fileName: 'a.bin' },
		});
	});

	test.each([
		['4070908800000', '2099-01-01T00:00:00.000Z'],
		['soon', null],
		['', null],
	])('an offer whose end is in the template as %p', (OfferExpirationTimeMs, endsAt) => {
		const offer = { Type: 'LIMITED_TIME_OFFER', Text: 'Sale', OfferExpirationTimeMs };
		expect(shown([offer, { Type: 'BODY', Text: 'Hi' }], {}).offer).toEqual({
			text: 'Sale',
			endsAt,
		});
	});

	test.each([
		[{}, null],
		[{ CodeExpirationMinutes: 1 }, 'This code expires in 1 minute.'],
		[{ Text: 'Acme', CodeExpirationMinutes: 5 }, 'Acme'],
	])('the footer %j of a one-time code', (footer, line) => {
		const components = [{ Type: 'BODY' }, { Type: 'FOOTER', ...footer }];
		expect(shown(components, { verificationCode: '1' }, AUTHENTICATION).footer).toBe(line);
	});

	test('a template without a body is nothing that WhatsApp writes', () => {
		const header = { Type: 'HEADER', Format: 'IMAGE', Url: 'https://example.com/a.png' };
		expect(shown([header], {})).toMatchObject({ body: '', note: null });
	});

	test('a code is on the buttons that copy or fill it in', () => {
		const url = { Url: 'https://example.com' };
		const codeOf = (type: string, more: object) =>
			shown(button(type, more), { verificationCode: '12' }, AUTHENTICATION).buttons[0]?.code;
		expect([codeOf('COPY_CODE', {}), codeOf('URL', url)]).toEqual(['12', null]);
		expect(shown(button('COPY_CODE', { CouponCode: 'SAVE' }), {}).buttons[0]?.code).toBe('SAVE');
		expect(shown(button('ONE_TAP'), {}).buttons[0]?.code).toBeNull();
	});

	test('products are on the buttons that show some', () => {
		const products = { ThumbnailProductRetailerId: 'SKU-1' };
		expect(
			shown(button('CATALOG'), { 'products:thumbnail': 'SKU-1' }).buttons.map(
				(one) => one.products,
			),
		).toEqual([products]);
	});
});

test('a gap without a value stays in sight', () => {
	const template = templateOf(ORDER_UPDATE);
	const { filled, missing } = fitValues(template, given({ name: 'Mei' }));
	expect(missing).toEqual(['order', 'date', 'track']);
	expect(renderTemplate(template, filled).body).toBe(
		'Hi Mei, your order $(order) ships today and arrives on $(date).',
	);
});

test('what WhatsApp writes itself is said to be its own', () => {
	const auth = (Text?: string) =>
		templateOf([{ Type: 'BODY', ...(Text ? { Text } : {}) }], { Category: 'AUTHENTICATION' });
	const rendered = (Text?: string) =>
		renderTemplate(auth(Text), fillTemplate(auth(Text), given({ verificationCode: '123456' })));
	expect(rendered().note).toContain('WhatsApp provides the text');
	expect(rendered('$(verificationCode) is it.')).toMatchObject({
		body: '123456 is it.',
		note: null,
	});
});

test('values are put in as they are, whatever they contain', () => {
	const template = templateOf([{ Type: 'BODY', Text: 'a $(x) b $(y) c' }], {
		TemplateType: 'VIBER',
	});
	fc.assert(
		fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (x, y) => {
			fc.pre(!isEmptyValue(x) && !isEmptyValue(y));
			const filled = fillTemplate(template, given({ x, y }));
			expect(renderTemplate(template, filled).body).toBe(`a ${x} b ${y} c`);
		}),
	);
});

test('no answer of the service breaks the rendering', () => {
	fc.assert(
		fc.property(fc.array(fc.jsonValue()), (components) => {
			const template = templateOf(components as never);
			const { filled } = fitValues(template, given({}));
			expect(() => renderTemplate(template, filled)).not.toThrow();
		}),
	);
});
