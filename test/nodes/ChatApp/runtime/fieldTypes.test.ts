import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyCollection,
} from 'n8n-workflow';

import { resources } from '../../../../nodes/ChatApp/resources';
import { withFieldTypes } from '../../../../nodes/ChatApp/runtime/fieldTypes';
import { byId, mapped, MEI, SEND, SEND_TEMPLATE, VIBER_CHANNEL } from '../fields/parameters';
import { callsOf, GO_ON, results, run, runWith, simulator, useSimulator } from '../workbench';

useSimulator();

beforeEach(() => simulator.control.reply({ user: MEI, text: 'Hello?' }));

/** What a form or a CRM has where one expects a text. */
const ITEM = {
	customer: { name: 'Mei', language: { code: 'en' } },
	tags: ['new', 'vip'],
	paid: false,
	amount: 12.5,
	when: '2026-11-28T09:00:00.000Z',
};

const OBJECT = '={{ $json.customer }}';
const LIST = '={{ $json.tags }}';
const FLAG = '={{ $json.paid }}';

const link = { mediaSource: 'link', link: 'https://example.com/shoe.jpg' };
const VIBER = { channelType: 'viber', channel: byId(VIBER_CHANNEL), to: MEI };
const interactive = { messageType: 'interactive', bodyText: 'Which one?' };
const buttons = (...button: IDataObject[]): IDataObject => ({
	...{ ...interactive, interactiveType: 'button', buttons: { button } },
});
const sections = (json: unknown): IDataObject => ({
	...{ ...interactive, interactiveType: 'list', listButton: 'Show' },
	...{ specifySections: 'json', sectionsJson: JSON.stringify(json) },
});

const ASK = { operation: 'sendAndWait', message: 'Does Monday suit you?' };
const UPDATE_JSON = { resource: 'flow', operation: 'updateJson', flow: byId('1') };
const CREATE_FLOW = { resource: 'flow', operation: 'create', flowName: 'survey' };
const SETTINGS = { resource: 'catalog', operation: 'updateCommerceSettings' };
const API_CALL = {
	...{ resource: 'apiCall', operation: 'call', apiAction: byId('ListInstance') },
	...{ parameters: mapped({}), additionalParameters: '{}', output: 'simplified' },
};

const NOTHING = '={{ $json.price * 2 }}';

