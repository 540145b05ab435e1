import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { searchChannels } from '../alibabaCloud/channels/searchChannels';
import { adviceInMessages } from '../alibabaCloud/errors/adviceInMessage';
import { CREDENTIAL_NAME } from '../alibabaCloud/client/client';
import { eventsSubtitle, outputsExpression } from '../notifications/outputs';
import { getPhoneNumbers } from './methods';
import { previousWebhookPath, webhookPath } from './pathSecret';
import { properties } from './properties';
import { receive } from './receive';
import { registration } from './registration';
import { triggerPanel } from './triggerPanel';

export class ChatAppTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud Chat App Trigger',
		name: 'chatAppTrigger',
		icon: { light: 'file:../../icons/chatApp.svg', dark: 'file:../../icons/chatApp.dark.svg' },
		group: ['trigger'],
		// Not 1: for version 1 of any webhook, n8n evaluates an expression of its own at every call.
		version: 1.1,
		subtitle: eventsSubtitle,
		description:
			'Starts the workflow when Alibaba Cloud Chat App pushes an inbound message, a delivery status or a review result',
		eventTriggerDescription: 'Waiting for a notification at the test URL',
		activationMessage:
			"Notifications that arrive at the production URL now start executions of this workflow. Without 'Register Automatically', set that URL in the Chat App Message Service console.",
		triggerPanel,
		defaults: { name: 'Alibaba Cloud Chat App Trigger' },
		inputs: [],
		outputs: outputsExpression,
		builderHint: {
			searchHint:
				'Needs a public URL; without one use the Chat App Queue Trigger. One trigger for each number, because the service pushes to one URL only. To answer, use the Chat App node with to set to from.address of the item.',
		},
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				...webhookPath,
				responseMode: 'onReceived',
				// Without it n8n answers "firstEntryJson", and the service pushes everything again.
				responseData: '',
			},
			{
				name: 'setup',
				...previousWebhookPath,
				responseMode: 'onReceived',
				responseData: '',
				ndvHideUrl: true,
			},
			// Gateways and people probe a URL before they trust it.
			{
				name: 'setup',
				httpMethod: 'GET',
				...webhookPath,
				responseMode: 'onReceived',
				ndvHideUrl: true,
			},
			{
				name: 'setup',
				httpMethod: 'HEAD',
				...webhookPath,
				responseMode: 'onReceived',
				ndvHideUrl: true,
			},
		],
		credentials: [
			{
				name: CREDENTIAL_NAME,
				required: true,
				displayOptions: { show: { registerAutomatically: [true] } },
			},
		],
		properties,
	};

	methods = {
		listSearch: adviceInMessages({ searchChannels }),
		loadOptions: adviceInMessages({ getPhoneNumbers }),
	};

	webhookMethods = { default: adviceInMessages(registration) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
