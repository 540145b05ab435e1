import { randomUUID } from 'node:crypto';

import type { WorkflowFile } from '../n8n/client';

const PACKAGE = 'n8n-nodes-alibabacloud-chatapp';
const CREDENTIALS = { alibabaCloudApi: { id: '', name: 'Alibaba Cloud' } };

export const INBOUND_QUEUE = 'Alicom-Queue-1234567890123456-ChatAppInbound';
export const TRIGGER = 'Trigger';

type Node = WorkflowFile['nodes'][number];

const node = (name: string, type: string, typeVersion: number, parameters: object): Node => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: parameters as Record<string, unknown>,
});

/** A trigger followed by a chain of nodes. */
function chain(name: string, nodes: Node[]): WorkflowFile {
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

export function httpTrigger(parameters: object): Node {
	return {
		...node(TRIGGER, `${PACKAGE}.chatAppTrigger`, 1, { events: ['inbound'], ...parameters }),
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

/** A workflow that only takes what the trigger gives. */
export const taking = (name: string, trigger: Node): WorkflowFile =>
	chain(name, [trigger, node('Take', 'n8n-nodes-base.noOp', 1, {})]);

/** A workflow whose every run fails. */
export const failing = (name: string, trigger: Node): WorkflowFile =>
	chain(name, [
		trigger,
		node('Fail', 'n8n-nodes-base.stopAndError', 1, { errorMessage: 'Failed on purpose' }),
	]);

/** A workflow whose runs last a while. */
export const slow = (name: string, trigger: Node, seconds: number): WorkflowFile =>
	chain(name, [
		trigger,
		node('Pause', 'n8n-nodes-base.wait', 1.1, {
			resume: 'timeInterval',
			amount: seconds,
			unit: 'seconds',
		}),
		node('Take', 'n8n-nodes-base.noOp', 1, {}),
	]);