const WRONG: ReadonlyArray<readonly [string, IDataObject]> = [
	["'Categories' is an object, not text", { ...CREATE_FLOW, categories: OBJECT }],
	["'Categories' is false, not text", { ...CREATE_FLOW, categories: FLAG }],
	[
		"'Categories' is an object, not text",
		{ ...CREATE_FLOW, categories: '={{ [$json.customer] }}' },
	],
	["'Text' is not text: NaN", { text: NOTHING }],
	["'Task ID' is not text: NaN", { options: { taskId: NOTHING } }],
	["'Caption' is not text: NaN", { messageType: 'image', ...link, caption: NOTHING }],
	["'Body' is not text: NaN", { ...buttons({ title: 'Yes' }), bodyText: NOTHING }],
	[
		"'Button ID' is not text in entry 2: NaN",
		buttons({ title: 'Yes' }, { title: 'No', id: NOTHING }),
	],
	["'Text' is an object, not text", { text: OBJECT }],
	["'Text' is a list, not text", { text: LIST }],
	["'Text' is false, not text", { text: FLAG }],
	["'To' is an object, not text", { to: OBJECT }],
	["'From' is an object, not text", { from: { __rl: true, mode: 'id', value: OBJECT } }],
	["'Caption' is an object, not text", { messageType: 'image', ...link, caption: OBJECT }],
	["'Link' is a list, not text", { messageType: 'image', ...link, link: LIST }],
	["'Footer' is an object, not text", { ...buttons({ title: 'Yes' }), footerText: OBJECT }],
	["'Button Text' is an object in entry 2, not text", buttons({ title: 'Yes' }, { title: OBJECT })],
	[
		"'Row Description' is an object in entry 1.2, not text",
		sections([{ rows: [{ title: 'Red' }, { title: 'Blue', description: { en: 'Sky' } }] }]),
	],
	["'Row Title' is a list in entry 1.1, not text", sections([{ title: ['Red'] }])],
	["'Section Title' is an object in entry 1, not text", sections([{ title: {}, rows: ['Red'] }])],
	[
		"'Place Name' is an object, not text",
		{ messageType: 'location', latitude: 1, longitude: 103, placeName: OBJECT },
	],
	["'Reply To Message ID' is a list, not text", { options: { contextMessageId: LIST } }],
	["'Task ID' is false, not text", { options: { taskId: FLAG } }],
	["'Message Type' is not known: fax", { messageType: 'fax' }],
	[
		"'Recipient Type' is not known: Mei",
		{ options: { recipientType: '={{ $json.customer.name }}' } },
	],
	["'Continue When' is not known: soon", { options: { continueWhen: '={{ "soon" }}' } }],
	[
		"'Default Country' is an object, not one of its options",
		{ options: { defaultCountry: OBJECT } },
	],
	["'Preview Link' is not true or false: yes", { options: { previewUrl: '={{ "yes" }}' } }],
	[
		"'Resend If Outcome Is Unknown' is a list, not true or false",
		{ options: { resendUnknown: LIST } },
	],
	["'Time to Live' is true, not a number", { ...VIBER, options: { ttl: '={{ !$json.paid }}' } }],
	["'Response Type' is not known: letter", { ...ASK, responseType: 'letter' }],
	["'JSON Source' is not known: ftp", { ...UPDATE_JSON, jsonSource: 'ftp' }],
	["'Interactive Type' is not known: poll", { ...interactive, interactiveType: 'poll' }],
	["'Placement' is not known: header", { ...API_CALL, options: { placement: '={{ "header" }}' } }],
	[
		"'Media Type' is not known in entry 2: gif",
		{
			...{ ...interactive, interactiveType: 'carousel' },
			cards: { card: [{ mediaType: 'image' }, { mediaType: '={{ "gif" }}' }] },
		},
	],
];

const ADVICE =
	/^(In the expression of '.+', use |For '.+', use an expression |Use one of \w+(, \w+)*\.$|Turn '.+' on or off, |Check the expression of '.+': |Choose '.+' again, )/;

