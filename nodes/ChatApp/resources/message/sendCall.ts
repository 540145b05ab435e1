import type { IDataObject } from 'n8n-workflow';

import type { ApiCall } from '../../../alibabaCloud/client/client';
import type { ApiValue } from '../../../alibabaCloud/wire/serialize';
import { optionalText, requiredText } from '../../../alibabaCloud/input/invalidInput';
import type { FileFacts } from '../../../alibabaCloud/files/mediaLimits';
import { assertAllowedRecipient } from '../../messages/allowList';
import type { ChannelType } from '../../../alibabaCloud/channels/channels';
import { ownDigits } from '../../../alibabaCloud/input/phoneNumber';
import { assertNotOwn, readRecipient } from '../../messages/recipient';
import { readOptions } from '../../runtime/options';
import { readSendOptions } from '../../fields/sendOptions';
import { defaultCountryOption, replyToOption, taskIdOption } from '../../fields/recipient';
import type { OperationContext, PreparedItem } from '../../runtime/operation';
import { readChannelType, readLocator } from '../../fields/parameters';
import { answeredId, requestIdOf } from '../../runtime/results';
import { sendInWindow } from '../../calls/windowFallback';
import {
	DuplicateSend,
	readIdempotencyKey,
	rememberKey,
	sendWithKey,
} from '../../runtime/idempotency';
import { recallSend, type OnceSend } from '../../runtime/sendOnce';
import { isSkipped } from '../../runtime/skipRecipients';
import type { ClosedWindowTemplate } from './closedWindow';

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
		: readRecipient(
				channelType,
				given,
				'To',
				optionalText(options.defaultCountry, defaultCountryOption.displayName) ?? '',
			);
}

/** A message that passed all checks, and what is left to do before it can be sent. */
export interface CheckedMessage {
	/** The parameters of the content, with a stand-in for a file that is not uploaded yet. */
	readonly message: MessageParameters;
	/** What is known of that file: the stand-in is the same for all of them. */
	readonly file?: FileFacts;
	/** Uploads the file and returns the message with its address. */
	upload?(): Promise<MessageParameters>;
	/** What the result says beside the message's ID and who sent to whom. */
	more?(): IDataObject;
	/** The template that goes out instead while the window is closed. */
	readonly closedWindow?: ClosedWindowTemplate | null;
}

export type MessageParameters = Readonly<Record<string, ApiValue>>;

/**
 * One message, ready to be sent: once, whatever n8n repeats.
 *
 * @param closedWindow the template that goes out instead while the window is closed
 * @throws InvalidInput for an option out of range.
 */
export function prepareMessage(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
	{ message, file, upload, more, closedWindow = null }: CheckedMessage,
): PreparedItem {
	const { channelType, channel, from, to, options } = envelope;
	const shared = {
		ChannelType: channelType,
		CustSpaceId: channel,
		From: from,
		To: to,
		ContextMessageId: optionalText(options.contextMessageId, replyToOption.displayName),
		TaskId: optionalText(options.taskId, taskIdOption.displayName),
		...readSendOptions(options),
	};
	const call = (content: MessageParameters): ApiCall => ({
		product: 'cams',
		action: 'SendChatappMessage',
		retry: 'never',
		body: { ...shared, ...content },
	});
	const sendOf = (content: MessageParameters): OnceSend => ({
		item: itemIndex,
		identity: [call(content), content === message ? file : undefined],
		idName: 'MessageId',
		resend: options.resendUnknown === true,
		lookup: { channelId: channel, businessNumber: from, userNumber: to },
		call: async () => call(content === message && upload ? await upload() : content),
	});
	const send = sendOf(message);
	const template = closedWindow && sendOf(closedWindow.message);
	const key = readIdempotencyKey(options);
	const others = template ? [template.identity] : [];
	const earlier = key === undefined ? undefined : recallSend(context.memory(), { ...send, others });
	rememberKey(context, { key, earlier });

	const result = (id: string | null, requestId: string | null): IDataObject => {
		return { messageId: id, to, from, channelId: channel, channelType, requestId };
	};
	return {
		lane: JSON.stringify([channelType, to]),
		holdsFile: upload !== undefined,
		async run() {
			const pair = { channelType, channel, from, to };
			const sent = await sendWithKey(
				context,
				{ key, send, earlier },
				async (keyed) => await sendInWindow(keyed, { pair, message: send, template }),
			);
			if (sent instanceof DuplicateSend) {
				const form = template ? { sentAs: null, windowOpen: null } : {};
				return { ...result(sent.messageId, null), ...form, duplicate: true };
			}
			const { answer, sentAs, windowOpen } = sent;
			return {
				...result(answeredId(answer, 'MessageId'), requestIdOf(answer)),
				...(template ? { sentAs, windowOpen } : {}),
				...(key === undefined ? {} : { duplicate: false }),
				...(sentAs === 'template' && closedWindow ? closedWindow.more : more?.()),
			};
		},
	};
}

/**
 * The result of an item whose recipient is on the list of those to leave out; `null` for others.
 *
 * @throws InvalidInput when the list is none.
 */
export async function prepareSkipped(
	context: OperationContext,
	{ channelType, channel, from, to }: Envelope,
): Promise<PreparedItem | null> {
	if (!(await isSkipped(context, to))) return null;
	return leftOut({ messageId: null, ...OPTED_OUT, to, from, channelId: channel, channelType });
}

/** What the result of somebody on the list says, also of bulk sends. */
export const OPTED_OUT = Object.freeze({ state: 'skipped', reason: 'optedOut' } as const);

/** An item of which nothing is sent. */
export function leftOut(result: IDataObject): PreparedItem {
	return { lane: null, run: async () => await Promise.resolve({ skipped: true, ...result }) };
}
