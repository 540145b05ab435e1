import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { holdsExpression } from '../../../../nodes/ChatApp/runtime/plainExpressions';
import { CREATE_TEMPLATE, mapped, MEI, SEND, SEND_TEMPLATE, SENDER } from '../fields/parameters';
import { callsOf, results, run, simulator, useSimulator, withFile } from '../workbench';

useSimulator();

test.each([
	['Hi {{ $json.first_name }}', true],
	['{{$json["a b"]}}', true],
	["{{ $('Sheet').item.json.name }}", true],
	['{{ $( "Sheet" ).first() }}', true],
	['{{ $now.toISO() }} and {{ name }}', true],
	['{{ name }} and {{ DateTime.now().minus($today) }}', true],
	['{{ name }}', false],
	['{{1}}', false],
	['{{ $5 }} off', false],
	['{{ US$json }}', false],
	['$(name) and {{ $(name) }}', false],
	['$json.name', false],
	['{{ $json.name', false],
	['}} $json {{', false],
	['', false],
])('%j holds an expression: %s', (text, holds) => {
	expect(holdsExpression(text)).toBe(holds);
});

test('long texts take linear time', () => {
	const spent = (length: number): number => {
		const begin = process.cpuUsage();
		for (const unit of ['{', '{{', '{{ a }}', '{{ $', '$', '{{$(', ' ', '}}{{ $ (']) {
			holdsExpression(unit.repeat(length));
			holdsExpression(`${'{{ $('.repeat(length)}}}`);
		}
		return process.cpuUsage(begin).user;
	};
	// Other work on the machine only ever adds.
	const least = (length: number): number => Math.min(...[1, 2, 3].map(() => spent(length)));
	spent(10_000);
	expect(least(200_000)).toBeLessThan(10 * least(50_000) + 20_000);
});

test('an expression is found wherever it stands', () => {
	const words = fc.string({ unit: fc.constantFrom('a', '{', ' ', '(', '$', '\n'), maxLength: 12 });
	fc.assert(
		fc.property(words, words, (before, after) => {
			expect(holdsExpression(`${before}{{ $json.x }}${after}`)).toBe(true);
		}),
	);
});

const PLAIN = 'Hi {{ $json.name }}';
const items: IDataObject[] = [{ name: 'Mei' }];
const variables = { ...SEND_TEMPLATE.variables.value, name: PLAIN };

test.each<[string, object, string, string[]]>([
	['a text', { ...SEND, text: PLAIN }, 'Text', ['SendChatappMessage']],
	[
		'a variable',
		{ ...SEND_TEMPLATE, variables: mapped(variables) },
		'name',
		['SendChatappMessage'],
	],
	[
		'a variable in bulk',
		{ ...SEND_TEMPLATE, operation: 'sendBulk', variables: mapped(variables) },
		'name',
		['SendChatappMassMessage'],
	],
	[
		'a caption',
		{
			...{ ...SEND, messageType: 'image', link: 'https://example.com/a.jpg' },
			caption: PLAIN,
		},
		'Caption',
		['SendChatappMessage'],
	],
	[
		'a button',
		{
			...{ ...SEND, messageType: 'interactive', interactiveType: 'button', bodyText: 'Hi' },
			buttons: {
				button: [
					{ title: 'Yes', id: '1' },
					{ title: PLAIN, id: '2' },
				],
			},
		},
		'Button Text',
		['SendChatappMessage'],
	],
	[
		'the default text',
		{
			...SEND_TEMPLATE,
			options: { emptyValues: 'default', defaultText: PLAIN },
		},
		'Default Text',
		['SendChatappMessage'],
	],
	[
		'the text of a new template',
		{ ...CREATE_TEMPLATE, bodyText: PLAIN },
		'Body',
		['CreateChatappTemplate'],
	],
])('%s with an expression as plain text is refused', async (_what, parameters, label, actions) => {
	const { error } = await run(parameters, items);
	expect(error?.message).toBe(`'${label}' contains an expression in plain text`);
	expect(error).toMatchObject({ description: expect.stringContaining('to Expression') });
	expect(actions.flatMap(callsOf)).toEqual([]);
});

test('any other action that sends is refused before its call', async () => {
	const call = {
		...{ resource: 'apiCall', operation: 'call' },
		apiAction: { __rl: true, mode: 'id', value: 'SendChatappMessage' },
		additionalParameters: JSON.stringify({
			...{ ChannelType: 'whatsapp', From: SENDER, To: MEI, Type: 'message' },
			Content: JSON.stringify({ text: PLAIN }),
		}),
	};
	const { error } = await run(call, items);
	expect(error?.message).toMatch(/contains an expression in plain text/);
	expect(simulator.requests).toEqual([]);
});

test('nothing is uploaded for a text that is refused', async () => {
	const picture = { ...SEND, messageType: 'image', mediaSource: 'binary' };
	const { error } = await run({ ...picture, caption: PLAIN }, [withFile('picture', 'image/jpeg')]);
	expect(error?.message).toContain('contains an expression in plain text');
	expect(simulator.requests).toEqual([]);
});

test('a preview says so without failing', async () => {
	const preview = { ...SEND_TEMPLATE, ...{ resource: 'template', operation: 'preview' } };
	const [shown] = await results({ ...preview, variables: mapped(variables) }, items);
	expect(shown).toMatchObject({
		canBeSent: false,
		problem: expect.stringContaining("'name' contains an expression in plain text"),
	});
});

test('what an expression yields is data and is sent as it is', async () => {
	simulator.control.reply({ user: MEI, text: 'Hello?' });
	const odd = { name: 'Hi {{ $json.first_name }}' };
	await results({ ...SEND, text: '={{ $json.name }}' }, [odd]);
	await results({ ...SEND, text: 'Dear {{ name }}, {{1}}' }, [odd]);
	const fromItem = mapped({ ...SEND_TEMPLATE.variables.value, name: '={{ $json.name }}' });
	await results({ ...SEND_TEMPLATE, variables: fromItem }, [odd]);
	const [text, ordinary, template] = callsOf('SendChatappMessage');
	expect(text?.Content).toContain(odd.name);
	expect(ordinary?.Content).toContain('Dear {{ name }}, {{1}}');
	expect(template?.TemplateParams).toContain(odd.name);
});
