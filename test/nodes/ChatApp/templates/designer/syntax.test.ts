import fc from 'fast-check';

import { plainName } from '../../../../../nodes/ChatApp/templates/designer/examples';
import {
	toServiceForm,
	toServiceText,
	variableFault,
	variableNames,
} from '../../../../../nodes/ChatApp/templates/designer/syntax';
import { variablesIn } from '../../../../../nodes/ChatApp/templates/variables';

const name = fc.stringMatching(/^[A-Za-z0-9_]{1,12}$/);
const space = fc.constantFrom('', ' ', '  ');
const words = fc.stringMatching(/^[A-Za-z ,.!€é]{0,20}$/);
const gap = fc
	.record({ name, before: space, after: space, braces: fc.boolean() })
	.map(({ name: variable, before, after, braces }) => ({
		variable,
		text: braces ? `{{${before}${variable}${after}}}` : `$(${before}${variable}${after})`,
	}));
const template = fc.array(fc.tuple(words, gap), { maxLength: 6 });

test('every way of writing a variable becomes the same, and the words stay', () => {
	fc.assert(
		fc.property(template, words, (parts, end) => {
			const written = parts.map(([before, { text }]) => before + text).join('') + end;
			const wanted =
				parts.map(([before, { variable }]) => `${before}$(${variable})`).join('') + end;
			expect(toServiceText(written)).toBe(wanted);
			expect(variableFault(wanted)).toBeNull();
			expect(variableNames({ Text: wanted })).toEqual([
				...new Set(parts.map(([, { variable }]) => variable)),
			]);
		}),
	);
});

test('doing it twice changes nothing more, whatever the text', () => {
	const odd = fc.string({ unit: fc.constantFrom('{', '}', '$', '(', ')', 'a', '1', ' ') });
	fc.assert(
		fc.property(odd, (text) => {
			const once = toServiceText(text);
			const isClean = !/\{\{[^{}]*\}\}/.test(once);
			expect(isClean ? toServiceText(once) : once).toBe(once);
		}),
	);
});

test('keywords are no places for variables', () => {
	expect(toServiceForm({ Type: '{{a}}', Text: '{{a}}', Cards: [{ Url: '{{1}}' }] })).toEqual({
		Type: '{{a}}',
		Text: '$(a)',
		Cards: [{ Url: '$(1)' }],
	});
	expect(variableNames([{ Type: '$(no)', Text: '$(b) $(a) $(b)' }])).toEqual(['b', 'a']);
});

test('keywords get the case that the service documents, others keep theirs', () => {
	const parts = { Type: 'quick_reply', Format: 'Image', FlowAction: 'navigate', Text: 'body' };
	expect(toServiceForm({ Inner: [parts, { Type: 'newPart', UrlType: 'static' }] })).toEqual({
		Inner: [
			{ Type: 'QUICK_REPLY', Format: 'IMAGE', FlowAction: 'NAVIGATE', Text: 'body' },
			{ Type: 'newPart', UrlType: 'static' },
		],
	});
});

test('links lose the blanks around them, texts keep them', () => {
	const Cards = [{ Url: ' https://example.com/ {{1}}\n', ThumbUrl: ' a ', Text: ' b ' }];
	expect(toServiceForm({ Cards })).toEqual({
		Cards: [{ Url: 'https://example.com/ $(1)', ThumbUrl: 'a', Text: ' b ' }],
	});
});

test.each(['नाम', 'ชื่อ', 'اسمٌ', 'na\u0308me', '名前', 'имя_1'])(
	'%s is the name of a variable',
	(written) => {
		expect(toServiceText(`Hi {{${written}}}`)).toBe(`Hi $(${written})`);
		expect(variableFault(`Hi $(${written})`)).toBeNull();
		expect(variablesIn(`Hi {{${written}}}`)).toMatchObject([{ name: written }]);
	},
);

test.each([
	['Hi $(name', /incomplete variable/],
	['Hi {{name', /incomplete variable/],
	['Hi name}}', /incomplete variable/],
	['Hi $()', /incomplete variable/],
	['Hi $(first name)', /invalid name: \$\(first name\)/],
	['Hi $(na-me)', /invalid name/],
])('%s is refused', (text, fault) => expect(variableFault(text)).toMatch(fault));

test.each(['name', ' name ', '$(name)', '{{name}}', '{{ name }}'])('%s is the name', (given) => {
	expect(plainName(given)).toBe('name');
});
