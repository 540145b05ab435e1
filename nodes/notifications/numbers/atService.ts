import type {
	IDataObject,
	IHookFunctions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
} from 'n8n-workflow';

import { callApi } from '../../alibabaCloud/client/client';
import { publishingError } from '../publishingError';
import { type NumberCallbacks, phoneWebhookBody, readCallbacks } from './callbacks';

/** The numbers of a channel with their URLs, as the service has them now. */
export async function readNumbers(
	context: IHookFunctions | ITriggerFunctions,
	channel: string,
): Promise<NumberCallbacks[]> {
	return readCallbacks(await askNumbers(context, channel));
}

/** The answer of the service about the numbers of a channel. */
export async function askNumbers(
	context: IHookFunctions | ITriggerFunctions | ILoadOptionsFunctions,
	channel: string,
): Promise<IDataObject> {
	return await callApi(context, {
		product: 'cams',
		action: 'QueryChatappPhoneNumbers',
		retry: 'safe',
		body: { CustSpaceId: channel },
	});
}

/**
 * Those numbers of the channel that were chosen.
 *
 * @throws NodeOperationError when the channel has one of them no longer
 */
export function chosenOf(
	context: IHookFunctions | ITriggerFunctions,
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

/** Sets the URLs of a number, and its queue. To set them twice does no harm. */
export async function updateNumber(
	context: IHookFunctions,
	channel: string,
	number: Omit<NumberCallbacks, 'queues'>,
): Promise<void> {
	await callApi(context, {
		product: 'cams',
		action: 'UpdatePhoneWebhook',
		retry: 'safe',
		body: phoneWebhookBody(channel, number),
	});
}
