import { mock } from 'jest-mock-extended';
import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import { createRunContext } from '../../../../nodes/ChatApp/runtime/runContext';
import { STRUCTURES } from '../../../fixtures/templateStructures';
import { runWorkflow } from '../../../harness';
import {
	byId,
	mapped,
	MEI,
	ORDER_UPDATE,
	SEND,
	SEND_TEMPLATE,
	WELCOME,
} from '../fields/parameters';
import { ADDED, addTemplate, callsOf, run, simulator, useSimulator, withFile } from '../workbench';

useSimulator();

const fromAgent = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;

const MALAYSIAN = '60123450002';

/** A tool whose recipient, template and one variable an agent fills in. */
const TOOL = {
	...SEND_TEMPLATE,
	to: fromAgent('recipient'),
	template: byId(fromAgent('template')),
	variables: mapped({
		order: fromAgent('order'),
		name: 'Mei',
		date: 'Monday',
		track: 'A1',
	}),
	options: { allowedRecipients: '+65 9123*\n+60 12 345 0002', allowedTemplates: 'order_*' },
};

const WELCOMING = { template: byId(WELCOME), variables: mapped({}) };

const asked = (changes: IDataObject = {}): IDataObject[] => [
	{ recipient: '+6591230001', template: ORDER_UPDATE, order: 'A-7', ...changes },
];

test('an agent fills in recipient, template and variables within the limits', async () => {
	const finished = await run(TOOL, asked());
	expect(finished.error).toBeUndefined();
	expect(callsOf('SendChatappMessage')).toEqual([
		expect.objectContaining({ To: '6591230001', TemplateCode: ORDER_UPDATE }),
	]);
});

test.each([
	['SG.1349', 'SG.1349', true],
	['SG.*', 'SG.ENT.1181', true],
	['SG.1349', 'SG.1350', false],
	['SG.1349', '+6591230001', false],
])('the list %s and a person without a visible number: %s, %p', async (list, to, isAllowed) => {
	const options = { allowedRecipients: list };
	const finished = await run({ ...SEND_TEMPLATE, ...WELCOMING, to, options }, [{}]);
	expect(finished.error === undefined).toBe(isAllowed);
	const calls = callsOf('SendChatappMessage').map(({ To }) => To);
	expect(calls).toEqual(isAllowed ? [to] : []);
});

test.each([
	[{ recipient: '+6598765432' }, "'To' is not an allowed recipient: 6598765432"],
	[{ recipient: '+60123450003' }, "'To' is not an allowed recipient: 60123450003"],
	[{ template: WELCOME }, "'Template' is not an allowed template: 'welcome'"],
])('%j is refused before the call', async (changes, message) => {
	const finished = await run(TOOL, asked(changes));
	expect(finished.error).toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringMatching(new RegExp(message)),
	});
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

