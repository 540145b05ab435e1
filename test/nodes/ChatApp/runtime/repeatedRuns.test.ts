import { parse, stringify } from 'flatted';
import type {
	IDataObject,
	IExecuteData,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	IRunExecutionData,
} from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';

import '../../../harness/environment';
import 'reflect-metadata';

import { ExecutionLifecycleHooks, SupplyDataContext, WorkflowExecute } from 'n8n-core';

import { runWorkflow } from '../../../harness';
import { loadWorkflow, type WorkflowFile } from '../../../harness/workflow';
import {
	byId,
	CHANNEL,
	mapped,
	ORDER_UPDATE,
	SEND,
	SEND_TEMPLATE,
	SENDER,
	WELCOME,
} from '../fields/parameters';
import { simulator, useSimulator, callsOf } from '../workbench';

useSimulator();

const TYPE = 'n8n-nodes-alibabacloud-chatapp.chatApp';
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
const GO_ON = { onError: 'continueRegularOutput' };

const WELCOME_ONE = {
	...SEND_TEMPLATE,
	to: '={{ $json.phone }}',
	template: byId(WELCOME),
	variables: mapped({}),
	options: { maxConcurrency: 1 },
};
const WELCOME_BULK = { ...WELCOME_ONE, operation: 'sendBulk', options: {} };
const TEXT = { ...SEND, to: '={{ $json.phone }}', options: { maxConcurrency: 1 } };
const API_CALL = {
	resource: 'apiCall',
	operation: 'call',
	apiAction: { __rl: true, mode: 'name', value: 'SendChatappMessage' },
	parameters: mapped({}),
	additionalParameters: `={{ JSON.stringify({ ChannelType: 'whatsapp', CustSpaceId: '${CHANNEL}', From: '${SENDER}', To: $json.phone.slice(1), Type: 'template', TemplateCode: '${WELCOME}', Language: 'en' }) }}`,
	options: { maxConcurrency: 1 },
};

const CHAT_FLOW = '9ccc41d0aaaa4e1bb0c1000000000001';

const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		phone: `+659123${String(index).padStart(4, '0')}`,
	}));

/** Lets the people write first, so that free messages may go to them. */
const letWrite = (input: readonly IDataObject[]): void => {
	for (const { phone } of input)
		simulator.control.reply({ user: String(phone).slice(1), text: 'Hi' });
};

const nodeOf = (parameters: object, settings: object = {}): object => ({
	...{ id: 'node', name: 'Node', type: TYPE, typeVersion: 1, position: [0, 0], parameters },
	...settings,
});

const fileOf = (parameters: object, settings: object): WorkflowFile => ({
	nodes: [nodeOf(parameters, settings)],
	connections: {},
});

interface Ended {
	readonly status: string;
	readonly error: (Error & { description?: string; context?: IDataObject }) | undefined;
	readonly items: IDataObject[];
	readonly data: IRunExecutionData;
}

/** Runs the node, or an execution that failed before as the button "Retry" runs it. */
async function execute(
	file: WorkflowFile,
	start: readonly IDataObject[] | IRunExecutionData,
): Promise<Ended> {
	const credentials = { alibabaCloudApi: simulator.credential };
	const { workflow, additionalData } = await loadWorkflow(file, { credentials });
	const node = workflow.getNode('Node') as INode;
	let data: IRunExecutionData;
	if (Array.isArray(start)) {
		const items = start.map((json): INodeExecutionData => ({ json: json as IDataObject }));
		data = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main: [items] }, source: null }] },
		});
	} else {
		data = parse(stringify(start)) as IRunExecutionData;
		delete data.resultData.error;
		data.resultData.runData.Node?.pop();
		for (const entry of data.executionData?.nodeExecutionStack ?? []) entry.node = node;
	}
	const workflowData = {
		...{ id: 'w', name: '', active: true, activeVersionId: null, isArchived: false },
		...{ nodes: [node], connections: {}, createdAt: new Date(), updatedAt: new Date() },
	};
	const hooks = new ExecutionLifecycleHooks('trigger', '1', workflowData);
	const execution = new WorkflowExecute({ ...additionalData, hooks }, 'trigger', data);
	const run = await execution.processRunExecutionData(workflow);
	const last = run.data.resultData.runData.Node?.at(-1);
	return {
		status: run.status,
		error: run.data.resultData.error as Ended['error'],
		items: (last?.data?.main?.[0] ?? []).map(({ json }) => json),
		data: run.data,
	};
}

