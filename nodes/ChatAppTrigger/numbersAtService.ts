import type { IHookFunctions } from 'n8n-workflow';

import { callApi } from '../alibabaCloud/client/client';
import { publishingError } from '../notifications/publishingError';
import {
	accountWebhookBody,
	type NumberCallbacks,
	phoneWebhookBody,
	readCallbacks,
} from './callbacks';

/** The numbers of a channel with their URLs, as the service has them now. */
export async function readNumbers(
	context: IHookFunctions,
	channel: string,
): Promise<NumberCallbacks[]> {
	const envelope = await callApi(context, {
		product: 'cams',
		action: 'QueryChatappPhoneNumbers',
		retry: 'safe',
		body: { CustSpaceId: channel },
	});
	return readCallbacks(envelope);
}

/**
 * Those numbers of the channel that were chosen.
 *
 * @throws NodeOperationError when the channel has one of them no longer
 */
export function chosenOf(
	context: IHookFunctions,
	present: readonly NumberCallbacks[],
	{ channel, numbers }: { readonly channel: string; readonly numbers: readonly string[] },
): NumberCallbacks[] {
	return numbers.map((wanted) => {
		const found = present.find(({ number }) => number === wanted);
		if (found !== undefined) return found;
		throw publishingError(
			context.getNode(),
			`The channel ${channel} has no number ${wanted}`,
			"Choose 'Channel' and the numbers again.",
		);
	});
}

/** Sets the URLs of a number. */
export async function updateNumber(
	context: IHookFunctions,
	channel: string,
	number: NumberCallbacks,
): Promise<void> {
	await update(context, 'UpdatePhoneWebhook', phoneWebhookBody(channel, number));
}

/** Sets the URL for reviews of the account. */
export async function updateAccount(
	context: IHookFunctions,
	channel: string,
	url: string,
): Promise<void> {
	await update(context, 'UpdateAccountWebhook', accountWebhookBody(channel, url));
}

/** To set a URL twice does no harm, so a lost answer needs no warning. */
async function update(
	context: IHookFunctions,
	action: 'UpdatePhoneWebhook' | 'UpdateAccountWebhook',
	body: Record<string, string>,
): Promise<void> {
	await callApi(context, { product: 'cams', action, retry: 'safe', body });
}
