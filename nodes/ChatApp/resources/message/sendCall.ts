import type { IDataObject } from 'n8n-workflow';

import type { ApiCall } from '../../../shared/api/client';
import type { ApiValue } from '../../../shared/api/serialise';
import { optionalText, requiredText } from '../../../shared/errors/invalidInput';
import { assertAllowedRecipient } from '../../../shared/messages/allowList';
import { CHANNELS, type ChannelType } from '../../../shared/messages/channels';
import { ownDigits, readRecipient } from '../../../shared/messages/recipient';
import { readOptions } from '../../descriptions/options';
import { readSendOptions } from '../../descriptions/sendOptions';
import type { OperationContext } from '../../operation';
import { readChannelType, readLocator } from '../../parameters';
import { answeredId, requestIdOf } from '../../result';

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
export function readEnvelope({ functions, limits }: OperationContext, itemIndex: number): Envelope {
	const channelType = readChannelType(functions, itemIndex);
	const options = readOptions(functions, itemIndex);
	const from = readLocator(functions, 'from', 'From', itemIndex);
	const to = readTo(channelType, functions.getNodeParameter('to', itemIndex), options);
	assertAllowedRecipient(to, limits);
	return {
		channelType,
		channel: readLocator(functions, 'channel', 'Channel', itemIndex),
		from: channelType === 'whatsapp' ? ownDigits(from, 'From') : from,
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

/** Sends one message and returns its ID, with the receiver as it was sent. */
export async function sendMessage(
	context: OperationContext,
	{ channelType, channel, from, to, options }: Envelope,
	message: Readonly<Record<string, ApiValue>>,
): Promise<IDataObject> {
	const call: ApiCall = {
		product: 'cams',
		action: 'SendChatappMessage',
		kind: 'send',
		body: {
			ChannelType: channelType,
			CustSpaceId: channel,
			From: from,
			To: to,
			ContextMessageId: optionalText(options.contextMessageId),
			TaskId: optionalText(options.taskId),
			...readSendOptions(options),
			...message,
		},
	};
	const answer = await context.callApi(call);
	const messageId = answeredId(answer, 'MessageId');
	const requestId = requestIdOf(answer);
	return { messageId, to, from, channelId: channel, channelType, requestId };
}

/** What a sender is on each channel, for the field's description. */
export const SENDER_KINDS = Object.values(CHANNELS)
	.map(({ name, sender }) => `${name}: ${sender}`)
	.join(', ');
