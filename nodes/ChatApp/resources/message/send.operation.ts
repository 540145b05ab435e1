import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput, requiredText } from '../../../shared/errors/invalidInput';
import { fileNameOfLink } from '../../../shared/media/fileName';
import type { MediaKind } from '../../../shared/media/mediaLimits';
import { uploadMedia } from '../../../shared/media/upload';
import { CHANNELS, CHANNEL_TYPES, type ChannelType } from '../../../shared/messages/channels';
import { messageContent } from '../../../shared/messages/content';
import { channelTypeField } from '../../descriptions/channelType';
import { channelLocator, senderLocator } from '../../descriptions/locators';
import { MEDIA_SOURCES } from '../../descriptions/media';
import { optionsField } from '../../descriptions/options';
import {
	defaultCountryOption,
	replyToOption,
	taskIdOption,
	toField,
} from '../../descriptions/recipient';
import { allowedRecipientsOption } from '../../descriptions/sendLimits';
import { sendOptions } from '../../descriptions/sendOptions';
import { NOT_UPLOADED, readInputFile, type InputFile } from '../../inputFile';
import type { ItemOperation, OperationContext } from '../../operation';
import { labelOf, messageClassField } from './messageClass';
import { readEnvelope, sendMessage, SENDER_KINDS } from './sendCall';
import { contentFields, findType, messageTypeFields } from './typeFields';
import { messageTypes } from './types';
import type { MessageMedia, MessageType } from './types/messageType';

const windowNotice: INodeProperties = {
	displayName:
		"A free message only reaches people who wrote to you in the last 24 hours. To start a conversation, use the operation 'Send Template'.",
	name: 'windowNotice',
	type: 'notice',
	default: '',
	displayOptions: {
		show: { channelType: CHANNEL_TYPES.filter((type) => CHANNELS[type].hasWindow) },
	},
};

const telegramNotice: INodeProperties = {
	displayName:
		'The service lists the message types of Telegram without their content. This node sends what the same types have on WhatsApp: try it with a test message.',
	name: 'telegramNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { channelType: ['telegram'] } },
};

export const send: ItemOperation = {
	value: 'send',
	name: 'Send',
	action: 'Send message',
	description: 'Send a free message, as an answer within the conversation window',
	properties: [
		windowNotice,
		telegramNotice,
		channelTypeField('The chat app to send with'),
		channelLocator,
		senderLocator({
			displayName: 'From',
			name: 'from',
			description: `Who sends the message (${SENDER_KINDS})`,
		}),
		toField,
		...messageTypeFields(),
		messageClassField,
		...contentFields(),
		optionsField([
			...messageTypes.flatMap(({ options }) => options ?? []),
			...sendOptions,
			allowedRecipientsOption,
			defaultCountryOption,
			replyToOption,
			taskIdOption,
		]),
	],
	async execute(context, itemIndex) {
		const { functions } = context;
		const envelope = readEnvelope(context, itemIndex);
		const { channelType, channel, options } = envelope;
		const read = (name: string): unknown => functions.getNodeParameter(name, itemIndex, '');
		const type = typeOf(channelType, functions.getNodeParameter('messageType', itemIndex, 'text'));
		const serviceName = type.serviceName?.(read) ?? type.value;
		const contentWith = (media: MessageMedia): string =>
			messageContent(channelType, serviceName, type.content({ channelType, read, options, media }));

		const kind = type.media?.(read) ?? null;
		const { media, file } = await readMedia(context, itemIndex, channelType, kind);
		const checked = contentWith(media);
		const uploaded = file ? await uploadMedia(context, itemIndex, { channel, ...file }) : undefined;
		const result = await sendMessage(context, envelope, {
			Type: 'message',
			MessageType: serviceName,
			Content: uploaded ? contentWith({ ...media, link: uploaded.url }) : checked,
			Label: labelOf(channelType, functions.getNodeParameter('label', itemIndex, '')),
		});
		return uploaded ? { ...result, mediaUrl: uploaded.url } : result;
	},
};

/** The file of a message: a link, or bytes that passed the channel's limits. */
async function readMedia(
	{ functions }: OperationContext,
	itemIndex: number,
	channelType: ChannelType,
	kind: MediaKind | null,
): Promise<{ media: MessageMedia; file: InputFile | null }> {
	if (kind === null) return { media: { link: '', fileName: '' }, file: null };
	const source = functions.getNodeParameter('mediaSource', itemIndex, MEDIA_SOURCES.link);
	if (source === MEDIA_SOURCES.link) {
		const link = requiredText(functions.getNodeParameter('link', itemIndex, ''), 'Link');
		return { media: { link, fileName: fileNameOfLink(link) }, file: null };
	}
	const field = functions.getNodeParameter('binaryPropertyName', itemIndex, 'data');
	const file = await readInputFile(functions, itemIndex, field, channelType, () => kind);
	return { media: { link: NOT_UPLOADED, fileName: file.fileName }, file };
}

function typeOf(channelType: ChannelType, value: unknown): MessageType {
	const type = findType(channelType, value);
	if (type) return type;
	throw new InvalidInput(
		`'Message Type' ${String(value)} does not exist on ${CHANNELS[channelType].name}`,
		"Choose 'Message Type' again.",
	);
}
