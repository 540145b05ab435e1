import fc from 'fast-check';

import { InvalidInput } from '../../../../nodes/alibabaCloud/input/invalidInput';
import { choicesFromData } from '../../../../nodes/ChatApp/waiting/choices';
import {
	questionContent,
	shortened,
	type QuestionText,
} from '../../../../nodes/ChatApp/waiting/questionContent';
import { readWaitLimit } from '../../../../nodes/ChatApp/waiting/waitLimit';

const ask = (labels: string[], changes: Partial<QuestionText> = {}) =>
	questionContent(
		{
			...{ channelType: 'whatsapp', isGroup: false, text: 'Which day?', mayShorten: false },
			choices: labels.map((label) => ({ label, value: label })),
			labelFields: labels.map((_label, index) => `Label of choice ${index + 1}`),
			choicesField: 'Choices',
			listButton: 'Choose',
			...changes,
		},
		(index) => `ref-${index}`,
	);

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu'];

test('up to three choices are buttons, more are a list', () => {
	expect(JSON.parse(ask(DAYS.slice(0, 3)).Content)).toMatchObject({ type: 'button' });
	const list = ask(DAYS, {
		choices: [
			{ label: 'Mon', value: 1, description: 'early' },
			...DAYS.slice(1).map((label) => ({ label, value: label })),
		],
	});
	expect(JSON.parse(list.Content)).toEqual({
		type: 'list',
		body: { text: 'Which day?' },
		action: {
			button: 'Choose',
			sections: [
				{
					rows: [
						{ id: 'ref-0', title: 'Mon', description: 'early' },
						...[1, 2, 3].map((index) => ({ id: `ref-${index}`, title: DAYS[index] })),
					],
				},
			],
		},
	});
});

test.each([
	['messenger', false],
	['viber', false],
	['whatsapp', true],
] as const)('%s, group %s, gets the choices as numbered lines', (channelType, isGroup) => {
	const { Content, MessageType, offered } = ask(['Yes', 'No'], { channelType, isGroup });
	expect(JSON.parse(Content)).toEqual({ text: 'Which day?\n\n1. Yes\n2. No' });
	expect({ MessageType, offered }).toEqual({ MessageType: 'text', offered: 'numbers' });
});

test.each<[string, string[], Partial<QuestionText>, RegExp]>([
	['a button', ['a'.repeat(21)], {}, /'Label of choice 1' is too long: 21 characters, maximum 20/],
	['a row', [...DAYS, 'b'.repeat(25)], {}, /'Label of choice 5' is too long: 25 .* 24/],
	['no label', ['Mon', ' '], {}, /'Label of choice 2' is empty/],
	['the same label', ['Mon', ' mon'], {}, /'Label of choice 2' is used twice/],
	[
		'too many',
		Array.from({ length: 11 }, (_, i) => `${i}`),
		{},
		/'Choices' has too many.* 11.* 10/,
	],
	['a long text', ['Mon'], { text: 'x'.repeat(1025) }, /'Message' is too long: 1025 .* 1024/],
	['a long free text', [], { text: 'x'.repeat(4097) }, /'Message' is too long: 4097 .* 4096/],
	['the button of a list', DAYS, { listButton: 'x'.repeat(21) }, /'List Button Text' is too long/],
	[
		'a description',
		DAYS,
		{ choices: DAYS.map((label) => ({ label, value: label, description: 'd'.repeat(73) })) },
		/'Description' is too long: 73 .* 72/,
	],
	...[false, true].map((mayShorten): [string, string[], Partial<QuestionText>, RegExp] => [
		`descriptions in numbered lines, shortened ${String(mayShorten)}`,
		['A', 'B'],
		{
			...{ isGroup: true, mayShorten },
			choices: ['A', 'B'].map((label) => ({ label, value: label, description: 'd'.repeat(2200) })),
		},
		/'Description' is too long: 4400 characters in all choices together, maximum 4066 with/,
	]),
])('%s is refused by the name of its field', (_name, labels, changes, says) => {
	expect(() => ask(labels, changes)).toThrow(says);
});

test('whatever is asked, it keeps the limits or is refused by an error of ours', () => {
	const text = fc.string({ unit: 'grapheme', maxLength: 1100 });
	fc.assert(
		fc.property(
			text,
			fc.array(fc.string({ maxLength: 30 }), { maxLength: 12 }),
			fc.boolean(),
			(message, labels, mayShorten) => {
				try {
					const { Content, MessageType } = ask(labels, { text: message, mayShorten });
					const { body, action } = JSON.parse(Content) as {
						body?: { text: string };
						action?: { buttons?: unknown[] };
					};
					if (MessageType === 'interactive') {
						expect([...(body?.text ?? '')].length).toBeLessThanOrEqual(1024);
						expect(action?.buttons?.length ?? 1).toBeLessThanOrEqual(3);
					}
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidInput);
				}
			},
		),
		{ numRuns: 200 },
	);
});

test('a text that is cut says how much is missing', () => {
	const cut = shortened(`${'😀'.repeat(600)}${'y'.repeat(1000)}`, 1024);
	expect([...cut].length).toBeLessThanOrEqual(1024);
	const missing = Number(
		/\[Shortened: ([\d,]+) more characters\]$/.exec(cut)?.[1]?.replace(',', ''),
	);
	expect([...(cut.split('\n')[0] as string)].length + missing).toBe(1600);
	expect(shortened('short', 1024)).toBe('short');
});

test('choices come from data of usual forms', () => {
	const data = [
		'Mon',
		5,
		{ title: 'Tue', id: 't' },
		{ label: 'Wed', value: true, description: 'd' },
		// A column that is empty has no part in it.
		{ label: null, name: 'Thu', value: null, id: 4, description: null },
	];
	expect(choicesFromData(data, 'Choices')).toEqual([
		{ label: 'Mon', value: 'Mon' },
		{ label: '5', value: 5 },
		{ label: 'Tue', value: 't' },
		{ label: 'Wed', value: true, description: 'd' },
		{ label: 'Thu', value: 4 },
	]);
	expect(() => choicesFromData({ a: 1 }, 'Choices')).toThrow("'Choices' is not an array");
	expect(() => choicesFromData([{ value: 1 }], 'Choices')).toThrow('no label in entry 1');
});

describe('how long to wait', () => {
	const NOW = Date.parse('2026-11-27T10:00:00Z');
	const limit = (fields: object) =>
		readWaitLimit(fields, 'Limit Wait Time', NOW, (given) => Date.parse(String(given)));

	test.each([
		[{ resumeAmount: 1, resumeUnit: 'minutes' }, 60_000],
		[{ resumeAmount: 1.5, resumeUnit: 'hours' }, 5_400_000],
		[{ resumeAmount: 2, resumeUnit: 'days' }, 172_800_000],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-11-27T10:01:00Z' }, 60_000],
	])('%j', (fields, ms) => expect(limit(fields)).toBe(ms));

	test.each([
		{ resumeAmount: 0.5, resumeUnit: 'minutes' },
		{ resumeAmount: 'soon', resumeUnit: 'minutes' },
		{ resumeAmount: 3, resumeUnit: 'years' },
		{ resumeAmount: Infinity, resumeUnit: 'minutes' },
		{ resumeAmount: 1e300, resumeUnit: 'minutes' },
		{ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-11-27T09:00:00Z' },
		{ limitType: 'atSpecifiedTime', maxDateAndTime: '2037-11-27T10:00:00Z' },
	])('%j is shorter or longer than n8n can wait', (fields) => {
		expect(() => limit(fields)).toThrow('Limit Wait Time');
	});
});
