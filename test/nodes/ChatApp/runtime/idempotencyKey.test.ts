import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteData, IRunExecutionData } from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';

import '../../../harness/environment';
import 'reflect-metadata';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';

import { loadWorkflow } from '../../../harness/workflow';
import {
	byId,
	CHANNEL,
	mapped,
	MEI,
	SEND,
	SEND_TEMPLATE,
	SENDER,
	WELCOME,
} from '../fields/parameters';
import { callsOf, simulator, useSimulator } from '../workbench';

useSimulator();

const TEMPLATE = {
	...{ ...SEND_TEMPLATE, template: byId(WELCOME), variables: mapped({}) },
	to: '={{ $json.to }}',
};
const API_CALL = {
	resource: 'apiCall',
	operation: 'call',
	apiAction: { __rl: true, mode: 'name', value: 'SendChatappMessage' },
	parameters: mapped({}),
	additionalParameters: `={{ JSON.stringify({ ChannelType: 'whatsapp', CustSpaceId: '${CHANNEL}', From: '${SENDER}', To: $json.to, Type: 'template', TemplateCode: '${WELCOME}', Language: 'en' }) }}`,
};
const EACH: Array<[string, object]> = [
	['Send', { ...SEND, to: '={{ $json.to }}' }],
	['Send Template', TEMPLATE],
	['API Call', API_CALL],
];

interface Ended {
	readonly error: (Error & { description?: string }) | undefined;
	readonly items: IDataObject[];
	readonly staticData: IDataObject;
	readonly data: IRunExecutionData;
}

let workflowId = 'none';
beforeEach(() => {
	workflowId = `workflow ${Math.random()}`;
	for (const user of [MEI, '6591230002']) simulator.control.reply({ user, text: 'Hi' });
});

interface Start {
	readonly id?: string;
	readonly staticData?: IDataObject;
	readonly settings?: object;
	/** What n8n keeps with the stack entry of a run that it repeats. */
	readonly metadata?: IExecuteData['metadata'];
}

async function execute(
	parameters: object,
	input: readonly IDataObject[],
	{ id = workflowId, staticData = {}, settings = {}, metadata }: Start = {},
): Promise<Ended> {
	const node = {
		...{ id: 'node', name: 'Node', type: 'n8n-nodes-alibabacloud-chatapp.chatApp' },
		...{ typeVersion: 1, position: [0, 0], parameters, ...settings },
	};
	const credentials = { alibabaCloudApi: simulator.credential };
	const file = { id, nodes: [node], connections: {} };
	// As n8n loads it from its database.
	const loaded = await loadWorkflow(file, {
		credentials,
		staticData: JSON.parse(JSON.stringify(staticData)) as IDataObject,
	});
	const { workflow, additionalData } = loaded;
	const own = workflow.nodes.Node;
	if (!own) throw new Error('There is no node');
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: own, data: { main: [input.map((json) => ({ json }))] }, source: null, metadata },
			],
		},
	});
	const workflowData = {
		...{ id, name: '', active: true, activeVersionId: null, isArchived: false },
		...{ nodes: [own], connections: {}, createdAt: new Date(), updatedAt: new Date() },
	};
	const hooks = new ExecutionLifecycleHooks('trigger', '1', workflowData);
	const run = await new WorkflowExecute(
		{ ...additionalData, hooks },
		'trigger',
		data,
	).processRunExecutionData(workflow);
	const last = run.data.resultData.runData.Node?.at(-1);
	return {
		error: run.data.resultData.error as Ended['error'],
		items: (last?.data?.main?.[0] ?? []).map(({ json }) => json),
		staticData: JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
		data: run.data,
	};
}

const withKey = (
	parameters: object,
	key: unknown = '={{ $json.key }}',
	more: object = {},
): object => ({
	...parameters,
	options: { idempotencyKey: key, ...more },
});
const sent = (): number => callsOf('SendChatappMessage').length;
const fault = (kind: 'truncate' | 'status', more: object = {}): void =>
	void simulator.control.fault({ service: 'cams', action: 'SendChatappMessage', kind, ...more });
const REFUSAL = { status: 400, code: 'InvalidParameter.ContentError' };

