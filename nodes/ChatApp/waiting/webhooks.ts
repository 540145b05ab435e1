import type { IWebhookDescription } from 'n8n-workflow';

/** For executions that wait alone: n8n does not register these when a workflow is published. */
const common = {
	name: 'default',
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
} as const;

/** The same two as n8n's own nodes that wait for a response have, by which n8n knows them. */
export const waitingWebhooks: IWebhookDescription[] = [
	{ ...common, httpMethod: 'GET' },
	{ ...common, httpMethod: 'POST' },
];

const TOOLTIP_TEXTS = {
	question: 'Execution will continue after the response in the chat',
	delivery: 'Execution will continue after the delivery status',
} as const;

/** What the editor shows at a node that waits; an expression of its parameters. */
export const WAITING_TOOLTIP = `={{ $parameter.operation === "sendAndWait" ? "${TOOLTIP_TEXTS.question}" : "${TOOLTIP_TEXTS.delivery}" }}`;
