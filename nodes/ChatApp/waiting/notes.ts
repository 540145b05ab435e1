import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import { callApi } from '../../alibabaCloud/client/client';
import { CHANNEL_TYPES } from '../../alibabaCloud/channels/channels';
import { messageContent } from '../messages/content';
import type { Conversation } from './waitingState';

/** The trigger that handed an answer over waits for the response, so the run must not wait long. */
const WITHIN_MS = 1000;

/**
 * Sends a text to a person while an answer is taken. Nothing depends on it: a failure is logged, and
 * the answer counts all the same.
 */
export async function sendNote(
	functions: IWebhookFunctions,
	{ channelType, channelId, from, isGroup }: Conversation,
	to: string,
	text: string,
): Promise<void> {
	const channel = CHANNEL_TYPES.find((type) => type === channelType) ?? 'whatsapp';
	const sending = (async () => {
		await callApi(functions, {
			product: 'cams',
			action: 'SendChatappMessage',
			retry: 'never',
			body: {
				ChannelType: channel,
				CustSpaceId: channelId,
				From: from,
				To: to,
				Type: 'message',
				MessageType: 'text',
				Content: messageContent(channel, 'text', { text }),
				RecipientType: isGroup ? 'group' : undefined,
			},
		});
	})().catch((error: unknown) => {
		const reason = error instanceof Error ? error.message : 'unknown error';
		functions.logger.warn(`A message about a question could not be sent: ${reason}`);
	});
	await Promise.race([sending, sleep(WITHIN_MS)]);
}