test.each(WRONG)('%s: nothing is sent', async (message, parameters) => {
	const { error } = await run({ ...SEND, ...parameters }, [ITEM]);
	expect(error).toMatchObject({ name: 'NodeOperationError', message });
	expect(error?.description).toMatch(ADVICE);
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

const NULL = '={{ null }}';

test.each<[string, object]>([
	["'Continue When' is not known: null", { options: { continueWhen: NULL } }],
	["'Response Type' is not known: ", { ...ASK, responseType: '' }],
	["'Response Type' is not known: null", { ...ASK, responseType: NULL }],
	["'JSON Source' is not known: ", { ...UPDATE_JSON, jsonSource: '' }],
	["'JSON Source' is not known: null", { ...UPDATE_JSON, ...link, jsonSource: NULL }],
	["'Interactive Type'  is not known", { ...interactive, interactiveType: '' }],
	["'Cart' is not true or false: ", { ...SETTINGS, phoneNumber: SEND.from, cartEnable: '' }],
	["'Cart' is not true or false: null", { ...SETTINGS, phoneNumber: SEND.from, cartEnable: NULL }],
])('%s: an option or switch that is needed must not be empty', async (message, parameters) => {
	const { error } = await run({ ...SEND, ...parameters }, [ITEM]);
	expect(error?.message).toBe(message);
	expect(simulator.requests).toEqual([]);
});

test.each(['', NULL])('no option is the usual one: %s', async (empty) => {
	await results({ ...SEND, options: { recipientType: empty, continueWhen: '' } });
	await results({ ...API_CALL, channel: SEND.channel, options: { placement: empty } });
	expect(simulator.requests.map(({ action }) => action)).toEqual([
		...['SendChatappMessage', 'ListInstance'],
	]);
});

test('a text, a number, a date and an empty value are what they were', async () => {
	const texts = [
		'={{ $json.customer.name }}',
		'={{ $json.amount }}',
		'={{ DateTime.fromISO($json.when) }}',
	];
	for (const text of texts) {
		const { error } = await run({ ...SEND, text, options: { taskId: '={{ null }}' } }, [ITEM]);
		expect(error).toBeUndefined();
	}
	const sent = callsOf('SendChatappMessage').map(({ Content }) => JSON.parse(String(Content)).text);
	expect(sent).toEqual(['Mei', '12.5', expect.stringContaining('2026-11-28')]);
});

test('only the items with the wrong value fail, also if it is the same for several', async () => {
	const wrong = { no: 'text' };
	const parameters = { ...SEND, to: MEI, text: '={{ $json.text }}' };
	const input = [{ text: 'One' }, { text: wrong }, { text: wrong }, { text: 'Four' }];
	const { jsonOf } = await runWith(parameters, input, GO_ON);
	expect(jsonOf('Node').map(({ error }) => (error as IDataObject | undefined)?.message)).toEqual([
		undefined,
		"'Text' is an object, not text",
		"'Text' is an object, not text",
		undefined,
	]);
});

test('an update does not leave out what is no text', async () => {
	const { error } = await run(
		{
			...{ resource: 'phoneNumber', operation: 'updateProfile', channel: SEND.channel },
			...{ phoneNumber: SEND.from, updateFields: { about: OBJECT } },
		},
		[ITEM],
	);
	expect(error?.message).toBe("'About' is an object, not text");
	expect(simulator.requests).toEqual([]);
});

test('fields that take lists take lists of texts', async () => {
	const options = { allowedRecipients: '={{ [$json.to, 6591230009] }}' };
	const { error } = await run({ ...SEND, to: '={{ $json.to }}', options }, [{ to: MEI }]);
	expect(error).toBeUndefined();
	const wrong = await run({ ...SEND, options: { allowedRecipients: '={{ [{ to: 1 }] }}' } }, [
		ITEM,
	]);
	expect(wrong.error?.message).toBe("'Allowed Recipients' is an object, not text");
});

test('of a bulk send nothing is sent', async () => {
	const { error } = await run({ ...SEND_TEMPLATE, operation: 'sendBulk', to: OBJECT }, [ITEM]);
	expect(error?.message).toBe("'To' is an object, not text");
	expect(callsOf('SendChatappMassMessage')).toEqual([]);
});

test('options and switches may be texts in any case', async () => {
	const options = { recipientType: '={{ " Individual " }}', previewUrl: '={{ "TRUE" }}' };
	await results({ ...SEND, text: 'See https://example.com', options });
	const [sent] = callsOf('SendChatappMessage');
	expect(JSON.parse(String(sent?.Content))).toMatchObject({ previewUrl: true });
	expect(sent).not.toHaveProperty('RecipientType');
});

test('a switch that the text "false" turns off is off', async () => {
	const list = { resource: 'template', operation: 'getAll', channel: SEND.channel };
	const items = await results({ ...list, returnAll: '={{ "false" }}', limit: 1 });
	expect(items).toHaveLength(1);
});

test('conditions of a list are sent as they are, unless they are no text', async () => {
	const list = { resource: 'phoneNumber', operation: 'getAll', channel: SEND.channel };
	await results({ ...list, filters: { status: '={{ "PAUSED" }}' } });
	expect(callsOf('QueryChatappPhoneNumbers')).toMatchObject([{ Status: 'PAUSED' }]);
	const { error } = await run({ ...list, filters: { status: OBJECT } }, [ITEM]);
	expect(error?.message).toBe("'Status' is an object, not one of its options");
});

describe('every field of every operation', () => {
	const operations = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => [`${value}.${operation.value}`, operation.properties] as const),
	);

	/** Reads a field as an operation does, from a node that has this value there. */
	const read = (properties: readonly INodeProperties[], name: string, value: unknown): unknown => {
		const functions = { getNodeParameter: () => value } as unknown as IExecuteFunctions;
		return withFieldTypes(functions, properties).getNodeParameter(name, 0);
	};

	/** A field with the way to a value in it. */
	type Place = readonly [field: INodeProperties, top: string, holding: (value: unknown) => unknown];

	const placesOf = (
		fields: readonly INodeProperties[],
		top: string | null,
		holding: (name: string, value: unknown) => unknown,
	): Place[] =>
		fields.flatMap((field): Place[] => {
			const { name, type, options = [] } = field;
			const inside = (value: unknown): unknown => holding(name, value);
			if (type === 'collection') {
				return placesOf(options as INodeProperties[], top ?? name, (child, value) =>
					inside({ [child]: value }),
				);
			}
			if (type === 'fixedCollection') {
				return (options as INodePropertyCollection[]).flatMap((group) =>
					placesOf(group.values, top ?? name, (child, value) =>
						inside({
							[group.name]: field.typeOptions?.multipleValues
								? [{ [child]: value }]
								: { [child]: value },
						}),
					),
				);
			}
			return [[field, top ?? name, inside]];
		});

	const REFUSED: Readonly<Record<string, readonly unknown[]>> = {
		string: [{}, { a: 1 }, [['x']], [{}], true],
		resourceLocator: [{ __rl: true, mode: 'id', value: {} }, ['x'], false],
		options: [{}, ['x'], { toString: 1 }, true],
		boolean: [{}, [true], 'yes', 1],
		number: [{}, [5], true],
		dateTime: [{}, ['2026-11-28'], true],
	};
	/** Their readers take rows and say what else is wrong. */
	const OTHERWISE = ['skipRecipients'];

	test.each(operations)('%s', (_name, properties) => {
		for (const [field, top, holding] of placesOf(properties, null, (_, value) => value)) {
			if (OTHERWISE.includes(field.name)) continue;
			for (const value of REFUSED[field.type] ?? []) {
				expect(() => read(properties, top, holding(value))).toThrow(`'${field.displayName}' is `);
			}
			for (const value of ['', null, undefined]) {
				const given = holding(value);
				expect(read(properties, top, given)).toBe(given);
			}
		}
	});

	test('an object that two fields share is judged for each of them', () => {
		const shared = { shared: true };
		const functions = { getNodeParameter: () => shared } as unknown as IExecuteFunctions;
		const field = (name: string, type: INodeProperties['type']): INodeProperties => ({
			...{ displayName: name, name, type, default: '' },
		});
		const typed = withFieldTypes(functions, [field('Data', 'json'), field('Text', 'string')]);
		expect(typed.getNodeParameter('Data', 0)).toBe(shared);
		expect(() => typed.getNodeParameter('Text', 0)).toThrow("'Text' is an object, not text");
	});

	test('a value of its type is handed on as it is, not copied', () => {
		const given = { option: 'one', list: { entry: [{ text: 'a' }, { text: 'b' }] } };
		const text: INodeProperties = {
			displayName: 'Text',
			name: 'text',
			type: 'string',
			default: '',
		};
		const fields: INodeProperties = {
			...{ displayName: 'Options', name: 'options', type: 'collection', default: {} },
			options: [
				{
					...{ displayName: 'Option', name: 'option', type: 'options', default: 'one' },
					options: [{ name: 'One', value: 'one' }],
				},
				{
					...{ displayName: 'List', name: 'list', type: 'fixedCollection', default: {} },
					typeOptions: { multipleValues: true },
					options: [{ displayName: 'Entry', name: 'entry', values: [text] }],
				},
			],
		};
		expect(read([fields], 'options', given)).toBe(given);
		expect(read([fields], 'options', { ...given, option: 'ONE' })).toEqual(given);
		expect(() => read([fields], 'options.option', 'two')).toThrow("'Option' is not known: two");
	});
});
