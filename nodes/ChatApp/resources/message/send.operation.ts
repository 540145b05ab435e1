import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../shared/errors/invalidInput';
import { CHANNELS, CHANNEL_TYPES, type ChannelType } from '../../../shared/messages/channels';
import { messageContent } from '../../../shared/messages/content';
import { channelTypeField } from '../../descriptions/channelType';
import { channelLocator, senderLocator } from '../../descriptions/locators';
import { optionsField } from '../../descriptions/options';
import {
	defaultCountryOption,
	replyToOption,
	taskIdOption,
	toField,
} from '../../descriptions/recipient';
import type { ItemOperation } from '../../operation';
import { readEnvelope, sendMessage, SENDER_KINDS } from './sendCall';
import { messageTypes } from './types';
import type { MessageType } from './types/messageType';

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

/** Viber prices and limits messages by class and refuses those without one. */
const viberLabel: INodeProperties = {
	displayName: 'Message Class',
	name: 'label',
	type: 'options',
	options: [
		{ name: 'Promotion', value: 'promotion' },
		{ name: 'Transaction', value: 'transaction' },
	],
	default: 'transaction',
	displayOptions: { show: { channelType: ['viber'] } },
	description: 'Whether Viber treats the message as advertising or as about an existing business',
};

export const send: ItemOperation = {
	value: 'send',
	name: 'Send',
	action: 'Send message',
	description: 'Send a free message, as an answer within the conversation window',
	properties: [
		windowNotice,
		channelTypeField('The chat app to send with'),
		channelLocator,
		senderLocator({
			displayName: 'From',
			name: 'from',
			description: `Who sends the message (${SENDER_KINDS})`,
		}),
		toField,
		...CHANNEL_TYPES.map(messageTypeField),
		viberLabel,
		...messageTypes.flatMap((type) => type.properties.map((property) => shownFor(property, type))),
		optionsField([
			...messageTypes.flatMap(({ options }) => options),
			defaultCountryOption,
			replyToOption,
			taskIdOption,
		]),
	],
	async execute(context, itemIndex) {
		const { functions } = context;
		const envelope = readEnvelope(context, itemIndex);
		const { channelType, options } = envelope;
		const type = typeOf(channelType, functions.getNodeParameter('messageType', itemIndex, 'text'));
		const content = type.content(
			(name) => functions.getNodeParameter(name, itemIndex, ''),
			options,
		);
		return await sendMessage(context, envelope, {
			Type: 'message',
			MessageType: type.value,
			Content: messageContent(channelType, type.value, content),
			...(channelType === 'viber'
				? { Label: functions.getNodeParameter('label', itemIndex, 'transaction') }
				: {}),
		});
	},
};

/** One list a channel, since each offers types of its own. */
function messageTypeField(channelType: ChannelType): INodeProperties {
	return {
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: messageTypes
			.filter(({ channels }) => channels.includes(channelType))
			.map(({ name, value, description }) => ({ name, value, description })),
		default: 'text',
		displayOptions: { show: { channelType: [channelType] } },
		description: 'What the message consists of',
	};
}

function shownFor(property: INodeProperties, { value, channels }: MessageType): INodeProperties {
	return {
		...property,
		displayOptions: { show: { channelType: [...channels], messageType: [value] } },
	};
}

function typeOf(channelType: ChannelType, value: unknown): MessageType {
	const type = messageTypes.find(
		(candidate) => candidate.value === value && candidate.channels.includes(channelType),
	);
	if (type) return type;
	throw new InvalidInput(
		`'Message Type' ${String(value)} does not exist on ${CHANNELS[channelType].name}`,
		"Choose 'Message Type' again.",
	);
}
