import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { adviceInMessages } from '../alibabaCloud/errors/adviceInMessage';
import { sampleHint } from './fields/sampleHint';
import { runItems } from './runtime/itemLoop';
import * as listSearch from './methods/listSearch';
import * as resourceMapping from './methods/resourceMapping';
import { resources } from './resources';
import { Router } from './runtime/router';
import { takeAnswer } from './waiting/takeAnswer';
import { WAITING_TOOLTIP, waitingWebhooks } from './waiting/webhooks';

const router = new Router(resources);

/** Sends messages and reads channels, numbers, templates and the message log. */
export class ChatApp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud Chat App',
		name: 'chatApp',
		icon: { light: 'file:../../icons/chatApp.svg', dark: 'file:../../icons/chatApp.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Send WhatsApp, Viber, Messenger, Instagram and Telegram messages with Alibaba Cloud Chat App Message Service',
		defaults: { name: 'Alibaba Cloud Chat App' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'alibabaCloudApi', required: true }],
		hints: [sampleHint],
		webhooks: waitingWebhooks,
		waitingNodeTooltip: WAITING_TOOLTIP,
		properties: router.properties(),
	};

	methods = {
		listSearch: adviceInMessages(listSearch),
		resourceMapping: adviceInMessages(resourceMapping),
	};

	webhook = takeAnswer;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, router);
	}
}