/** How often each number was sent to. */
const timesEach = (): number[] => {
	const counts = new Map<string, number>();
	for (const { user, direction } of simulator.world.messages.all) {
		if (direction === 'in') continue;
		counts.set(user, (counts.get(user) ?? 0) + 1);
	}
	return [...counts.values()];
};

/** The call after so many others fails like this. */
function failAfter(
	calls: number,
	kind: 'truncate' | 'status',
	{ action = 'SendChatappMessage', ...more }: IDataObject & { action?: string } = {},
): void {
	const fault = { service: 'cams' as const, action };
	if (calls > 0) simulator.control.fault({ ...fault, kind: 'delay', delayMs: 1, times: calls });
	simulator.control.fault({ ...fault, kind, ...more });
}

const refusal = { status: 400, code: 'InvalidParameter.ContentError' };
const memoryOf = ({ data }: Ended): unknown =>
	(data.executionData?.nodeExecutionStack[0]?.metadata as IDataObject | undefined)?.chatAppSends;
const savedWith = ({ data }: Ended): unknown => data.resultData.runData.Node?.at(-1)?.metadata;

const SENDS: Array<[string, object]> = [
	['Send', TEXT],
	['Send Template', WELCOME_ONE],
	['API Call', API_CALL],
];

describe.each(SENDS)('%s', (_name, parameters) => {
	const input = people(10);
	beforeEach(() => letWrite(input));

	test('Retry On Fail sends only what was refused', async () => {
		failAfter(5, 'status', refusal);
		const run = await execute(fileOf(parameters, RETRIES), input);
		expect(run.status).toBe('success');
		expect(callsOf('SendChatappMessage')).toHaveLength(11);
		expect(timesEach()).toEqual(Array(10).fill(1));
		expect(run.items).toHaveLength(10);
		expect(run.items.every(({ messageId }) => /^\S+$/.test(String(messageId)))).toBe(true);
		expect(new Set(run.items.map(({ messageId }) => messageId)).size).toBe(10);
		// n8n saves it with the run.
		expect(savedWith(run)).toBeUndefined();
	});

	test('Retry On Fail of a node that continues leaves the accepted ones alone', async () => {
		simulator.control.fault({
			...{ service: 'cams', action: 'SendChatappMessage', kind: 'status', times: 1 },
			...refusal,
		});
		const run = await execute(fileOf(parameters, { ...RETRIES, ...GO_ON, maxTries: 5 }), input);
		expect(timesEach()).toEqual(Array(10).fill(1));
		expect(run.items.filter(({ error }) => error)).toEqual([]);
	});

	test('an answer that was lost is reported as unknown and not sent again', async () => {
		failAfter(3, 'truncate');
		const run = await execute(fileOf(parameters, { ...RETRIES, maxTries: 5 }), input);
		expect(run.status).toBe('error');
		expect(run.error?.message).toBe(
			'1 of 10 may have been sent by an earlier attempt and were not sent again: item 3',
		);
		expect(run.error?.description).toContain('9 of 10 messages were sent: items 0 to 2, 4 to 9.');
		expect(run.error?.context).toMatchObject({
			outcome: 'unknown',
			retryable: false,
			unknown: [3],
		});
		expect(callsOf('SendChatappMessage')).toHaveLength(10);

		const again = await execute(fileOf(parameters, GO_ON), run.data);
		expect(again.status).toBe('success');
		expect(callsOf('SendChatappMessage')).toHaveLength(10);
		expect(again.items[3]?.error).toMatchObject({ outcome: 'unknown', retryable: false });
		expect(again.items.filter(({ error }) => !error)).toHaveLength(9);
		expect(savedWith(again)).toBeUndefined();
	});

	test('the option sends again what may have been sent', async () => {
		failAfter(3, 'truncate');
		const { options } = parameters as { options: object };
		const resending = { ...parameters, options: { ...options, resendUnknown: true } };
		const run = await execute(fileOf(resending, RETRIES), input);
		expect(run.status).toBe('success');
		expect(callsOf('SendChatappMessage')).toHaveLength(11);
	});

	test('the button Retry sends the rest, and nothing twice', async () => {
		failAfter(6, 'status', refusal);
		const failed = await execute(fileOf(parameters, {}), input);
		expect(failed.status).toBe('error');
		expect(failed.error?.description).toContain(
			'6 of 10 messages were sent: items 0 to 5. Do not run these items again.',
		);
		expect(failed.error?.context?.sent).toHaveLength(6);
		expect(JSON.stringify(memoryOf(failed))).not.toMatch(/65912|Hello/);
		const retried = await execute(fileOf(parameters, {}), failed.data);
		expect(retried.status).toBe('success');
		expect(timesEach()).toEqual(Array(10).fill(1));
		expect(retried.items).toHaveLength(10);
		expect(savedWith(retried)).toBeUndefined();
	});
});

