import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { searchChannels } from '../alibabaCloud/channels/searchChannels';
import { adviceInMessages } from '../alibabaCloud/errors/adviceInMessage';
import { CREDENTIAL_NAME } from '../alibabaCloud/client/client';
import { eventsSubtitle, outputsExpression } from '../notifications/outputs';
import { checkSettings } from './activation';
import { withKnownQueues } from './knownQueues';
import { getPhoneNumbers } from './methods';
import { openQueues } from './openQueues';
import { properties } from './properties';
import * as queueLists from './queueLists';
import { queueSwitch } from './queueSwitch';
import { readSettings } from './settings';
import { switchWebhooks } from './switchProperties';
import { triggerPanel } from './triggerPanel';

export class ChatAppQueueTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud Chat App Queue Trigger',
		name: 'chatAppQueueTrigger',
		icon: { light: 'file:../../icons/chatApp.svg', dark: 'file:../../icons/chatApp.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle,
		description:
			'Starts the workflow from the message queues of Alibaba Cloud Chat App, without a public URL',
		eventTriggerDescription: 'Waiting for a message in the queue, which is taken out of it',
		activationMessage: 'Messages waiting in the queue now start executions of this workflow.',
		triggerPanel,
		defaults: { name: 'Alibaba Cloud Chat App Queue Trigger' },
		inputs: [],
		outputs: outputsExpression,
		builderHint: {
			searchHint:
				'For n8n without a public URL: same items as the Chat App Trigger, from a Simple Message Queue. One trigger for each queue, because each message goes to one reader only. To answer, use the Chat App node with to set to from.address of the item.',
		},
		webhooks: switchWebhooks,
		credentials: [{ name: CREDENTIAL_NAME, required: true }],
		properties,
	};

	methods = {
		listSearch: adviceInMessages({ ...queueLists, searchChannels }),
		loadOptions: adviceInMessages({ getPhoneNumbers }),
	};

	webhookMethods = { default: adviceInMessages(queueSwitch) };

	/** Nothing is meant to call the node: n8n needs its webhook for the switch alone. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const body = { code: 404, message: 'This webhook is not registered.' };
		this.getResponseObject().status(404).json(body);
		return await Promise.resolve({ noWebhookResponse: true });
	}

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const settings = await withKnownQueues(this, readSettings(this));
		checkSettings(this.getNode(), settings);
		const isTest = this.getMode() === 'manual';
		const queues = await openQueues(this, settings, isTest);
		if (!isTest) queues.start();
		return {
			closeFunction: async () => await queues.close(),
			// n8n sets up its test after trigger() has returned.
			manualTriggerFunction: async () => queues.start(),
		};
	}
}
