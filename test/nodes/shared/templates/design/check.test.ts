import type { IDataObject } from 'n8n-workflow';

import { designFaults } from '../../../../../nodes/shared/templates/design/check';
import type { TemplateDesign } from '../../../../../nodes/shared/templates/design/design';
import { assertNoFaults } from '../../../../../nodes/shared/templates/design/faults';
import {
	languageFaults,
	nameFaults,
	ttlFaults,
} from '../../../../../nodes/shared/templates/design/name';
import { variableNames } from '../../../../../nodes/shared/templates/design/syntax';

const faultsOf = (
	components: IDataObject[],
	category = 'MARKETING',
	more: Partial<TemplateDesign> = {},
): string[] =>
	designFaults({
		channelType: 'whatsapp',
		category,
		components,
		examples: Object.fromEntries(variableNames(components).map((name) => [name, 'x'])),
		...more,
	});

const x = (length: number): string => 'x'.repeat(length);
const body = (text = 'Hi'): IDataObject => ({ Type: 'BODY', Text: text });
const header = (fields: IDataObject): IDataObject => ({ Type: 'HEADER', ...fields });
const textHeader = (text: string): IDataObject => header({ Format: 'TEXT', Text: text });
const image = header({ Format: 'IMAGE', Url: 'https://example.com/a.jpg' });
const footer = (text: string): IDataObject => ({ Type: 'FOOTER', Text: text });
const buttons = (...Buttons: IDataObject[]): IDataObject => ({ Type: 'BUTTONS', Buttons });
const reply = (text = 'Yes'): IDataObject => ({ Type: 'QUICK_REPLY', Text: text });
const url = (to = 'https://example.com/'): IDataObject => ({ Type: 'URL', Text: 'Open', Url: to });
const phone = (number = '+6531589000'): IDataObject => ({
	...{ Type: 'PHONE_NUMBER', Text: 'Call', PhoneNumber: number },
});
const offer = (text = '20% off'): IDataObject => ({
	...{ Type: 'LIMITED_TIME_OFFER', Text: text, HasExpiration: true },
});
const card = (...parts: IDataObject[]): IDataObject => ({
	CardComponents: [image, body('Shoe'), ...parts],
});
const carousel = (...Cards: IDataObject[]): IDataObject => ({ Type: 'CAROUSEL', Cards });
const secret: IDataObject = { Type: 'BODY', AddSecretRecommendation: true };
const copyCode: IDataObject = { Type: 'COPY_CODE', Text: 'Copy code' };
const coupon = (code: string): IDataObject => ({ ...copyCode, CouponCode: code });
const app: IDataObject = { PackageName: 'com.example.app', SignatureHash: 'K8a/AINcGX7' };
const tap = (apps: IDataObject[], AutofillText = 'Autofill'): IDataObject => ({
	...{ Type: 'ONE_TAP', Text: 'Copy', AutofillText, SupportedApps: apps },
});
const flow = (fields: IDataObject): IDataObject => ({ Type: 'FLOW', Text: 'Book', ...fields });
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

type Row = [what: string, allowed: IDataObject[], refused: IDataObject[], RegExp, string?];