test('one item whose answer is lost each time is sent once in five tries', async () => {
	letWrite(people(1));
	failAfter(0, 'truncate', { times: null as never });
	for (const settings of [{}, GO_ON]) {
		const run = await execute(fileOf(TEXT, { ...RETRIES, ...settings, maxTries: 5 }), people(1));
		const error = (run.error ?? run.items[0]?.error) as { message: string };
		expect(error.message).toMatch(/not known whether/i);
	}
	expect(callsOf('SendChatappMessage')).toHaveLength(2);
});

test('a bulk send of 2,500 is repeated for those who were refused alone', async () => {
	const action = 'SendChatappMassMessage';
	failAfter(1, 'status', { action, ...refusal });
	const refused = await execute(fileOf(WELCOME_BULK, RETRIES), people(2500));
	expect(refused.status).toBe('success');
	expect(new Set(timesEach())).toEqual(new Set([1]));
	expect(timesEach()).toHaveLength(2500);
	expect(new Set(refused.items.map(({ state }) => state))).toEqual(new Set(['accepted']));
	expect(new Set(refused.items.map(({ groupMessageId }) => groupMessageId)).size).toBe(3);
	expect(savedWith(refused)).toBeUndefined();
});

test('a bulk call of unknown outcome is not repeated by either retry', async () => {
	const action = 'SendChatappMassMessage';
	failAfter(1, 'status', { action, status: 500, code: 'InternalError' });
	const run = await execute(fileOf(WELCOME_BULK, RETRIES), people(2500));
	expect(run.status).toBe('error');
	expect(run.error?.message).toMatch(/^1000 of 2500 may have been sent by an earlier attempt/);
	expect(run.error?.description).toMatch(/1500 of 2500 messages were sent: items/);
	expect(callsOf(action)).toHaveLength(3);
	const stored = stringify(memoryOf(run));
	expect(stored.length / 2500).toBeLessThanOrEqual(40);

	const retried = await execute(fileOf(WELCOME_BULK, GO_ON), run.data);
	expect(callsOf(action)).toHaveLength(3);
	expect(retried.items.filter(({ state }) => state === 'accepted')).toHaveLength(1500);
	const [unknown] = retried.items.filter(({ error }) => error);
	expect(unknown?.error).toMatchObject({
		outcome: 'unknown',
		lookup: { businessNumber: SENDER, sentAfter: expect.stringMatching(/^20/) },
	});
});

test('who got a bulk message by a later item does not get it by an earlier one', async () => {
	const input = [
		{ phone: '+6591230001', code: 'gone' },
		{ phone: '+6591230001', code: WELCOME },
	];
	const parameters = { ...WELCOME_BULK, template: byId('={{ $json.code }}') };
	const file = fileOf(parameters, { ...RETRIES, ...GO_ON, maxTries: 2 });
	const run = await execute(file, input);
	expect(run.items).toEqual([
		{ error: expect.anything() },
		expect.objectContaining({ state: 'accepted' }),
	]);
	expect(timesEach()).toEqual([1]);
});

