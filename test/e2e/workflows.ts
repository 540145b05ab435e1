import { randomUUID } from 'node:crypto';

import type { WorkflowFile } from '../n8n/client';
import { INBOUND_QUEUE } from './inboundQueue';

const PACKAGE = 'n8n-nodes-alibabacloud-chatapp';
const CREDENTIALS = { alibabaCloudApi: { id: '', name: 'Alibaba Cloud' } };

export const TRIGGER = 'Trigger';

export type Node = WorkflowFile['nodes'][number];

export const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: object,
): Node => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: parameters as Record<string, unknown>,
});

/** A trigger followed by a chain of nodes. */
export function chain(name: string, nodes: Node[]): WorkflowFile {
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map((next, index) => [
				nodes[index]?.name ?? '',
				{ main: [[{ node: next.name, type: 'main', index: 0 }]] },
			]),
	);
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

/** A web hook whose address is its path alone; answers at once, or with what the last node returns. */
export const webHook = (
	name: string,
	path: string,
	responseMode: 'onReceived' | 'lastNode',
): Node => ({
	...node(name, 'n8n-nodes-base.webhook', 2, {
		...{ httpMethod: 'POST', path, responseMode, options: {} },
	}),
	webhookId: randomUUID(),
});

/** The action node, or the tool that n8n makes of it. */
export const chatApp = (
	name: string,
	parameters: object,
	type: 'chatApp' | 'chatAppTool' = 'chatApp',
): Node => ({
	...node(name, `${PACKAGE}.${type}`, 1, parameters),
	credentials: CREDENTIALS,
});

export function httpTrigger(parameters: object): Node {
	return {
		...node(TRIGGER, `${PACKAGE}.chatAppTrigger`, 1.1, { events: ['inbound'], ...parameters }),
		webhookId: randomUUID(),
		credentials: CREDENTIALS,
	};
}

export function queueTrigger(options: object): Node {
	return {
		...node(TRIGGER, `${PACKAGE}.chatAppQueueTrigger`, 1, {
			events: ['inbound'],
			inboundQueue: { __rl: true, mode: 'name', value: INBOUND_QUEUE },
			options,
		}),
		credentials: CREDENTIALS,
	};
}

/** A workflow that only takes what the trigger returns. */
export const taking = (name: string, trigger: Node): WorkflowFile =>
	chain(name, [trigger, node('Take', 'n8n-nodes-base.noOp', 1, {})]);

/** A workflow whose every run fails. */
export const failing = (name: string, trigger: Node): WorkflowFile =>
	chain(name, [
		trigger,
		node('Fail', 'n8n-nodes-base.stopAndError', 1, { errorMessage: 'Failed on purpose' }),
	]);

/** n8n's HTTP Request node with the credential. */
export const calling = (name: string, url: string, parameters: object): Node => ({
	...node(name, 'n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'alibabaCloudApi',
		...parameters,
		options: {},
	}),
	credentials: CREDENTIALS,
});

/** n8n's HTTP Request node with the credential: one action by headers, one by query parameters. */
export const callingApis = (camsUrl: string, stsUrl: string): WorkflowFile =>
	chain('Calls APIs', [
		webHook('Hook', 'call-apis', 'lastNode'),
		calling('List Channels', camsUrl, {
			sendHeaders: true,
			headerParameters: {
				parameters: [
					{ name: 'x-acs-action', value: 'ListInstance' },
					{ name: 'x-acs-version', value: '2020-06-06' },
				],
			},
			sendBody: true,
			contentType: 'form-urlencoded',
			bodyParameters: { parameters: [{ name: 'PageIndex', value: '1' }] },
		}),
		calling('Who Am I', stsUrl, {
			sendQuery: true,
			queryParameters: {
				parameters: [
					{ name: 'Action', value: 'GetCallerIdentity' },
					{ name: 'Version', value: '2015-04-01' },
				],
			},
		}),
	]);
