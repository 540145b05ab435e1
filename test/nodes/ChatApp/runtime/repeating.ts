import { parse, stringify } from 'flatted';
import type { IDataObject, INode, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';

import '../../../harness/environment';
import 'reflect-metadata';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';

import { loadWorkflow, type WorkflowFile } from '../../../harness/workflow';
import { byId, CHANNEL, mapped, SEND, SEND_TEMPLATE, SENDER, WELCOME } from '../fields/parameters';
import { simulator } from '../workbench';

export const TYPE = 'n8n-nodes-alibabacloud-chatapp.chatApp';
export const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

export const WELCOME_ONE = {
	...SEND_TEMPLATE,
	to: '={{ $json.phone }}',
	template: byId(WELCOME),
	variables: mapped({}),
	options: { maxConcurrency: 1 },
};
export const WELCOME_BULK = { ...WELCOME_ONE, operation: 'sendBulk', options: {} };
export const TEXT = { ...SEND, to: '={{ $json.phone }}', options: { maxConcurrency: 1 } };
export const API_CALL = {
	resource: 'apiCall',
	operation: 'call',
	apiAction: { __rl: true, mode: 'name', value: 'SendChatappMessage' },
	parameters: mapped({}),
	additionalParameters: `={{ JSON.stringify({ ChannelType: 'whatsapp', CustSpaceId: '${CHANNEL}', From: '${SENDER}', To: $json.phone.slice(1), Type: 'template', TemplateCode: '${WELCOME}', Language: 'en' }) }}`,
	options: { maxConcurrency: 1 },
};

export const CHAT_FLOW = '9ccc41d0aaaa4e1bb0c1000000000001';

export const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		phone: `+659123${String(index).padStart(4, '0')}`,
	}));

/** Lets the people write first, so that free messages may go to them. */
export const letWrite = (input: readonly IDataObject[]): void => {
	for (const { phone } of input)
		simulator.control.reply({ user: String(phone).slice(1), text: 'Hi' });
};

export const nodeOf = (parameters: object, settings: object = {}): object => ({
	...{ id: 'node', name: 'Node', type: TYPE, typeVersion: 1, position: [0, 0], parameters },
	...settings,
});

export const fileOf = (parameters: object, settings: object): WorkflowFile => ({
	nodes: [nodeOf(parameters, settings)],
	connections: {},
});

export interface Ended {
	readonly status: string;
	readonly error: (Error & { description?: string; context?: IDataObject }) | undefined;
	readonly items: IDataObject[];
	readonly data: IRunExecutionData;
}

/** Runs the node, or an execution that failed before as the button "Retry" runs it. */
export async function execute(
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
export const timesEach = (): number[] => {
	const counts = new Map<string, number>();
	for (const { user, direction } of simulator.world.messages.all) {
		if (direction === 'in') continue;
		counts.set(user, (counts.get(user) ?? 0) + 1);
	}
	return [...counts.values()];
};

/** The call after so many others fails like this. */
export function failAfter(
	calls: number,
	kind: 'truncate' | 'status',
	{ action = 'SendChatappMessage', ...more }: IDataObject & { action?: string } = {},
): void {
	const fault = { service: 'cams' as const, action };
	if (calls > 0) simulator.control.fault({ ...fault, kind: 'delay', delayMs: 1, times: calls });
	simulator.control.fault({ ...fault, kind, ...more });
}

export const refusal = { status: 400, code: 'InvalidParameter.ContentError' };
export const memoryOf = ({ data }: Ended): unknown =>
	(data.executionData?.nodeExecutionStack[0]?.metadata as IDataObject | undefined)?.chatAppSends;
export const savedWith = ({ data }: Ended): unknown =>
	data.resultData.runData.Node?.at(-1)?.metadata;

export const SENDS: Array<[string, object]> = [
	['Send', TEXT],
	['Send Template', WELCOME_ONE],
	['API Call', API_CALL],
];
