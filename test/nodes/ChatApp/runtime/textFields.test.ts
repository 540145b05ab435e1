import type { IDataObject } from 'n8n-workflow';

import { runWorkflow } from '../../../harness';
import { MEI, SEND, SEND_TEMPLATE } from '../fields/parameters';
import { callsOf, run, simulator, useSimulator } from '../workbench';

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
const interactive = { messageType: 'interactive', bodyText: 'Which one?' };
const buttons = (...button: IDataObject[]): IDataObject => ({
	...{ ...interactive, interactiveType: 'button', buttons: { button } },
});
const sections = (json: unknown): IDataObject => ({
	...{ ...interactive, interactiveType: 'list', listButton: 'Show' },
	...{ specifySections: 'json', sectionsJson: JSON.stringify(json) },
});

const WRONG: ReadonlyArray<readonly [string, IDataObject]> = [
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
];

test.each(WRONG)('%s: nothing is sent', async (message, parameters) => {
	const { error } = await run({ ...SEND, ...parameters }, [ITEM]);
	expect(error).toMatchObject({ name: 'NodeOperationError', message });
	expect(error?.description).toMatch(/^In the expression of '.+', use /);
	expect(callsOf('SendChatappMessage')).toEqual([]);
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
	const node = {
		...{ id: 'node', name: 'Node', type: 'n8n-nodes-alibabacloud-chatapp.chatApp' },
		...{ typeVersion: 1, position: [0, 0], parameters, onError: 'continueRegularOutput' },
	};
	const { jsonOf } = await runWorkflow(
		{ nodes: [node], connections: {} },
		{
			credentials: { alibabaCloudApi: simulator.credential },
			input: [{ text: 'One' }, { text: wrong }, { text: wrong }, { text: 'Four' }],
		},
	);
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
