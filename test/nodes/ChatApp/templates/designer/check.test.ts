import type { IDataObject } from 'n8n-workflow';

import { designFaults } from '../../../../../nodes/ChatApp/templates/designer/check';
import type { TemplateDesign } from '../../../../../nodes/ChatApp/templates/designer/design';
import { assertNoFaults } from '../../../../../nodes/ChatApp/templates/designer/faults';
import {
	languageFaults,
	nameFaults,
	ttlFaults,
} from '../../../../../nodes/ChatApp/templates/designer/name';
import { variableNames } from '../../../../../nodes/ChatApp/templates/designer/syntax';
import { ruleCases } from './check.cases';
import {
	x,
	body,
	header,
	textHeader,
	image,
	footer,
	buttons,
	reply,
	url,
	card,
	carousel,
	copyCode,
	secret,
} from './componentParts';

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

test.each(ruleCases)('%s', (what, allowed, refused, fault, category = 'MARKETING') => {
	const known = category === 'OTP' ? 'UTILITY' : category;
	expect({ what, faults: faultsOf(allowed, known) }).toEqual({ what, faults: [] });
	expect(faultsOf(refused, category)).toEqual([expect.stringMatching(fault)]);
});

const viber = { channelType: 'viber' } as const;
const video = header({ Format: 'VIDEO', Url: 'https://example.com/a.mp4', Duration: 600 });

test.each<[string, IDataObject[], IDataObject[], RegExp]>([
	['footer', [body()], [body(), footer('a')], /Footer: not supported for Viber/],
	['text header', [image], [textHeader('a'), body()], /Viber supports only images/],
	['duration', [video], [{ ...video, Duration: 601 }], /601 seconds/],
	['one button', [body(), buttons(url())], [body(), buttons(url(), url())], /Viber buttons: 2/],
	[
		'kind of button',
		[body()],
		[body(), buttons(reply())],
		/Viber supports only buttons of the type/,
	],
	[
		'video',
		[video, buttons({ Type: 'URL', Text: 'a' })],
		[video, buttons(url())],
		/does not support a URL/,
	],
	['cards', [body()], [body(), carousel(card())], /Carousel: not supported for Viber/],
])('Viber: %s', (_what, allowed, refused, fault) => {
	expect(faultsOf(allowed, 'UTILITY', viber)).toEqual([]);
	expect(faultsOf(refused, 'UTILITY', viber)).toEqual([expect.stringMatching(fault)]);
});

test('examples have to be of exactly the variables', () => {
	const components = [body('$(a) $(b) $(constructor)')];
	expect(faultsOf(components, 'UTILITY', { examples: { b: ' ', c: '1', d: '2' } })).toEqual([
		"'Variable Examples' is missing the variables a, b, constructor",
		"'Variable Examples' has the variables c, d, which the template does not use",
	]);
});

test('a sample without a name is not called a variable', () => {
	expect(faultsOf([body()], 'UTILITY', { examples: { '': 'Mei' } })).toEqual([
		"'Variable Examples' has a value without the name of a variable",
	]);
	const code = [secret, buttons(copyCode)];
	expect(faultsOf(code, 'AUTHENTICATION', { examples: { '': 'Mei' } })).toEqual([]);
});

test.each([2.5, 'soon', NaN])('minutes that are no whole number: %p', (minutes) => {
	const expires = { Type: 'FOOTER', CodeExpirationMinutes: minutes };
	expect(faultsOf([secret, expires, buttons(copyCode)], 'AUTHENTICATION')).toEqual([
		`'Code Expires After' is ${minutes}, must be a whole number of minutes between 1 and 90`,
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
