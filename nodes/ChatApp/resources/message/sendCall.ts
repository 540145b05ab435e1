import type { IDataObject } from 'n8n-workflow';

import type { ApiCall } from '../../../alibabaCloud/client/client';
import type { ApiValue } from '../../../alibabaCloud/wire/serialize';
import { optionalText, requiredText } from '../../../alibabaCloud/input/invalidInput';
import type { FileFacts } from '../../../alibabaCloud/files/mediaLimits';
import { assertAllowedRecipient } from '../../messages/allowList';
import { CHANNELS, type ChannelType } from '../../../alibabaCloud/channels/channels';
import { assertNotOwn, ownDigits, readRecipient } from '../../messages/recipient';
import { readOptions } from '../../runtime/options';
import { readSendOptions } from '../../fields/sendOptions';
import type { OperationContext, PreparedItem } from '../../runtime/operation';
import { readChannelType, readLocator } from '../../fields/parameters';
import { answeredId, requestIdOf } from '../../runtime/results';
import { sendOnce } from '../../runtime/sendOnce';

/** The parameters that every single send has, whatever it sends. */
export interface Envelope {
	readonly channelType: ChannelType;
	readonly channel: string;
	readonly from: string;
	readonly to: string;
	readonly options: IDataObject;
}

/**
 * Reads who sends to whom, before anything is called or uploaded.
 *
 * @throws InvalidInput for what is no address, and for receivers that the node may not send to.
 */
export function readEnvelope(context: OperationContext, itemIndex: number): Envelope {
	const { functions, limits } = context;
	context.checkTexts();
	const channelType = readChannelType(functions, itemIndex);
	const options = readOptions(functions, itemIndex);
	const sender = readLocator(functions, 'from', 'From', itemIndex);
	const from = channelType === 'whatsapp' ? ownDigits(sender, 'From') : sender;
	const to = readTo(channelType, functions.getNodeParameter('to', itemIndex), options);
	assertNotOwn(from, to);
	assertAllowedRecipient(to, limits);
	return {
		channelType,
		channel: readLocator(functions, 'channel', 'Channel', itemIndex),
		from,
		to,
		options,
	};
}

/** Groups have ids on every channel. */
function readTo(channelType: ChannelType, given: unknown, options: IDataObject): string {
	return options.recipientType === 'group'
		? requiredText(given, 'To')
		: readRecipient(channelType, given, 'To', optionalText(options.defaultCountry) ?? '');
}

/** A message that passed all checks, and what is left to do before it can be sent. */
export interface CheckedMessage {
	/** The parameters of the content, with a stand-in for a file that is not uploaded yet. */
	readonly message: MessageParameters;
	/** What is known of that file: the stand-in is the same for all of them. */
	readonly file?: FileFacts;
	/** Uploads the file and gives the message with its address. */
	upload?(): Promise<MessageParameters>;
	/** What the result says beside the message's ID and who sent to whom. */
	more?(): IDataObject;
}

export type MessageParameters = Readonly<Record<string, ApiValue>>;

/**
 * One message, ready to be sent: once, whatever n8n repeats.
 *
 * @throws InvalidInput for an option out of range.
 */
export function prepareMessage(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
	{ message, file, upload, more }: CheckedMessage,
): PreparedItem {
	const { channelType, channel, from, to, options } = envelope;
	const call = (content: MessageParameters): ApiCall => ({
		product: 'cams',
		action: 'SendChatappMessage',
		retry: 'never',
		body: { ...shared, ...content },
	});
	const shared = {
		ChannelType: channelType,
		CustSpaceId: channel,
		From: from,
		To: to,
		ContextMessageId: optionalText(options.contextMessageId),
		TaskId: optionalText(options.taskId),
		...readSendOptions(options),
	};
	return {
		lane: JSON.stringify([channelType, to]),
		holdsFile: upload !== undefined,
		async run() {
			const answer = await sendOnce(context, {
				item: itemIndex,
				identity: [call(message), file],
				idName: 'MessageId',
				resend: options.resendUnknown === true,
				lookup: { channelId: channel, businessNumber: from, userNumber: to },
				call: async () => call(upload ? await upload() : message),
			});
			const messageId = answeredId(answer, 'MessageId');
			const requestId = requestIdOf(answer);
			return { messageId, to, from, channelId: channel, channelType, requestId, ...more?.() };
		},
	};
}

/** What a sender is on each channel, for the field's description. */
export const SENDER_KINDS = Object.values(CHANNELS)
	.map(({ name, sender }) => `${name}: ${sender}`)
	.join(', ');