/** For each rule: the last that is allowed and the first that is not. */
const rows: readonly Row[] = [
	['body length', [body(x(1024))], [body(x(1025))], /Body is too long: 1025 .* 1024/],
	['body in code points', [body('😀'.repeat(1024))], [body('😀'.repeat(1025))], /1025/],
	['body text', [body('a')], [body(' ')], /Body: the text is empty/],
	['one body', [body()], [body(), body()], /more than one BODY/],
	['a body at all', [body(), image], [image], /no body/],
	['header length', [textHeader(x(60)), body()], [textHeader(x(61)), body()], /Header.*61.*60/],
	[
		'one variable in the header',
		[textHeader('$(a) and $(a)'), body()],
		[textHeader('$(a) $(b)'), body()],
		/Header: it has 2 variables/,
	],
	['header text', [body()], [textHeader(''), body()], /Header: the text is empty/],
	['header format', [image, body()], [header({ Format: 'AUDIO' }), body()], /not known: AUDIO/],
	['header link', [image, body()], [header({ Format: 'IMAGE', Url: '' }), body()], /missing/],
	[
		'whole header link',
		[header({ Format: 'VIDEO', Url: '$(film)' }), body()],
		[header({ Format: 'VIDEO', Url: 'a.mp4' }), body()],
		/does not start with https/,
	],
	['footer length', [body(), footer(x(60))], [body(), footer(x(61))], /Footer is too long/],
	['footer variables', [body(), footer('a')], [body(), footer('$(a)')], /Footer: variables/],
	['unfinished variable', [body('$(a)')], [body('$(a')], /Body: the text .* not complete/],
	[
		'number of buttons',
		[body(), buttons(...times(10, reply()))],
		[body(), buttons(...times(11, reply()))],
		/Buttons: 11, at most 10/,
	],
	[
		'buttons that call',
		[body(), buttons(phone())],
		[body(), buttons(phone(), phone())],
		/'Call Phone Number': 2, at most 1/,
	],
	[
		'buttons with URLs',
		[body(), buttons(url(), url())],
		[body(), buttons(url(), url(), url())],
		/'Open URL': 3, at most 2/,
	],
	...(['COPY_CODE', 'FLOW', 'MPM', 'CATALOG'] as const).map((Type): Row => {
		const more = { CouponCode: 'A1', FlowId: '1', FlowAction: 'DATA_EXCHANGE' };
		const one = { Type, Text: 'a', ...more };
		return [
			`one ${Type}`,
			[body(), buttons(one)],
			[body(), buttons(one, one)],
			/2, at most 1 is allowed/,
		];
	}),
	[
		'quick replies in one block',
		[body(), buttons(url(), reply(), reply())],
		[body(), buttons(reply(), url(), reply())],
		/Quick replies stand between/,
	],
	[
		'other buttons in one block',
		[body(), buttons(reply(), url(), phone())],
		[body(), buttons(url(), reply(), phone())],
		/Quick replies stand between/,
	],
	[
		'button text length',
		[body(), buttons(reply(x(25)))],
		[body(), buttons(reply(x(26)))],
		/Button 1, text is too long: 26 .* 25/,
	],
	['button text', [body()], [body(), buttons(reply(''))], /Button 1, text is empty/],
	['button variables', [body()], [body(), buttons(reply('$(a)'))], /Button 1, text has a variable/],
	['button type', [body()], [body(), buttons({ Type: 'GO', Text: 'a' })], /type is not known: GO/],
	[
		'phone number',
		[body(), buttons(phone())],
		[body(), buttons(phone('6531589000'))],
		/Button 1: the phone number/,
	],
	['URL', [body(), buttons(url())], [body(), buttons(url('example.com'))], /start with https/],
	['URL at all', [body(), buttons(url())], [body(), buttons(url(''))], /the URL is empty/],
	[
		'one variable in a URL',
		[body(), buttons(url('https://example.com/$(a)'))],
		[body(), buttons(url('https://example.com/$(a)$(b)'))],
		/the URL has 2 variables/,
	],
	[
		'variable at the end of a URL',
		[body(), buttons(url('https://example.com/?a=$(a)'))],
		[body(), buttons(url('https://example.com/$(a)/b'))],
		/not at its end/,
	],
	[
		'type of a URL',
		[body(), buttons({ ...url('https://example.com/$(a)'), UrlType: 'dynamic' })],
		[body(), buttons({ ...url('https://example.com/$(a)'), UrlType: 'static' })],
		/UrlType is static/,
	],
	[
		'opt-out',
		[body(), buttons({ ...reply(), IsOptOut: false })],
		[body(), buttons({ ...reply(), IsOptOut: true })],
		/only templates of the category Marketing/,
		'UTILITY',
	],
	[
		'coupon code',
		[body(), buttons(coupon('SAVE20'))],
		[body(), buttons(coupon('SAVE 20'))],
		/coupon code/,
	],
	['coupon at all', [body()], [body(), buttons(copyCode)], /coupon code .* empty/],
	[
		'autofill only for codes',
		[body()],
		[body(), buttons(tap([app]))],
		/only authentication templates can have a button 'One-Tap Autofill'/,
	],
	[
		'flow ID',
		[body(), buttons(flow({ FlowId: '1', FlowAction: 'DATA_EXCHANGE' }))],
		[body(), buttons(flow({ FlowAction: 'DATA_EXCHANGE' }))],
		/'Flow' is empty/,
	],
	[
		'first screen',
		[body(), buttons(flow({ FlowId: '1', FlowAction: 'NAVIGATE', NavigateScreen: 'A' }))],
		[body(), buttons(flow({ FlowId: '1', FlowAction: 'NAVIGATE' }))],
		/'First Screen' is empty/,
	],
	['flow action', [body()], [body(), buttons(flow({ FlowId: '1', FlowAction: 'GO' }))], /GO/],
	['offer text', [offer(x(16)), body()], [offer(x(17)), body()], /Offer text is too long/],
	['offer variables', [offer(), body()], [offer('$(a)'), body()], /Offer text: variables/],
	['offer category', [body()], [offer(), body()], /category Marketing have one/, 'UTILITY'],
	['offer body', [offer(), body(x(600))], [offer(), body(x(601))], /601 .* 600/],
	['offer footer', [offer(), body()], [offer(), body(), footer('a')], /Footer: limited-time/],
	[
		'number of cards',
		[body(), carousel(...times(10, card()))],
		[body(), carousel(...times(11, card()))],
		/Carousel cards: 11, at most 10/,
	],
	['cards at all', [body(), carousel(card())], [body(), carousel()], /has no cards/],
	['carousel body', [body(), carousel(card())], [carousel(card())], /no body/],
	[
		'card media',
		[body(), carousel(card())],
		[body(), carousel({ CardComponents: [textHeader('a'), body()] })],
		/Card 1: it needs an image or a video/,
	],
	[
		'same media in all cards',
		[body(), carousel(card(), card())],
		[
			body(),
			carousel(card(), {
				CardComponents: [header({ Format: 'VIDEO', Url: 'https://example.com/a.mp4' }), body()],
			}),
		],
		/same kind of media.* IMAGE, VIDEO/,
	],
	[
		'same buttons in all cards',
		[body(), carousel(card(buttons(url())), card(buttons(url())))],
		[body(), carousel(card(buttons(url())), card(buttons(reply())))],
		/same kinds of buttons/,
	],
	[
		'buttons of a card',
		[body(), carousel(card(buttons(url(), reply())))],
		[body(), carousel(card(buttons(url(), reply(), reply())))],
		/Card 1, buttons: 3, at most 2/,
	],
	[
		'kinds of buttons of a card',
		[body(), carousel(card(buttons(phone())))],
		[body(), carousel(card(buttons(coupon('A'))))],
		/Card 1, button 1: a card cannot have a button 'Copy Code'/,
	],
	[
		'card text',
		[body(), carousel({ CardComponents: [image, body(x(160))] })],
		[body(), carousel({ CardComponents: [image, body(x(161))] })],
		/Card 1, body is too long: 161/,
	],
	['card parts', [body()], [body(), carousel(card(footer('a')))], /cannot have a FOOTER/],
	[
		'code header',
		[secret, buttons(copyCode)],
		[image, secret, buttons(copyCode)],
		/Header: authentication templates have none/,
		'AUTHENTICATION',
	],
	[
		'code text',
		[secret, buttons(copyCode)],
		[body(), buttons(copyCode)],
		/Body: WhatsApp writes the text/,
		'AUTHENTICATION',
	],
	[
		'one code button',
		[secret, buttons(copyCode)],
		[secret, buttons(copyCode, copyCode)],
		/exactly 1 button, this one has 2/,
		'AUTHENTICATION',
	],
	[
		'kind of code button',
		[secret, buttons(copyCode)],
		[secret, buttons(reply())],
		/authentication templates cannot have a button 'Quick Reply'/,
		'AUTHENTICATION',
	],
	...([1, 90] as const).map(
		(edge): Row => [
			`expiration ${edge}`,
			[secret, { Type: 'FOOTER', CodeExpirationMinutes: edge }, buttons(copyCode)],
			[secret, { Type: 'FOOTER', CodeExpirationMinutes: edge === 1 ? 0 : 91 }, buttons(copyCode)],
			/'Code Expires After' is (0|91), allowed are 1 to 90/,
			'AUTHENTICATION',
		],
	),
	[
		'apps',
		[secret, buttons(tap(times(5, app)))],
		[secret, buttons(tap(times(6, app)))],
		/'Supported Apps': 6, at most 5/,
		'AUTHENTICATION',
	],
	[
		'apps at all',
		[secret, buttons(tap([app]))],
		[secret, buttons(tap([]))],
		/'Supported Apps' is empty/,
		'AUTHENTICATION',
	],
	[
		'facts of an app',
		[secret, buttons(tap([app]))],
		[secret, buttons(tap([{ PackageName: 'a' }]))],
		/app 1 has no 'Signature Hash'/,
		'AUTHENTICATION',
	],
	[
		'autofill text',
		[secret, buttons(tap([app], x(25)))],
		[secret, buttons(tap([app], x(26)))],
		/'Autofill Text' is too long/,
		'AUTHENTICATION',
	],
	['category', [body()], [body()], /'Category' is not known: OTP/, 'OTP'],
	['components', [body()], [], /no components/],
	['type of a component', [body()], [body(), { Text: 'a' }], /Component 2 has no Type/],
];

