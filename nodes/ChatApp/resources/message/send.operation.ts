import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput, requiredText } from '../../../alibabaCloud/input/invalidInput';
import { fileNameOfLink } from '../../../alibabaCloud/files/fileName';
import type { MediaKind } from '../../../alibabaCloud/files/mediaLimits';
import { CHANNELS, CHANNEL_TYPES, type ChannelType } from '../../../alibabaCloud/channels/channels';
import { messageContent } from '../../messages/content';
import { channelTypeField } from '../../fields/channelType';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { senderFields } from '../../fields/locators';
import { MEDIA_SOURCES } from '../../fields/media';
import { optionsField } from '../../runtime/options';
import {
	defaultCountryOption,
	replyToOption,
	taskIdOption,
	toFields,
} from '../../fields/recipient';
import { allowedRecipientsOption } from '../../runtime/sendLimits';
import { idempotencyKeyOption } from '../../runtime/idempotency';
import { resendUnknownOption } from '../../runtime/resendUnknown';
import { settledBefore, settledItem } from '../../runtime/sendOnce';
import { skipRecipientsOption } from '../../runtime/skipRecipients';
import { sendOptions } from '../../fields/sendOptions';
import {
	checkInputFile,
	NOT_UPLOADED,
	uploadInputFile,
	type FoundFile,
} from '../../fields/inputFile';
import type { OperationContext, PreparedItem, SendOperation } from '../../runtime/operation';
import { closedWindowFields, readClosedWindowTemplate, templateOptions } from './closedWindow';
import { deliveryOptions } from './deliveryOptions';
import { withDeliveryWait } from './deliveryWait';
import { labelOf, messageClassField } from './messageClass';
import {
	leftOut,
	prepareMessage,
	prepareSkipped,
	readEnvelope,
	type CheckedMessage,
	type MessageParameters,
} from './sendCall';
import { contentFields, findType, messageTypeFields } from './typeFields';
import { messageTypes } from './types';
import type { MessageMedia, MessageType } from './types/messageType';
import { asLink } from './types/values';

const windowNotice = (displayName: string, channelType: ChannelType[]): INodeProperties => ({
	displayName,
	name: 'windowNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { channelType } },
});

const windowNotices = [
	windowNotice(
		"Free-form messages only reach people who messaged you in the last 24 hours. To start a conversation, use 'Send Template'. Since October 1, 2026, WhatsApp charges for these messages beyond a monthly allowance. Only the delivery status confirms that a message arrived.",
		['whatsapp'],
	),
	windowNotice(
		'Messages only reach people who messaged you in the last 24 hours. This channel has no templates, so the recipient always starts the conversation. Only the delivery status confirms that a message arrived.',
		CHANNEL_TYPES.filter((type) => CHANNELS[type].hasWindow && type !== 'whatsapp'),
	),
];

const telegramNotice: INodeProperties = {
	displayName:
		'The service does not document the message content for Telegram. This node uses the WhatsApp format of the same types. Send a test message first.',
	name: 'telegramNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { channelType: ['telegram'] } },
};

export const send: SendOperation = {
	value: 'send',
	name: 'Send',
	action: 'Send message',
	description: 'Send a free-form message to reply within the conversation window',
	builderHint: 'Only within 24 hours after the last message of the person. Else use sendTemplate.',
	properties: [
		...windowNotices,
		telegramNotice,
		channelTypeField('The chat app to send the message with'),
		channelLocator,
		...senderFields(),
		...toFields(),
		...messageTypeFields(),
		messageClassField,
		...contentFields(),
		...closedWindowFields,
		optionsField([
			...messageTypes.flatMap(({ options }) => options ?? []),
			...deliveryOptions,
			...sendOptions,
			...templateOptions,
			allowedRecipientsOption,
			defaultCountryOption,
			idempotencyKeyOption,
			replyToOption,
			resendUnknownOption,
			skipRecipientsOption,
			taskIdOption,
		]),
	],
	async prepare(context, itemIndex) {
		const { functions } = context;
		const envelope = readEnvelope(context, itemIndex);
		const earlier = settledBefore(context, itemIndex);
		// Who opted out since an earlier try got the message all the same.
		const skipped = earlier ? null : await prepareSkipped(context, envelope);
		if (skipped) return skipped;
		const { channelType, channel, options } = envelope;
		const read = (name: string): unknown => functions.getNodeParameter(name, itemIndex, '');
		const type = typeOf(channelType, functions.getNodeParameter('messageType', itemIndex, 'text'));
		const serviceName = type.serviceName?.(read) ?? type.value;
		const kind = type.media?.(read) ?? null;
		const { media, file } = await checkMedia(context, itemIndex, channelType, kind);
		const label = labelOf(channelType, functions.getNodeParameter('label', itemIndex, ''));
		const parameters = type.parameters?.({ read, options });
		const messageWith = (link: string): MessageParameters => ({
			Type: 'message',
			MessageType: serviceName,
			Content: messageContent(
				channelType,
				serviceName,
				type.content({ channelType, read, options, media: { ...media, link } }),
			),
			Label: label,
			...parameters,
		});

		const closedWindow = await readClosedWindowTemplate(context, itemIndex, envelope);
		if (closedWindow && 'skipReason' in closedWindow) {
			const { from, to } = envelope;
			const known = { to, from, channelId: channel, channelType };
			if (earlier) return settledItem(context, itemIndex, earlier, known);
			return leftOut({ reason: closedWindow.skipReason, messageId: null, ...known });
		}
		const message = messageWith(media.link);
		const prepare = (checked: CheckedMessage): PreparedItem =>
			withDeliveryWait(context, itemIndex, envelope, (own) =>
				prepareMessage(context, itemIndex, own, checked),
			);
		if (file === null) return prepare({ message, closedWindow });
		let mediaUrl: string | null = null;
		return prepare({
			message,
			closedWindow,
			file: file.facts,
			async upload() {
				const { url } = await uploadInputFile(context, itemIndex, envelope, file);
				mediaUrl = url;
				return messageWith(url);
			},
			// An earlier try uploaded it; its address was not kept.
			more: () => ({ mediaUrl }),
		});
	},
};

/** The file of a message: a link, or a file that keeps within the channel's limits. */
async function checkMedia(
	{ functions }: OperationContext,
	itemIndex: number,
	channelType: ChannelType,
	kind: MediaKind | null,
): Promise<{ media: MessageMedia; file: FoundFile | null }> {
	if (kind === null) return { media: { link: '', fileName: '' }, file: null };
	const source = functions.getNodeParameter('mediaSource', itemIndex, MEDIA_SOURCES.link);
	if (source === MEDIA_SOURCES.link) {
		const given = requiredText(functions.getNodeParameter('link', itemIndex, ''), 'Link');
		const link = asLink(given) as string;
		return { media: { link, fileName: fileNameOfLink(link) }, file: null };
	}
	const field = functions.getNodeParameter('binaryPropertyName', itemIndex, 'data');
	const file = await checkInputFile(functions, itemIndex, field, channelType, () => kind);
	return { media: { link: NOT_UPLOADED, fileName: file.facts.fileName }, file };
}

function typeOf(channelType: ChannelType, value: unknown): MessageType {
	const type = findType(channelType, value);
	if (type) return type;
	throw new InvalidInput(
		`'Message Type' ${String(value)} does not exist on ${CHANNELS[channelType].name}`,
		"Choose 'Message Type' again.",
	);
}
