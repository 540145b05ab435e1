import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { adviceInMessages } from '../alibabaCloud/errors/adviceInMessage';
import { toolOutputFields } from './fields/outputShape';
import { sampleHint } from './fields/sampleHint';
import { runItems } from './runtime/itemLoop';
import * as listSearch from './methods/listSearch';
import * as loadOptions from './methods/loadOptions';
import * as resourceMapping from './methods/resourceMapping';
import { resources } from './resources';
import { Router } from './runtime/router';
import { subtitle } from './runtime/subtitle';
import { takeAnswer } from './waiting/takeAnswer';
import { WAITING_TOOLTIP, waitingWebhooks } from './waiting/webhooks';

const router = new Router(resources);

/**
 * Temporary keys that GetChatappUploadAuthorization returns to API Call, simplified and raw. n8n hides
 * these fields from everybody who opens the execution; the next node still gets them.
 */
const TEMPORARY_KEYS = ['accessKeySecret', 'securityToken'].flatMap((name) => [
	name,
	`Data.${name.charAt(0).toUpperCase()}${name.slice(1)}`,
]);

/** Sends messages and reads channels, numbers, templates and the message log. */
export class ChatApp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud Chat App',
		name: 'chatApp',
		icon: { light: 'file:../../icons/chatApp.svg', dark: 'file:../../icons/chatApp.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description:
			'Send WhatsApp, Viber, Messenger, Instagram and Telegram messages with Alibaba Cloud Chat App Message Service',
		defaults: { name: 'Alibaba Cloud Chat App' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		builderHint: {
			searchHint:
				'A template starts a conversation (message, sendTemplate). Free text answers a person within 24 hours after their last message (message, send). Set channelType and channel before the number, the template and its language; leave their value empty when it is not known, so that the user picks from the list. The result says that a message was accepted, not that it was delivered: statuses come by the trigger.',
		},
		credentials: [{ name: 'alibabaCloudApi', required: true }],
		hints: [sampleHint],
		sensitiveOutputFields: TEMPORARY_KEYS,
		webhooks: waitingWebhooks,
		waitingNodeTooltip: WAITING_TOOLTIP,
		properties: [...router.properties(), ...toolOutputFields],
	};

	methods = {
		listSearch: adviceInMessages(listSearch),
		loadOptions,
		resourceMapping: adviceInMessages(resourceMapping),
	};

	webhook = takeAnswer;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, router);
	}
}