describe('what an earlier try made of an item counts, although it cannot be sent any more', () => {
	const pause = (): void => {
		for (const one of simulator.world.templates.all) Object.assign(one, { auditStatus: 'paused' });
	};
	const refuseDetails = (): void => {
		const action = 'GetChatappTemplateDetail';
		failAfter(1, 'status', { action, status: 400, code: 'Forbidden.RAM', times: 20 });
	};

	test('a message of unknown outcome stays unknown', async () => {
		refuseDetails();
		failAfter(0, 'truncate');
		const file = fileOf(WELCOME_ONE, { ...RETRIES, ...GO_ON });
		const run = await execute(file, people(3));
		expect(run.items).toMatchObject([
			{ error: { code: 'Local.OutcomeUnknown', outcome: 'unknown', retryable: false } },
			{ messageId: expect.any(String) },
			{ messageId: expect.any(String) },
		]);
		expect(callsOf('SendChatappMessage')).toHaveLength(3);
	});

	test('those that cannot be sent do not hide it', async () => {
		failAfter(0, 'truncate');
		const run = await execute(fileOf(WELCOME_ONE, {}), people(3));
		pause();
		const retried = await execute(fileOf(WELCOME_ONE, {}), run.data);
		expect(retried.error?.message).toMatch(/^2 of 3 cannot be sent: items 1, 2/);
		expect(retried.error?.description).toContain('It is not known whether this was sent: item 0.');
		expect(retried.error?.context).toMatchObject({ unknown: [0] });
		const going = await execute(fileOf(WELCOME_ONE, GO_ON), retried.data);
		expect(going.items).toMatchObject([
			{ error: { outcome: 'unknown' } },
			...[1, 2].map(() => ({ error: { message: expect.stringContaining('Paused') as string } })),
		]);
	});

	test('the option to send it again tells what hinders that', async () => {
		const options = { maxConcurrency: 1, resendUnknown: true };
		failAfter(0, 'truncate');
		const run = await execute(fileOf({ ...WELCOME_ONE, options }, {}), people(1));
		pause();
		const retried = await execute(fileOf({ ...WELCOME_ONE, options }, GO_ON), run.data);
		expect(retried.items).toMatchObject([{ error: { code: null } }]);
	});

	test('a bulk message that was accepted is not refused', async () => {
		refuseDetails();
		failAfter(0, 'status', { action: 'SendChatappMassMessage', ...refusal });
		const file = fileOf(WELCOME_BULK, { ...RETRIES, ...GO_ON });
		const run = await execute(file, people(1500));
		expect(timesEach()).toHaveLength(500);
		expect(run.items.filter(({ error }) => error)).toHaveLength(1000);
		expect(run.items[1499]).toEqual({
			...{ groupMessageId: expect.any(String), state: 'accepted', to: '6591231499', from: SENDER },
			...{ channelId: CHANNEL, channelType: 'whatsapp', templateCode: WELCOME, language: 'en' },
			...{ adjustedVariables: [], requestId: null },
		});
	});

	test('nor is one whose recipient cannot be read any more, or of unknown outcome', async () => {
		failAfter(0, 'truncate', { action: 'SendChatappMassMessage' });
		const run = await execute(fileOf(WELCOME_BULK, {}), people(1500));
		pause();
		const paused = await execute(fileOf(WELCOME_BULK, GO_ON), run.data);
		expect(paused.items[0]?.error).toMatchObject({
			...{ code: 'Local.OutcomeUnknown', lookup: { userNumber: '6591230000' } },
		});
		const lost = { ...WELCOME_BULK, to: '={{ $json.gone }}' };
		const unread = await execute(fileOf(lost, GO_ON), run.data);
		expect(unread.items[0]?.error).toMatchObject({ code: 'Local.OutcomeUnknown', lookup: null });
		expect(unread.items[1499]).toEqual({
			...{ groupMessageId: expect.any(String), state: 'accepted', requestId: null },
		});
		expect(timesEach()).toHaveLength(1500);
	});

	test('nobody gets by another item what an item that fails now brought', async () => {
		const input = [
			{ phone: '+6591230001', name: 'Mei' },
			{ phone: '+6591230001', name: 'Mei' },
			...people(1),
		];
		const parameters = { ...WELCOME_BULK, options: { taskId: '={{ $json.name }}' } };
		const file = (changed: object = {}): WorkflowFile => fileOf({ ...parameters, ...changed }, {});
		failAfter(1, 'status', { action: 'SendChatappMassMessage', ...refusal });
		const run = await execute(file(), input);
		expect(run.error).toBeDefined();
		const options = { taskId: '={{ $itemIndex === 0 ? $json : $json.name }}' };
		const retried = await execute(file({ options }), run.data);
		expect(retried.items).toMatchObject([
			{ state: 'accepted', to: '6591230001' },
			{ state: 'duplicate', duplicateOf: 0 },
			{ state: 'accepted' },
		]);
		expect(timesEach()).toEqual([1, 1]);
	});

	test.each<[string, object, string]>([
		['Send', TEXT, 'SendChatappMessage'],
		['Send Template', WELCOME_ONE, 'SendChatappMessage'],
		['Send Bulk', WELCOME_BULK, 'SendChatappMassMessage'],
	])('%s: who opted out since then got it all the same', async (_name, parameters, action) => {
		const input = people(action === 'SendChatappMassMessage' ? 1001 : 3);
		letWrite(input.slice(0, 3));
		const withList = (skipRecipients: string[], more: object = {}): object => ({
			...{ ...parameters, options: { maxConcurrency: 1, skipRecipients, ...more } },
		});
		failAfter(1, 'status', { action, ...refusal });
		const run = await execute(fileOf(withList([]), {}), input);
		expect(run.error).toBeDefined();
		const { phone } = input[0] ?? {};
		const rest = String(input.at(-1)?.phone);
		const retried = await execute(fileOf(withList([String(phone), rest]), {}), run.data);
		expect(retried.error).toBeUndefined();
		expect(retried.items[0]).toMatchObject({ to: '6591230000', requestId: null });
		expect(retried.items[0]?.skipped).toBeUndefined();
		expect(retried.items[0]?.state).not.toBe('skipped');
		expect(retried.items.at(-1)).toMatchObject({ state: 'skipped', reason: 'optedOut' });
	});

	test('who opted out is not sent again what may have been sent', async () => {
		failAfter(0, 'truncate');
		const options = { resendUnknown: true, skipRecipients: [] as string[] };
		const run = await execute(fileOf({ ...WELCOME_ONE, options }, {}), people(1));
		options.skipRecipients.push('+6591230000');
		const retried = await execute(fileOf({ ...WELCOME_ONE, options }, {}), run.data);
		expect(retried.items).toMatchObject([{ state: 'skipped' }]);
		expect(callsOf('SendChatappMessage')).toHaveLength(1);
	});

	test('a chat flow that was started stays so', async () => {
		const flow = { resource: 'chatFlow', operation: 'trigger', chatFlow: byId(CHAT_FLOW) };
		const parameters = { ...flow, input: '{}', additionalFields: {}, maxConcurrency: 1 };
		failAfter(1, 'status', { action: 'TriggerChatFlow', ...refusal });
		const run = await execute(fileOf(parameters, {}), people(2));
		const unread = fileOf({ ...parameters, input: '[' }, GO_ON);
		const retried = await execute(unread, run.data);
		expect(retried.items).toEqual([
			{ triggered: true, data: null, requestId: null },
			{ error: expect.objectContaining({ message: expect.stringContaining('Input (JSON)') }) },
		]);
	});

	test('a variable that is empty now leaves nobody out who got it', async () => {
		const sent = {
			...{ ...WELCOME_ONE, template: byId(ORDER_UPDATE) },
			variables: mapped({ order: 'A', name: 'Mei', date: 'Monday', track: 'A1' }),
			options: { maxConcurrency: 1, emptyValues: 'skip' },
		};
		failAfter(1, 'status', refusal);
		const run = await execute(fileOf(sent, {}), people(2));
		const variables = mapped({ order: '', name: 'Mei', date: 'Monday', track: 'A1' });
		const retried = await execute(fileOf({ ...sent, variables }, {}), run.data);
		expect(retried.items).toMatchObject([
			{ messageId: expect.any(String), to: '6591230000' },
			{ skipped: true, to: '6591230001' },
		]);
		expect(retried.items[0]?.skipped).toBeUndefined();
	});
});

