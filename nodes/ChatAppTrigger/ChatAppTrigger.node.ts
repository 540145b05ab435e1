import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import {
	chosenEvents,
	eventsProperty,
	outputsExpression,
	routeItems,
} from '../shared/events/triggerOutputs';
import { ACCEPTED, readPush, refusal } from './push';
import { registration } from './registration';

const PATH = 'chat-app';

export class ChatAppTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud Chat App Trigger',
		name: 'chatAppTrigger',
		icon: { light: 'file:../../icons/chatApp.svg', dark: 'file:../../icons/chatApp.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when Alibaba Cloud Chat App pushes an inbound message, a delivery status or a review result',
		defaults: { name: 'Alibaba Cloud Chat App Trigger' },
		inputs: [],
		outputs: outputsExpression,
		webhooks: [
			{ name: 'default', httpMethod: 'POST', path: PATH, responseMode: 'onReceived' },
			// Gateways and people probe a URL before they trust it.
			{
				name: 'setup',
				httpMethod: 'GET',
				path: PATH,
				responseMode: 'onReceived',
				ndvHideUrl: true,
			},
			{
				name: 'setup',
				httpMethod: 'HEAD',
				path: PATH,
				responseMode: 'onReceived',
				ndvHideUrl: true,
			},
		],
		properties: [
			{
				displayName:
					'Copy the production URL above into the <a href="https://chatapp.console.alibabacloud.com" target="_blank">Chat App Message Service console</a>. Open Channel Management and manage your channel. For inbound messages and delivery status, set it as the receipt URL of the business number. For template and account reviews, set it in the section for template review messages. Then activate this workflow.',
				name: 'setUpNotice',
				type: 'notice',
				default: '',
			},
			eventsProperty,
		],
	};

	webhookMethods = { default: registration };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const request = this.getRequestObject();
		if (request.method !== 'POST') return { webhookResponse: ACCEPTED };
		if (!request.rawBody) await request.readRawBody();

		const push = readPush(request.rawBody?.toString('utf8') ?? '');
		if (!push.accepted) {
			this.getResponseObject().status(400).json(refusal(push.reason));
			return { noWebhookResponse: true };
		}
		const outputs = routeItems(push.items, chosenEvents(this.getNodeParameter('events')));
		return outputs === null
			? { webhookResponse: ACCEPTED }
			: { workflowData: outputs, webhookResponse: ACCEPTED };
	}
}
