import fc from 'fast-check';

import { quickReplies, templateVariables } from '../../../../nodes/ChatApp/templates/variables';
import { ORDER_UPDATE, templateOf } from '../../../fixtures/templates';

const names = (...args: Parameters<typeof templateOf>): string[] =>
	templateVariables(templateOf(...args)).map(({ name }) => name);

test('variables come in the order in which they are read, not stored', () => {
	const place = { part: 'Body', card: null, field: 'Text', format: '', isButton: false };
	const variable = { kind: 'text', example: null, isAssumed: false };
	expect(templateVariables(templateOf(ORDER_UPDATE, { Example: { name: 'Mei' } }))).toEqual([
		{
			...variable,
			name: 'order',
			places: [
				{ ...place, part: 'Header', format: 'TEXT', before: 'Order ', after: '' },
				{
					...place,
					before: 'Hi $(name), your order ',
					after: ' ships today and arrives on $(date).',
				},
			],
		},
		{
			...variable,
			name: 'name',
			places: [expect.objectContaining({ before: 'Hi ' })],
			example: 'Mei',
		},
		{ ...variable, name: 'date', places: [expect.objectContaining({ after: '.' })] },
		{
			...variable,
			name: 'track',
			kind: 'link',
			places: [
				{
					...place,
					part: 'Button "Track"',
					field: 'Url',
					isButton: true,
					before: 'https://example.com/track/',
					after: '',
				},
			],
		},
	]);
});

test.each([
	[
		'coupon',
		[{ Type: 'BUTTONS', Buttons: [{ Type: 'COPY_CODE', CouponCode: '$(couponCode)' }] }],
		['couponCode'],
	],
	[
		'offer',
		[
			{
				Type: 'LIMITED_TIME_OFFER',
				Text: '20% off',
				hasExpiration: true,
				OfferExpirationTimeMs: '$(ends)',
			},
		],
		['ends'],
	],
	['media header', [{ Type: 'HEADER', Format: 'IMAGE', Url: '$(picture)' }], ['picture']],
	[
		'location header',
		[
			{
				Type: 'HEADER',
				Format: 'LOCATION',
				Latitude: '$(lat)',
				Longitude: '$(long)',
				LocationName: '$(place)',
				LocationAddress: '$(street)',
			},
		],
		['lat', 'long', 'place', 'street'],
	],
	[
		'carousel',
		[
			{
				Type: 'CAROUSEL',
				Cards: [
					{
						CardComponents: [
							{
								Type: 'BUTTONS',
								Buttons: [{ Type: 'URL', Text: 'Buy', Url: 'https://example.com/$(a)' }],
							},
							{ Type: 'BODY', Text: 'Only $(price)' },
						],
					},
					{ CardComponents: [{ Type: 'BODY', Text: 'Only $(price2)' }] },
				],
			},
			{ Type: 'BODY', Text: 'Hello $(name)' },
		],
		['name', 'price', 'a', 'price2'],
	],
	['digits as names', [{ Type: 'BODY', Text: '$(1) and $(2) and $(1)' }], ['1', '2']],
	['no variables', [{ Type: 'BODY', Text: 'Hello ($name) $() {{}} {{ }} {{a b}} {1}' }], []],
	[
		'as written in the manager of WhatsApp',
		[{ Type: 'BODY', Text: 'Hi {{1}}, {{ name }}, $(date) and {{1}} or $(1)' }],
		['1', 'name', 'date'],
	],
])('%s', (_what, components, expected) => {
	expect(names(components)).toEqual(expected);
});

test('names that only the samples mention come last', () => {
	expect(
		names([{ Type: 'BODY', Text: 'Hi $(name)' }], { Example: { code: '123', name: 'A' } }),
	).toEqual(['name', 'code']);
});

test('quick replies count through template and cards', () => {
	const card = {
		CardComponents: [{ Type: 'BUTTONS', Buttons: [{ Type: 'QUICK_REPLY', Text: 'Like' }] }],
	};
	expect(
		quickReplies(templateOf([...ORDER_UPDATE, { Type: 'CAROUSEL', Cards: [card, card] }])),
	).toEqual([
		{ position: 1, label: 'Talk to us', card: null },
		{ position: 2, label: 'Stop updates', card: null },
		{ position: 3, label: 'Like', card: 1 },
		{ position: 4, label: 'Like', card: 2 },
	]);
});

test.each([
	[
		'an authentication template whose detail names none',
		'AUTHENTICATION',
		{},
		['verificationCode'],
		[true],
	],
	['one whose samples name it', 'AUTHENTICATION', { otp: '1' }, ['otp'], [false]],
	['any other template', 'UTILITY', {}, [], []],
])('the code of %s', (_what, Category, Example, expected, assumed) => {
	const found = templateVariables(
		templateOf([{ Type: 'BODY', AddSecretRecommendation: true }], { Category, Example }),
	);
	expect(found.map(({ name }) => name)).toEqual(expected);
	expect(found.map(({ isAssumed }) => isAssumed)).toEqual(assumed);
});

test.each([
	[{ hasExpiration: true }, {}, ['offerExpirationTimeMs']],
	[{ HasExpiration: true }, { offerExpirationTimeMs: '1' }, ['offerExpirationTimeMs']],
	[{ HasExpiration: true, OfferExpirationTimeMs: '$(ends)' }, {}, ['ends']],
	[{ hasExpiration: false }, {}, []],
])('the end of an offer %j with samples %j', (offer, Example, expected) => {
	const components = [{ Type: 'LIMITED_TIME_OFFER', Text: '20% off', ...offer }];
	const found = templateVariables(templateOf(components, { Example }));
	expect(found.map(({ name }) => name)).toEqual(expected);
	expect(found.every(({ kind }) => kind === 'offerEnd')).toBe(true);
});

test('every name that is written is found once', () => {
	const name = fc.stringMatching(/^[a-zA-Z0-9_]{1,12}$/);
	const words = fc.stringMatching(/^[^$]{0,20}$/);
	fc.assert(
		fc.property(fc.array(fc.tuple(words, name)), (pieces) => {
			const Text = pieces.map(([before, variable]) => `${before}$(${variable})`).join('');
			expect(names([{ Type: 'BODY', Text }])).toEqual([...new Set(pieces.map(([, n]) => n))]);
		}),
	);
});

test('no answer of the service breaks the reading', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			const components = [value] as never;
			expect(() => names(components, { Example: value as never })).not.toThrow();
			expect(() => quickReplies(templateOf(components))).not.toThrow();
		}),
	);
});