test('a second pass over the node is another send', async () => {
	const credentials = { alibabaCloudApi: simulator.credential };
	const noOp = (name: string): object => ({
		...{ id: name, name, type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [0, 0] },
		parameters: {},
	});
	const to = (...names: string[]) => ({
		main: [names.map((node) => ({ node, type: 'main', index: 0 }))],
	});
	const file = {
		nodes: [noOp('Start'), noOp('First'), noOp('Second'), nodeOf(WELCOME_ONE, RETRIES)],
		connections: { Start: to('First', 'Second'), First: to('Node'), Second: to('Node') },
	};
	const run = await runWorkflow(file, { credentials, input: people(2), startAt: 'Start' });
	expect(run.jsonOf('Node')).toHaveLength(4);
	expect(timesEach()).toEqual([2, 2]);
});

test('the memory is set once and grows in place', async () => {
	const file = fileOf({ ...WELCOME_ONE, options: {} }, {});
	failAfter(60, 'truncate');
	const run = await execute(file, people(61));
	const { items } = memoryOf(run) as { items: string[] };
	expect(items.filter((state) => state.startsWith('='))).toHaveLength(60);
	expect(items.filter((state) => state === '?')).toHaveLength(1);
	expect(stringify(items).length / 61).toBeLessThanOrEqual(40);
});

