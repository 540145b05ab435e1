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
import { byId, CHANNEL, mapped, SEND, SEND_TEMPLATE, SENDER, WELCOME } from '../fields/parameters';
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
