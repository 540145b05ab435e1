import {
	createRunExecutionData,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type IWebhookResponseData,
} from 'n8n-workflow';

import '../../../../../harness/environment';
import 'reflect-metadata';

import { SupplyDataContext } from 'n8n-core';

import {
	questionResult,
	type Answered,
	type AskedQuestion,
} from '../../../../../../nodes/ChatApp/waiting/questionResult';
import { toResumePath } from '../../../../../../nodes/notifications/items/reference';
import { answerOf, runUntilWaiting, type WaitingRun } from '../../../../../harness/resume';
import type { RunOptions, WorkflowRun } from '../../../../../harness';
import { loadWorkflow } from '../../../../../harness/workflow';
import { byId, CHANNEL, MEI, SENDER } from '../../../fields/parameters';
import { callsOf, simulator } from '../../../workbench';

export const ASK = {
	resource: 'message',
	operation: 'sendAndWait',
	channelType: 'whatsapp',
	channel: byId(CHANNEL),
	from: byId(SENDER),
	to: `+${MEI}`,
	message: 'Ship order 7?',
};

export const DOUBLE = { approvalOptions: { values: { approvalType: 'double' } } };

export const DAYS = {
	responseType: 'choice',
	choices: {
		choice: ['Mon', 'Tue', 'Wed', 'Thu'].map((label) => ({ label, value: `${label}-9` })),
	},
};

/** Ask and a node after it. */
export const askFile = (parameters: object, node: object = {}): never =>
	({
		nodes: [
			{
				...{ id: '8a4f7f4e-9a55-4c4e-8a3d-0e7f60a3c1b2', name: 'Ask' },
				...{ type: 'n8n-nodes-alibabacloud-chatapp.chatApp', typeVersion: 1, position: [0, 0] },
				parameters: { ...ASK, ...parameters },
				...node,
			},
			{
				...{ id: 'b', name: 'After', type: 'n8n-nodes-base.noOp', typeVersion: 1 },
				...{ position: [200, 0], parameters: {} },
			},
			{
				...{ id: 'c', name: 'Failed', type: 'n8n-nodes-base.noOp', typeVersion: 1 },
				...{ position: [200, 200], parameters: {} },
			},
		],
		connections: {
			Ask: {
				main: ['After', 'Failed'].map((name) => [{ node: name, type: 'main', index: 0 }]),
			},
		},
	}) as never;

export interface Asked {
	readonly run: WaitingRun;
	/** References on the phone, in the order of the buttons or rows. */
	readonly choices: string[];
	/** The reference in the task ID. */
	readonly question: string;
}

/** Asks through n8n, until the execution waits. */
export async function ask(
	parameters: object = {},
	{ node, ...options }: RunOptions & { node?: object } = {},
): Promise<Asked> {
	const run = await runUntilWaiting(askFile(parameters, node), {
		credentials: { alibabaCloudApi: simulator.credential as never },
		...options,
	});
	const message = simulator.world.messages.all
		.filter(({ direction }) => direction === 'out')
		.at(-1);
	const content = JSON.parse(message?.content ?? '{}') as {
		action?: {
			buttons?: Array<{ reply: { id: string } }>;
			sections?: Array<{ rows: Array<{ id: string }> }>;
		};
	};
	const choices = [
		...(content.action?.buttons ?? []).map(({ reply }) => reply.id),
		...(content.action?.sections ?? []).flatMap(({ rows }) => rows.map(({ id }) => id)),
	];
	return { run, choices, question: (message?.taskId ?? '').split('/')[0] ?? '' };
}

/** What becomes of a tool that an agent calls itself: the entry of the stack is the agent's. */
export async function asInlineTool(parameters: object): Promise<{
	readonly result: IDataObject | undefined;
	readonly waitTill: Date | undefined;
	/** The input of the agent afterwards, which was `AGENT_INPUT`. */
	readonly agentInput: unknown;
}> {
	const credentials = { alibabaCloudApi: simulator.credential as never };
	const file = askFile(parameters, { onError: 'continueRegularOutput' });
	const { workflow, additionalData } = await loadWorkflow(file, { credentials });
	const node = workflow.getNode('Ask') as INode;
	const input: INodeExecutionData[] = [{ json: AGENT_INPUT }];
	const entry = { node: { ...node, name: 'Agent' }, data: { main: [input] }, source: null };
	const data = createRunExecutionData({});
	const context = new SupplyDataContext(
		workflow,
		node,
		additionalData,
		'trigger',
		data,
		0,
		input,
		{ ai_tool: [input] },
		'ai_tool',
		entry,
		[],
	);
	const type = workflow.nodeTypes.getByNameAndVersion(node.type);
	const outputs = await type.execute?.call(context as unknown as IExecuteFunctions);
	const [items] = (outputs ?? []) as INodeExecutionData[][];
	const agentInput = entry.data.main[0]?.[0]?.json;
	return { result: items?.[0]?.json, waitTill: data.waitTill, agentInput };
}

