import type { IHookFunctions } from 'n8n-workflow';

import { callApi } from '../alibabaCloud/client/client';

/** Sets the URL for reviews of the account. To set it twice does no harm. */
export async function updateAccount(
	context: IHookFunctions,
	channel: string,
	url: string,
): Promise<void> {
	await callApi(context, {
		product: 'cams',
		action: 'UpdateAccountWebhook',
		retry: 'safe',
		body: accountWebhookBody(channel, url),
	});
}

/**
 * All parameters of UpdateAccountWebhook. Whether reviews go into a queue cannot be read: to go on
 * filling one that nobody reads does less harm than to cut off a reader.
 *
 * Source: https://www.alibabacloud.com/help/es/chatapp/developer-reference/api-cams-2020-06-06-updateaccountwebhook
 */
function accountWebhookBody(channel: string, url: string): Record<string, string> {
	return {
		CustSpaceId: channel,
		StatusCallbackUrl: url,
		HttpFlag: url === '' ? 'N' : 'Y',
		QueueFlag: 'Y',
	};
}
