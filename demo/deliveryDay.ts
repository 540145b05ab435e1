import type { WorkflowFile } from '../test/n8n/client';
import { WHATSAPP_CHANNEL } from '../test/simulator/world/seed';
import { BUSINESS_NUMBER } from './console';

/** Path of the webhook that a shop calls when an order can be delivered. */
export const READY_PATH = 'order-ready';
export const ASK = 'Ask for the Day';
export const BOOK = 'Book Delivery';

type Node = WorkflowFile['nodes'][number];

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
const field = (id: string, name: string, value: string) => ({ id, name, value, type: 'string' });

const orderReady: Node = {
	id: '4b0c6f0e-6c1d-4d0e-9a53-0d7f3a2b9c01',
	name: 'Order Ready',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	position: [0, 0],
	webhookId: '7a9d3e54-1f0b-4c57-8e2a-5b6c7d8e9f02',
	parameters: { httpMethod: 'POST', path: READY_PATH, responseMode: 'onReceived', options: {} },
};

const ask: Node = {
	id: '4b0c6f0e-6c1d-4d0e-9a53-0d7f3a2b9c03',
	name: ASK,
	type: 'n8n-nodes-alibabacloud-chatapp.chatApp',
	typeVersion: 1,
	position: [240, 0],
	credentials: { alibabaCloudApi: { id: '', name: 'Alibaba Cloud' } },
	parameters: {
		resource: 'message',
		operation: 'sendAndWait',
		channelType: 'whatsapp',
		channel: byId(WHATSAPP_CHANNEL),
		from: byId(BUSINESS_NUMBER),
		to: '={{ $json.body.phone }}',
		message: '=When can we deliver order {{ $json.body.order }}?',
		responseType: 'choice',
		choices: { choice: ['Monday', 'Tuesday', 'Wednesday'].map((label) => ({ label })) },
		options: {},
	},
};

const book: Node = {
	id: '4b0c6f0e-6c1d-4d0e-9a53-0d7f3a2b9c04',
	name: BOOK,
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	position: [480, 0],
	parameters: {
		assignments: {
			assignments: [
				field('1', 'order', "={{ $('Order Ready').item.json.body.order }}"),
				field('2', 'day', '={{ $json.choice.value }}'),
				field('3', 'outcome', '={{ $json.outcome }}'),
				field('4', 'questionId', '={{ $json.question.messageId }}'),
			],
		},
		includeOtherFields: false,
		options: {},
	},
};

/** Asks the customer in the chat, waits, and goes on with the day that was tapped. */
export const deliveryDay: WorkflowFile = {
	name: 'Delivery Day',
	nodes: [orderReady, ask, book],
	connections: { [orderReady.name]: to(ASK), [ASK]: to(BOOK) },
	settings: { executionOrder: 'v1' },
};