export const AGENT_INPUT = { chatInput: 'Ask Mei whether we may ship order 7' };

/** What a trigger gives of a message from Mei. */
export function inbound(changes: object = {}): IDataObject {
	return {
		...{ event: 'inbound', eventKey: 'x', messageId: 'in-1', type: 'reply', text: 'Approve' },
		from: {
			...{ address: `+${MEI}`, key: MEI, phone: MEI, userId: null, parentUserId: null },
			...{ userName: null, name: 'Mei' },
		},
		...{ to: SENDER, media: null, location: null, groupId: null, isEcho: false },
		...{ timestamp: '2026-11-27T10:00:00.000Z', raw: { secret: 'x' } },
		...changes,
	} as IDataObject;
}

export const failedStatus = (changes: object = {}): IDataObject =>
	({
		...{ event: 'status', status: 'failed', messageId: 'm', timestamp: '2026-11-27T10:00:00.000Z' },
		error: {
			...{ code: '131026', message: 'Undeliverable', advice: 'Try SMS.', action: 'otherChannel' },
			...{ retryable: false, retryAfter: null },
		},
		...changes,
	}) as IDataObject;

/** Hands an item to the waiting node as a trigger does. */
export async function hand(
	{ run }: Pick<Asked, 'run'>,
	reference: string,
	item: unknown,
	method = 'POST',
): Promise<IWebhookResponseData> {
	const query = Object.fromEntries(
		new URL(`http://n8n${toResumePath(reference)}`).searchParams,
	) as IDataObject;
	return await run.call({ method, query, body: { item } });
}

/** Hands an item over and goes on; throws when it was refused. */
export async function answered(
	asked: Asked,
	reference: string,
	item: unknown,
): Promise<WorkflowRun> {
	const response = await hand(asked, reference, item);
	if (response.workflowData === undefined) {
		throw new Error(`Refused: ${String(answerOf(response).reason)}`);
	}
	return await asked.run.resume(response.workflowData);
}

/** Results of a question, with everything that they can have. */
export function questionResults(): IDataObject[] {
	const { from } = inbound() as { from: never };
	const { error } = failedStatus() as { error: never };
	const question: AskedQuestion = {
		...{ keys: ['0123456789ab'], messageId: '1', text: 'Which day?', kind: 'choice', to: MEI },
		...{ from: SENDER, channelId: CHANNEL, channelType: 'whatsapp', sentAs: 'message' },
		...{ requestId: 'A', askedAt: '2026-11-27T10:00:00.000Z' },
		choices: [{ label: 'Monday', value: '2026-11-30', description: '09:00 to 12:00' }],
	};
	const answer: Answered = {
		choice: { index: 0, label: 'Monday', value: '2026-11-30' },
		...{ approved: true, text: 'Monday', chatInput: 'Only before noon', type: 'image', from },
		media: {
			...{ url: 'https://example.com/a.png', id: '1', mimeType: 'image/png', fileName: 'a.png' },
			...{ caption: 'Monday', expiresAt: '2026-12-04T10:00:00.000Z' },
		},
		location: { latitude: 1.29, longitude: 103.85, name: 'Office', address: 'Singapore' },
		...{ answeredAt: '2026-11-27T10:00:00.000Z', messageId: '2' },
	};
	const attempts = [{ from, text: 'Me', at: '2026-11-27T10:00:00.000Z' }];
	const respondedAt = '2026-11-27T10:00:01.000Z';
	return [
		questionResult(question, 'answered', { answer, respondedAt, attempts }),
		questionResult(question, 'notDelivered', { error, respondedAt, attempts }),
	];
}

/** The calls that sent a message, in their order. */
export const sends = (): IDataObject[] => callsOf('SendChatappMessage') as unknown as IDataObject[];