describe('as the tool of an agent', () => {
	/** What n8n does with a tool that its agent calls: the entry is the agent's. */
	async function tools(names: readonly string[], parameters: object) {
		const nodes = names.map((name) => ({ ...nodeOf(parameters, GO_ON), id: name, name }));
		const credentials = { alibabaCloudApi: simulator.credential };
		const loaded = await loadWorkflow({ nodes, connections: {} }, { credentials });
		const { workflow, additionalData } = loaded;
		const input: INodeExecutionData[] = [{ json: people(1)[0] ?? {} }];
		const agent = { ...(workflow.getNode(names[0] ?? '') as INode), name: 'Agent' };
		const entry: IExecuteData = { node: agent, data: { main: [input] }, source: null };
		const call = async (name: string): Promise<IDataObject[]> => {
			const node = workflow.getNode(name) as INode;
			const context = new SupplyDataContext(
				workflow,
				node,
				additionalData,
				'trigger',
				createRunExecutionData({}),
				0,
				input,
				{ ai_tool: [input] },
				'ai_tool',
				entry,
				[],
			);
			const type = workflow.nodeTypes.getByNameAndVersion(TYPE, 1);
			const output = await type.execute?.call(context as unknown as IExecuteFunctions);
			return ((output as INodeExecutionData[][])[0] ?? []).map(({ json }) => json);
		};
		return { call, entry };
	}

	test('two equal calls are two messages, also at the same time', async () => {
		const { call, entry } = await tools(['Tool'], WELCOME_ONE);
		await call('Tool');
		await Promise.all([call('Tool'), call('Tool')]);
		expect(timesEach()).toEqual([3]);
		expect(entry.metadata).toBeUndefined();
	});

	test('a call of unknown outcome is not made again, by this tool alone', async () => {
		const { call, entry } = await tools(['Tool', 'Other'], WELCOME_ONE);
		failAfter(0, 'truncate');
		expect((await call('Tool'))[0]?.error).toMatchObject({ outcome: 'unknown' });
		expect((await call('Tool'))[0]?.error).toMatchObject({ code: 'Local.OutcomeUnknown' });
		expect(callsOf('SendChatappMessage')).toHaveLength(1);
		expect(JSON.stringify(entry.metadata)).not.toMatch(/65912|Tool/);
		expect((await call('Other'))[0]).toMatchObject({ messageId: expect.any(String) });
		expect(callsOf('SendChatappMessage')).toHaveLength(2);
	});
});