test('a template is refused by its name, before its variables are looked at', async () => {
	const finished = await run(TOOL, asked({ template: WELCOME }));
	expect(finished.error).toMatchObject({
		message: `'Template' is not an allowed template: 'welcome' (${WELCOME})`,
		description: expect.stringContaining("'Allowed Templates'"),
	});
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

test('free messages keep to the recipients as well', async () => {
	const options = { allowedRecipients: '+60*' };
	const finished = await run({ ...SEND, options });
	expect(finished.error?.message).toBe("'To' is not an allowed recipient: 6591230001");
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

describe('a list that was added and is empty lets nobody through', () => {
	const NOTHING = ['', '  ', ',', null, '={{ $json.nothing }}', '={{ [] }}', '={{ null }}'];

	test.each([
		['allowedRecipients', 'Allowed Recipients'],
		['allowedTemplates', 'Allowed Templates'],
	])('%s that is no list lets nobody through', async (name, label) => {
		const options = { [name]: '={{ ({ a: 1 }) }}' };
		for (const operation of ['sendTemplate', 'sendBulk']) {
			const { error } = await run({ ...SEND_TEMPLATE, operation, options });
			expect(error?.message).toBe(`'${label}' is an object, not text`);
		}
		expect(callsOf('SendChatappMessage')).toEqual([]);
		expect(callsOf('SendChatappMassMessage')).toEqual([]);
	});

	test.each(NOTHING)('Allowed Recipients: %j', async (allowedRecipients) => {
		for (const parameters of [SEND, SEND_TEMPLATE, { ...SEND_TEMPLATE, operation: 'sendBulk' }]) {
			const { error } = await run({ ...parameters, options: { allowedRecipients } });
			expect(error?.message).toBe(
				"The option 'Allowed Recipients' is empty, so nothing can be sent",
			);
		}
		expect(callsOf('SendChatappMessage')).toEqual([]);
		expect(callsOf('SendChatappMassMessage')).toEqual([]);
	});

	test.each(NOTHING)('Allowed Templates: %j', async (allowedTemplates) => {
		for (const operation of ['sendTemplate', 'sendBulk']) {
			const { error } = await run({ ...SEND_TEMPLATE, operation, options: { allowedTemplates } });
			expect(error?.message).toBe(
				"The option 'Allowed Templates' is empty, so nothing can be sent",
			);
		}
		expect(callsOf('SendChatappMessage')).toEqual([]);
		expect(callsOf('SendChatappMassMessage')).toEqual([]);
	});
});

describe('each item has its own lists', () => {
	const items = [
		{ to: '+6591230001', allowed: '*' },
		{ to: '+6591230002', allowed: '+6591230009' },
		{ to: '+60123450002', allowed: ['+60*'] },
		{ to: '+6591230004' },
	];
	const options = { allowedRecipients: '={{ $json.allowed }}' };

	test.each([
		['sendTemplate', 'SendChatappMessage'],
		['sendBulk', 'SendChatappMassMessage'],
	])('in %s', async (operation, action) => {
		const node = {
			...{ id: 'node', name: 'Node', typeVersion: 1, position: [0, 0] },
			...{ type: 'n8n-nodes-alibabacloud-chatapp.chatApp', onError: 'continueRegularOutput' },
			parameters: { ...SEND_TEMPLATE, operation, to: '={{ $json.to }}', options },
		};
		const { jsonOf } = await runWorkflow(
			{ nodes: [node], connections: {} },
			{ credentials: { alibabaCloudApi: simulator.credential }, input: items },
		);
		expect(jsonOf('Node').map(({ error }) => (error as IDataObject | undefined)?.message)).toEqual([
			undefined,
			"'To' is not an allowed recipient: 6591230002",
			undefined,
			"The option 'Allowed Recipients' is empty, so nothing can be sent",
		]);
		const sent = callsOf(action).flatMap(({ To, SenderList }) =>
			To
				? [To]
				: (JSON.parse(SenderList ?? '[]') as Array<{ To: string }>).map((entry) => entry.To),
		);
		expect(sent.sort()).toEqual(['60123450002', '6591230001']);
	});
});

test('whatever an operation sends, the run refuses what the limits of its item do not allow', async () => {
	const functions = mock<IExecuteFunctions>();
	functions.getNode.mockReturnValue(mock<INode>({ parameters: {} }));
	functions.getInputData.mockReturnValue([{ json: {} }, { json: {} }]);
	functions.getNodeParameter.mockImplementation(
		(_name: string, itemIndex: number) =>
			(itemIndex === 0 ? { allowedRecipients: '+65*' } : {}) as never,
	);
	const settings = { maxConcurrency: 1, requestsPerSecond: 0, timeoutMs: 1000 };
	const context = createRunContext(functions, settings, []);
	const send = {
		product: 'cams',
		action: 'AnyAction',
		retry: 'never',
		body: { To: MALAYSIAN },
	} as const;
	const refusal = `'To' is not an allowed recipient: ${MALAYSIAN}`;
	await expect(context.forItems([0]).callApi(send)).rejects.toThrow(refusal);
	// A call that is for no item in particular keeps to the limits of all.
	await expect(context.callApi(send)).rejects.toThrow(refusal);
	await expect(context.forItems([1]).callApi(send)).rejects.not.toThrow(refusal);
});

describe('the file of a message that the limits refuse is not uploaded', () => {
	const uploads = () =>
		simulator.requests.filter(
			({ service, action }) => service === 'oss' || action === 'GetChatappUploadAuthorization',
		);
	const picture = () => withFile('picture', 'image/jpeg');
	const pictureTemplate = () => {
		const structure = STRUCTURES.find(({ name }) => name === 'media with a variable address');
		if (!structure) throw new Error('There is no such structure');
		return structure;
	};

	test('by send', async () => {
		const free = { ...SEND, messageType: 'image', mediaSource: 'binary' };
		const options = { allowedRecipients: '+60*' };
		const finished = await run({ ...free, options }, [picture()]);
		expect(finished.error?.message).toContain('not an allowed recipient');
		expect(uploads()).toEqual([]);
	});

	test.each([
		['sendTemplate', { allowedRecipients: '+60*' }, 'not an allowed recipient'],
		['sendTemplate', { allowedTemplates: 'order_*' }, 'not an allowed template'],
		['sendBulk', { allowedRecipients: '+60*' }, 'not an allowed recipient'],
		['sendBulk', { allowedTemplates: 'order_*' }, 'not an allowed template'],
	])('by %s with %j', async (operation, limits, message) => {
		const parameters = {
			...addTemplate(pictureTemplate()),
			operation,
			variables: mapped({ name: 'Ada' }),
			options: { headerMediaField: 'data', ...limits },
		};
		const refused = await run(parameters, [picture()]);
		expect(refused.error?.message).toContain(message);
		expect(uploads()).toEqual([]);

		const options = {
			headerMediaField: 'data',
			allowedRecipients: '+65*',
			allowedTemplates: ADDED,
		};
		const sent = await run({ ...parameters, options }, [picture()]);
		expect(sent.error).toBeUndefined();
		expect(uploads()).toHaveLength(2);
	});

	test.each([
		[{ to: '+60123450003' }, 'not an allowed recipient'],
		[{ template: ORDER_UPDATE }, 'not an allowed template'],
		[{ to: '12' }, 'not a valid phone number'],
	])('by sendBulk when a later item has %j', async (refused, message) => {
		const allowed = { to: `+${MEI}`, template: ADDED };
		const parameters = {
			...addTemplate(pictureTemplate()),
			operation: 'sendBulk',
			to: '={{ $json.to }}',
			template: byId('={{ $json.template }}'),
			variables: mapped({ name: 'Ada' }),
			options: { headerMediaField: 'data', allowedRecipients: '+65*', allowedTemplates: ADDED },
		};
		const items = [allowed, { ...allowed, ...refused }];
		const { error } = await run(
			parameters,
			items.map((json) => withFile('picture', 'image/jpeg', json)),
		);
		expect(error?.message).toContain(message);
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(uploads()).toEqual([]);
	});
});
