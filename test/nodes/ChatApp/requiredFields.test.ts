import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { ChatApp } from '../../../nodes/ChatApp/ChatApp.node';
import { byId, CHANNEL, CREATE_TEMPLATE, MEI, SEND, SENDER } from './fields/parameters';
import { callsOf, results, simulator, useSimulator } from './workbench';

const { description } = new ChatApp();
const INTERACTIVE = { ...SEND, messageType: 'interactive', bodyText: 'Hello' };
const ASK = { ...SEND, operation: 'sendAndWait', message: 'Shall we deliver?' };

useSimulator();

/** The fields that n8n asks for before it runs the node. */
function missing(given: object, name = description.name): string[] {
	const type = { ...description, name };
	const node = { id: '1', name: 'Node', type: name, typeVersion: 1 };
	const withParameters = (parameters: INodeParameters) =>
		({ ...node, position: [0, 0] as [number, number], parameters }) as const;
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		given as INodeParameters,
		true,
		false,
		withParameters({}),
		type,
	);
	const issues = NodeHelpers.getNodeParametersIssues(
		description.properties,
		withParameters(parameters ?? {}),
		type,
	);
	return Object.keys(issues?.parameters ?? {}).sort();
}

test.each<[string, object, string[]]>([
	['a text', { ...SEND, channelType: '={{ $json.app }}' }, []],
	['an empty text', { ...SEND, channelType: '={{ $json.app }}', text: '' }, ['text']],
	[
		'a file from the item',
		{
			...SEND,
			channelType: '={{ $json.app }}',
			messageType: 'image',
			mediaSource: 'binary',
		},
		[],
	],
	[
		'a template for a closed window',
		{ ...SEND, channelType: '={{ $json.app }}', whenWindowClosed: 'sendTemplate' },
		['language', 'template'],
	],
	['cards', { ...INTERACTIVE, channelType: '={{ $json.app }}', interactiveType: 'carousel' }, []],
	[
		'buttons without a header',
		{ ...INTERACTIVE, channelType: '={{ $json.app }}', headerType: 'none' },
		[],
	],
	['a question', { ...ASK, channelType: '={{ $json.app }}' }, []],
	[
		'a question as a template',
		{ ...ASK, channelType: '={{ $json.app }}', sendAs: 'template' },
		['language', 'template'],
	],
	[
		'a question that is a template for some',
		{ ...ASK, sendAs: '={{ $json.form }}' },
		['language', 'template'],
	],
	['a template without a header', { ...CREATE_TEMPLATE, designMode: '={{ $json.design }}' }, []],
	[
		'a template for codes',
		{
			...CREATE_TEMPLATE,
			channelType: '={{ $json.app }}',
			category: 'AUTHENTICATION',
			bodyText: '',
		},
		[],
	],
])('where an expression chooses, %s needs only its own fields', (_name, form, expected) => {
	expect(missing(form)).toEqual(expected);
});

test('an interactive message of a kind that an expression chooses needs no file for no header', () => {
	const chosen = { ...INTERACTIVE, interactiveType: '={{ $json.kind }}', headerType: 'none' };
	expect(missing(chosen)).not.toContain('link');
});

test('a tool of an agent needs names of fields only where they are chosen', () => {
	const list = { ...SEND, operation: 'getAll', businessNumber: byId(SENDER) };
	const simplify = '={{ $json.short }}';
	expect(missing({ ...list, simplify }, 'chatAppTool')).toEqual([]);
	const selected = { ...list, simplify, output: 'selected' };
	expect(missing(selected, 'chatAppTool')).toEqual(['outputFields']);
	expect(missing(selected)).toEqual([]);
});

test('an expression chooses the chat app of each message', async () => {
	simulator.control.reply({ user: MEI, text: 'Hello?' });
	const form = { ...SEND, channelType: '={{ $json.app }}', channel: byId(CHANNEL) };
	await results({ ...form, from: byId(SENDER) }, [{ app: 'whatsapp' }]);
	expect(callsOf('SendChatappMessage')).toMatchObject([
		{ ChannelType: 'whatsapp', MessageType: 'text', Content: '{"text":"Hello Mei"}' },
	]);
});
