import type { WorkflowFile } from '../n8n/client';

function workflowOf(
	name: string,
	type: string,
	version: number,
	parameters: object,
	hasExpression = false,
): WorkflowFile {
	const expression = {
		...{ id: `${name}-set`, name: 'Set', type: 'n8n-nodes-base.set', typeVersion: 3.4 },
		position: [200, 0] as [number, number],
		parameters: {
			...{ mode: 'raw', options: {} },
			jsonOutput: '={{ { "key": $json.eventKey ?? "none" } }}',
		},
	};
	return {
		name: `Bench ${name}`,
		nodes: [
			{
				...{ id: name, name: 'Start', type, typeVersion: version, position: [0, 0] },
				parameters: parameters as Record<string, unknown>,
				webhookId: `bench-${name}`,
			},
			...(hasExpression ? [expression] : []),
		],
		connections: hasExpression
			? { Start: { main: [[{ node: 'Set', type: 'main', index: 0 }]] } }
			: {},
		settings: { executionOrder: 'v1' },
	};
}

/** n8n's own Webhook node. */
export const webhookWorkflow = workflowOf('plain', 'n8n-nodes-base.webhook', 2, {
	httpMethod: 'POST',
	path: 'bench-plain',
	responseMode: 'onReceived',
	options: {},
});

export const triggerWorkflow = workflowOf(
	'trigger',
	'n8n-nodes-alibabacloud-chatapp.chatAppTrigger',
	1.1,
	{},
);

/** Combine Pushes, beside n8n's Webhook node in a flow of the same shape. */
export const statusWorkflows = [false, true].flatMap((hasExpression) => {
	const name = hasExpression ? '-expression' : '';
	return [
		workflowOf(
			`combined${name}`,
			'n8n-nodes-alibabacloud-chatapp.chatAppTrigger',
			1.1,
			{ events: ['status'], options: { combinePushes: true } },
			hasExpression,
		),
		workflowOf(
			`status${name}`,
			'n8n-nodes-base.webhook',
			2,
			{
				...{ httpMethod: 'POST', path: `bench-status${name}`, responseMode: 'onReceived' },
				options: {},
			},
			hasExpression,
		),
	];
});
