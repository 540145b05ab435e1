import type { Resource } from '../../runtime/operation';
import { bind } from './bind.operation';
import { checkHealth } from './checkHealth.operation';
import { enableMetrics } from './enableMetrics.operation';
import { get } from './get.operation';
import { getBusinessInfo } from './getBusinessInfo.operation';
import { getMarketingMessages } from './getMarketingMessages.operation';
import { updateWebhook } from './updateWebhook.operation';

/** The first operation is the one a new node starts with. */
export const businessAccount: Resource = {
	value: 'businessAccount',
	name: 'Business Account',
	description: 'The WhatsApp Business Account that a channel is bound to',
	operations: [
		get,
		bind,
		getBusinessInfo,
		checkHealth,
		updateWebhook,
		enableMetrics,
		getMarketingMessages,
	],
};
