import type { IDataObject } from 'n8n-workflow';

import { loadNode, webhookContext, type LoadedNode } from '../../harness';
import { newId, receiptOf, WaitingServer } from '../notifications/waiting/waitingServer';
import { Response } from './pushBench';

/** n8n's webhook for waiting executions, a fresh one for each test; see `useWaitingServer`. */
export let n8n: WaitingServer;

/** Called once at the top of a test file. */
export function useWaitingServer(): void {
	beforeEach(async () => {
		n8n = await WaitingServer.start();
	});
	afterEach(async () => await n8n.close());
}

interface Setting {
	readonly baseUrl?: string;
	readonly staticData?: IDataObject;
	readonly nodeId?: string;
}

let nodes = 0;

export async function trigger(parameters: object = {}, setting: Setting = {}): Promise<LoadedNode> {
	const loaded = await loadNode(
		{ type: 'chatAppTrigger', webhookId: 'hook-1', name: 'Node', parameters },
		{ baseUrl: setting.baseUrl ?? 'https://n8n.example.com' },
	);
	Object.assign(loaded.staticData, setting.staticData);
	loaded.node.id = setting.nodeId ?? `passing-${nodes++}`;
	return loaded;
}

export async function push(node: LoadedNode, body: unknown, given: { socket?: object } = {}) {
	const response = new Response();
	const url = '/webhook/hook-1/chat-app';
	const socket = given.socket ?? { localAddress: '127.0.0.1', localPort: n8n.port };
	const request = { method: 'POST', body, url, originalUrl: url, socket };
	const context = webhookContext(node, request, response);
	const warnings: string[] = [];
	jest.spyOn(context.logger, 'warn').mockImplementation((text) => void warnings.push(text));
	const result = await node.nodeType.webhook?.call(context);
	const answered = result?.webhookResponse ?? response.body;
	const items = (result?.workflowData ?? []).flat().map(({ json }) => json);
	return { result: result ?? {}, items, answered, warnings, response };
}

/** A receipt tells the node of a question that an execution has asked. */
export async function asked(node: LoadedNode, person: string, ref: string, more: object = {}) {
	const messageId = newId();
	await push(node, [receiptOf(person, ref, messageId, 'Delivered', more)]);
	return messageId;
}