describe.each(EACH)('%s', (_name, parameters) => {
	const input = [{ to: MEI, key: 'order-1' }];

	test('a second run with the key calls nothing and returns the first ID', async () => {
		const first = await execute(withKey(parameters), input);
		expect(first.error).toBeUndefined();
		const second = await execute(withKey(parameters), input, first);
		expect(second.items).toMatchObject([
			{ duplicate: true, messageId: first.items[0]?.messageId, requestId: null },
		]);
		expect(sent()).toBe(1);
	});

	test('a refused send leaves its key free', async () => {
		fault('status', REFUSAL);
		const first = await execute(withKey(parameters), input);
		expect(first.error).toBeDefined();
		const second = await execute(withKey(parameters), input, first);
		expect(second.items[0]).toMatchObject({ messageId: expect.any(String) });
		expect(second.items[0]?.duplicate).not.toBe(true);
	});

	test('a send of unknown outcome keeps its key, and is no success', async () => {
		fault('truncate');
		const first = await execute(withKey(parameters), input);
		expect(first.error).toBeDefined();
		const second = await execute(withKey(parameters), input, first);
		expect(second.error).toMatchObject({
			message: 'It is not known whether this message was sent, so it was not sent again',
			description: expect.stringContaining("turn on the option 'Resend If Outcome Is Unknown'"),
			context: { outcome: 'unknown', code: 'Local.OutcomeUnknown', retryable: false },
		});
		expect(sent()).toBe(1);

		const resending = withKey(parameters, undefined, { resendUnknown: true });
		const third = await execute(resending, input, second);
		expect(third.items).toMatchObject([{ messageId: expect.any(String) }]);
		const fourth = await execute(resending, input, third);
		expect(fourth.items).toMatchObject([{ duplicate: true, messageId: third.items[0]?.messageId }]);
		expect(sent()).toBe(2);
	});

	test('a key that was used for another recipient is an error', async () => {
		const key = '={{ $json.orderId }}-confirmation';
		const three = [MEI, '6591230002', MEI].map((to) => ({ to }));
		const keyed = withKey(parameters, key, { maxConcurrency: 1 });
		const settings = { onError: 'continueRegularOutput' };
		const { items, staticData } = await execute(keyed, three, { settings });
		const other = {
			error: expect.objectContaining({
				message: 'The idempotency key was used for another recipient',
				description: expect.stringContaining("Check the expression in 'Idempotency Key'"),
			}),
		};
		expect(items).toMatchObject([
			{ messageId: expect.any(String) },
			other,
			{ duplicate: true, messageId: items[0]?.messageId },
		]);
		// Also after a restart, which has but what n8n saved.
		const later = await execute(keyed, three.slice(1), {
			...{ id: `restarted ${Math.random()}`, staticData, settings },
		});
		expect(later.items).toMatchObject([other, { duplicate: true, messageId: items[0]?.messageId }]);
		expect(JSON.stringify(staticData)).not.toMatch(/91230002|confirmation/);
		expect(sent()).toBe(1);
	});

	test('the key of another recipient is not sent again, also where that is unknown', async () => {
		fault('truncate');
		const first = await execute(withKey(parameters), input);
		const resending = withKey(parameters, undefined, { resendUnknown: true });
		const second = await execute(resending, [{ to: '6591230002', key: 'order-1' }], first);
		expect(second.error?.message).toContain('was used for another recipient');
		expect(sent()).toBe(1);
	});

	test('keys that earlier versions stored are known', async () => {
		const digest = (key: string): string =>
			createHash('sha256').update(key).digest('base64url').slice(0, 22);
		const chatAppSentKeys = `abc\n=${digest('order-1')} m-1\n+${digest('order-2')}\n`;
		const start = { staticData: { global: { chatAppSentKeys } } };
		const first = await execute(withKey(parameters), input, start);
		expect(first.items).toMatchObject([{ duplicate: true, messageId: 'm-1' }]);
		const second = await execute(withKey(parameters), [{ to: MEI, key: 'order-2' }], start);
		expect(second.error?.message).toContain('It is not known whether');
		expect(sent()).toBe(0);
	});

	test.each([
		['nothing', '={{ $json.missing }}', 'empty'],
		['an empty text', '={{ "" }}', 'empty'],
		['an object', '={{ $json }}', 'an object, not text'],
		['no number', '={{ Number($json.missing) }}', 'not text: NaN'],
		['no number as text', '={{ String(Number($json.missing)) }}', 'NaN'],
		['undefined', '={{ String($json.missing) }}', 'undefined'],
		['null', '={{ $json.missing ?? "null" }}', 'null'],
	])('a key that is %s is an error', async (_what, key, fault) => {
		const { error } = await execute(withKey(parameters, key), input);
		expect(error?.message).toContain(`'Idempotency Key' is ${fault}`);
		expect(sent()).toBe(0);
	});

	test('two items of a run with one key are one message', async () => {
		const two = [...input, { to: MEI, key: 'order-1' }];
		const { items } = await execute(withKey(parameters), two);
		const duplicates = items.filter(({ duplicate }) => duplicate === true);
		expect(duplicates).toHaveLength(1);
		expect(duplicates[0]?.messageId).toEqual(expect.any(String));
		expect(sent()).toBe(1);
	});

	test('twenty runs at once with one key are one message', async () => {
		const runs = Array.from({ length: 20 }, async () => await execute(withKey(parameters), input));
		const ended = await Promise.all(runs);
		expect(ended.filter(({ items }) => items[0]?.duplicate !== true)).toHaveLength(1);
		expect(sent()).toBe(1);
	});

	test('Retry On Fail sends again what was refused, and only that', async () => {
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		fault('status', REFUSAL);
		const three = ['a', 'b', 'c'].map((key) => ({ to: MEI, key }));
		const { error, items } = await execute(
			withKey(parameters, undefined, { maxConcurrency: 1 }),
			three,
			{ settings },
		);
		expect(error).toBeUndefined();
		expect(items.filter(({ duplicate }) => duplicate === true)).toEqual([]);
		expect(simulator.world.messages.all.filter((one) => one.direction === 'out')).toHaveLength(3);
	});
});

