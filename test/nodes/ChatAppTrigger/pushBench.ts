import { EventEmitter } from 'node:events';

import type { IDataObject, IWebhookResponseData } from 'n8n-workflow';

import { loadNode, webhookContext, type LoadedNode } from '../../harness';

export const ACCEPTED = { code: 0, msg: 'ok' };
export const SECRET = '3f9c1e7ab2d84c60';

export const message = (MessageId: string, To = '6531589000'): object => ({
	MessageId,
	To,
	Type: 'TEXT',
	Message: 'hi',
});
export const receipt = (MessageId: string, Status: string): object => ({
	MessageId,
	To: '65',
	Status,
});

/** As far as the node uses Express. */
export class Response extends EventEmitter {
	statusCode = 200;

	body: unknown;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(body: unknown): this {
		this.body = body;
		return this;
	}
}

let nodes = 0;

export async function trigger(
	parameters: object = {},
	staticData: IDataObject = {},
): Promise<LoadedNode> {
	return await loadNode(
		{ type: 'chatAppTrigger', webhookId: 'hook-1', name: `Node ${nodes++}`, parameters },
		{ staticData },
	).then((loaded) => {
		loaded.node.id = `node-${nodes}`;
		return loaded;
	});
}

export async function push(
	node: LoadedNode,
	body: unknown,
	{ response = new Response(), url = '/webhook/hook-1/chat-app', method = 'POST' } = {},
): Promise<IWebhookResponseData> {
	const request = { method, body, url, originalUrl: url };
	const result = await node.nodeType.webhook?.call(webhookContext(node, request, response));
	// n8n reads the answer once it has started the run.
	void result?.webhookResponse;
	return result as IWebhookResponseData;
}

export const idsOf = ({ workflowData }: IWebhookResponseData): unknown[] =>
	(workflowData ?? []).flat().map(({ json }) => json.messageId ?? json.event);
