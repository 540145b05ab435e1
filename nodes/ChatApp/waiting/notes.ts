import { NodeApiError, sleep, type IWebhookFunctions } from 'n8n-workflow';

import { callApi } from '../../alibabaCloud/client/client';
import { CHANNEL_TYPES, type ChannelType } from '../../alibabaCloud/channels/channels';
import { messageContent } from '../messages/content';
import { rulesOf } from '../messages/contentRules';
import { assertRules } from '../messages/rule';
import type { Conversation } from './waitingState';

/** The trigger that handed an answer over waits for the response, so the run must not wait long. */
const WITHIN_MS = 1000;
const AGAIN_AFTER_MS = 300;

/**
 * Checks the text of a note by the rules of a message: it is sent when nobody is there any more to
 * whom its failure could be told.
 *
 * @param field its label.
 * @throws InvalidInput that names the field.
 */
export function assertNote(channelType: ChannelType, text: string | null, field: string): void {
	if (text === null) return;
	const rules = rulesOf(channelType, 'text') ?? [];
	assertRules(
		{ text },
		rules.map(({ orElse: _, ...rule }) => ({ ...rule, field })),
	);
}

/**
 * Sends a text to a person while an answer is taken. Nothing depends on it: a failure is logged, and
 * the answer counts all the same.
 */
export async function sendNote(
	functions: IWebhookFunctions,
	{ channelType, channelId, from, isGroup, label }: Conversation,
	to: string,
	text: string,
): Promise<void> {
	const channel = CHANNEL_TYPES.find((type) => type === channelType) ?? 'whatsapp';
	const sending = againIfThrottled(async () => {
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
				Label: label ?? undefined,
				RecipientType: isGroup ? 'group' : undefined,
			},
		});
	}).catch((error: unknown) => {
		const reason = error instanceof Error ? error.message : 'unknown error';
		functions.logger.warn(`A message about a question could not be sent: ${reason}`);
	});
	await Promise.race([sending, sleep(WITHIN_MS)]);
}

/** Once more: the service said that it did nothing, and an answer often comes among many others. */
async function againIfThrottled(send: () => Promise<void>): Promise<void> {
	await send().catch(async (error: unknown) => {
		if (!(error instanceof NodeApiError) || error.context.throttled !== true) throw error;
		await sleep(AGAIN_AFTER_MS);
		await send();
	});
}
