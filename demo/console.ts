import Cams, { UpdatePhoneWebhookRequest } from '@alicloud/cams20200606';
import { Config } from '@alicloud/openapi-client';

import type { Simulator } from '../test/simulator';
import { WHATSAPP_CHANNEL } from '../test/simulator/world/seed';

export const BUSINESS_NUMBER = '6531589000';

/** Where the service delivers the notifications of a number. */
export type Delivery =
	| { readonly by: 'http'; readonly inboundUrl: string; readonly statusUrl: string }
	| { readonly by: 'queue' };

/**
 * Sets what a user sets in the Chat App Message Service console, with Alibaba Cloud's own client,
 * so that the demo depends on nothing the real service does not have.
 */
export async function setDelivery(simulator: Simulator, delivery: Delivery): Promise<void> {
	const { accessKeyId, accessKeySecret, camsEndpoint } = simulator.credential;
	const client = new Cams(
		new Config({
			accessKeyId,
			accessKeySecret,
			endpoint: new URL(camsEndpoint).host,
			protocol: 'http',
			regionId: 'ap-southeast-1',
		}),
	);
	const isHttp = delivery.by === 'http';
	await client.updatePhoneWebhook(
		new UpdatePhoneWebhookRequest({
			custSpaceId: WHATSAPP_CHANNEL,
			phoneNumber: BUSINESS_NUMBER,
			upCallbackUrl: isHttp ? delivery.inboundUrl : '',
			statusCallbackUrl: isHttp ? delivery.statusUrl : '',
			httpFlag: isHttp ? 'Y' : 'N',
			queueFlag: isHttp ? 'N' : 'Y',
		}),
	);
}