test.each(rows)('%s', (what, allowed, refused, fault, category = 'MARKETING') => {
	const known = category === 'OTP' ? 'UTILITY' : category;
	expect({ what, faults: faultsOf(allowed, known) }).toEqual({ what, faults: [] });
	expect(faultsOf(refused, category)).toEqual([expect.stringMatching(fault)]);
});

const viber = { channelType: 'viber' } as const;
const video = header({ Format: 'VIDEO', Url: 'https://example.com/a.mp4', Duration: 600 });

test.each<[string, IDataObject[], IDataObject[], RegExp]>([
	['footer', [body()], [body(), footer('a')], /Footer: Viber/],
	['text header', [image], [textHeader('a'), body()], /Viber takes images/],
	['duration', [video], [{ ...video, Duration: 601 }], /601 seconds/],
	['one button', [body(), buttons(url())], [body(), buttons(url(), url())], /Viber buttons: 2/],
	['kind of button', [body()], [body(), buttons(reply())], /Viber takes buttons of the type/],
	['video', [video, buttons({ Type: 'URL', Text: 'a' })], [video, buttons(url())], /no URL/],
	['cards', [body()], [body(), carousel(card())], /Carousel: Viber/],
])('Viber: %s', (_what, allowed, refused, fault) => {
	expect(faultsOf(allowed, 'UTILITY', viber)).toEqual([]);
	expect(faultsOf(refused, 'UTILITY', viber)).toEqual([expect.stringMatching(fault)]);
});