test('nodes of one workflow share keys, workflows do not', async () => {
	const input = [{ to: MEI, key: 'order-1' }];
	const first = await execute(withKey(TEMPLATE), input);
	const other = await execute(withKey(EACH[0]?.[1] ?? {}), input, first);
	expect(other.items).toMatchObject([{ duplicate: true }]);
	const foreign = await execute(withKey(TEMPLATE), input, { id: 'another workflow' });
	expect(foreign.items).toMatchObject([{ duplicate: false }]);
});

test('what n8n did not save of an earlier try is known from the retry', async () => {
	const input = [
		{ to: MEI, key: 'order-1' },
		{ to: '6591230002', key: 'order-2' },
	];
	const parameters = withKey(TEMPLATE, undefined, { maxConcurrency: 1 });
	simulator.control.fault({
		...{ service: 'cams', action: 'SendChatappMessage', kind: 'delay', delayMs: 1, times: 1 },
	});
	fault('status', REFUSAL);
	const first = await execute(parameters, input);
	expect(first.error).toBeDefined();
	const metadata = first.data.executionData?.nodeExecutionStack[0]?.metadata;
	// Another process, which has not got the keys: here under another name.
	const retried = await execute(parameters, [...input, { to: MEI, key: 'order-1' }], {
		...{ id: 'elsewhere', metadata },
	});
	expect(retried.items).toMatchObject([
		{ duplicate: false, to: MEI },
		{ duplicate: false, to: '6591230002' },
		{ duplicate: true, messageId: retried.items[0]?.messageId },
	]);
	expect(simulator.world.messages.all.filter((one) => one.direction === 'out')).toHaveLength(2);
});

test('an action that sends nothing takes no key', async () => {
	const reads = {
		...{ ...API_CALL, apiAction: { __rl: true, mode: 'name', value: 'ListChatappTemplate' } },
		additionalParameters: '{}',
	};
	const { error } = await execute(withKey(reads, 'a'), [{}]);
	expect(error?.message).toContain('ListChatappTemplate');
});

describe('with a template for the closed window', () => {
	const parameters = {
		...{ ...SEND, to: `+${MEI}`, whenWindowClosed: 'sendTemplate' },
		...{ template: byId(WELCOME), language: byId('en'), variables: mapped({}) },
	};
	const refuseLog = (): void =>
		void simulator.control.fault({
			...{ service: 'cams', action: 'ListChatappMessage', kind: 'status', status: 403, times: 9 },
			code: 'NoPermission',
		});
	beforeEach(() => {
		simulator.control.reset();
		refuseLog();
	});
	const types = (): unknown[] => callsOf('SendChatappMessage').map(({ Type }) => Type);
	const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

	test('the key is that of the template as well', async () => {
		const first = await execute(withKey(parameters, 'order-1'), [{}]);
		expect(first.items).toMatchObject([{ sentAs: 'template', duplicate: false }]);
		const second = await execute(withKey(parameters, 'order-1'), [{}], first);
		expect(second.items).toMatchObject([
			{ duplicate: true, messageId: first.items[0]?.messageId, sentAs: null },
		]);
		expect(types()).toEqual(['message', 'template']);
	});

	test('a retry after an accepted template sends nothing to that person', async () => {
		const input = [{ to: MEI }, { to: '6591230002' }];
		const twoPeople = { ...parameters, to: '={{ $json.to }}', options: { maxConcurrency: 1 } };
		// The template of the second person is refused once.
		simulator.control.fault({
			...{ service: 'cams', action: 'SendChatappMessage', kind: 'delay', delayMs: 1, times: 3 },
		});
		fault('status', REFUSAL);
		const { items, error } = await execute(twoPeople, input, { settings: RETRIES });
		expect(error).toBeUndefined();
		expect(items).toMatchObject([{ sentAs: 'template' }, { sentAs: 'template' }]);
		const templates = callsOf('SendChatappMessage').filter(({ Type }) => Type === 'template');
		expect(templates.map(({ To }) => To)).toEqual([MEI, '6591230002', '6591230002']);
	});

	test('a retry after a template of unknown outcome sends nothing', async () => {
		simulator.control.fault({
			...{ service: 'cams', action: 'SendChatappMessage', kind: 'delay', delayMs: 1, times: 1 },
		});
		fault('truncate');
		const { error } = await execute(parameters, [{}], { settings: RETRIES });
		expect(error?.message).toContain('It is not known');
		expect(types()).toEqual(['message', 'template']);
	});
});