test('examples have to be of exactly the variables', () => {
	const components = [body('$(a) $(b) $(constructor)')];
	expect(faultsOf(components, 'UTILITY', { examples: { b: ' ', c: '1', d: '2' } })).toEqual([
		"'Variable Examples' lacks the variables a, b, constructor",
		"'Variable Examples' has the variables c, d, which no text uses",
	]);
});

test('what nobody documented is left to the service', () => {
	expect(faultsOf([body(), { Type: 'NEW_PART', Anything: 1 }])).toEqual([]);
});

test('all faults are named at once', () => {
	const faults = [
		...nameFaults('whatsapp', 'Order Update!'),
		...languageFaults('xx'),
		...faultsOf([textHeader(x(61)), body(''), buttons(reply(), url(), reply(''))]),
	];
	expect(faults).toHaveLength(6);
	expect(() => assertNoFaults(faults)).toThrow(
		/breaks 6 rules: \(1\) 'Template Name'.*order_update\. \(2\).*xx\. \(3\).*\(6\).*/,
	);
	expect(() => assertNoFaults([])).not.toThrow();
});

test.each([
	['a'.repeat(512), 0],
	['a'.repeat(513), 1],
	['order_update_2', 0],
	['Order', 1],
	['order-update', 1],
	['', 1],
])('name %s', (name, count) => expect(nameFaults('whatsapp', name)).toHaveLength(count));

test.each([
	[30, 0],
	[29, 1],
	[2_592_000, 0],
	[2_592_001, 1],
	[30.5, 1],
	['', 0],
	[undefined, 0],
	[0, 0],
])('time to live %s', (seconds, count) => expect(ttlFaults(seconds)).toHaveLength(count));

test('names of Viber may be anything', () => expect(nameFaults('viber', 'Our Sale')).toEqual([]));
