import type { INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../../../alibabaCloud/lists/alphabetical';
import { CHANNELS, type ChannelType } from '../../../alibabaCloud/channels/channels';
import { whatsAppFirst } from '../../fields/channelType';
import { narrowed } from '../../fields/narrowed';
import { messageTypes } from './types';
import type { MessageType } from './types/messageType';

/** One list a channel, since each offers types of its own. */
export function messageTypeFields(): INodeProperties[] {
	return whatsAppFirst().map((channelType) => ({
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: alphabetical(
			messageTypes.filter(({ channels }) => channels.includes(channelType)),
			({ name }) => name,
		).map(({ name, value, description }) => ({
			name,
			value,
			description: typeof description === 'string' ? description : description(channelType),
		})),
		default: 'text',
		displayOptions: { show: { channelType: [channelType] } },
		description: `The type of ${CHANNELS[channelType].name} message to send`,
		...(channelType === 'whatsapp' && { builderHint: { propertyHint: typesOfOthers() } }),
	}));
}

/** What a definition cannot say of a field that has other values in each channel. */
function typesOfOthers(): string {
	return whatsAppFirst()
		.slice(1)
		.map((channelType) => {
			const types = messageTypes.filter(({ channels }) => channels.includes(channelType));
			return `With ${channelType}: ${types.map(({ value }) => value).join(', ')}.`;
		})
		.join(' ');
}

/**
 * The fields of all types. A field object that several types share appears once, so the editor loads
 * a short description: a channel has no more of the types than it offers.
 */
export function contentFields(): INodeProperties[] {
	const shared = new Set(messageTypes.flatMap(({ properties }) => properties));
	return [...shared].map((property) => {
		const types = messageTypes.filter(({ properties }) => properties.includes(property));
		const { channelType: only, ...own } = property.displayOptions?.show ?? {};
		const channelType = whatsAppFirst().filter(
			(channel) => types.some((type) => offers(type, channel)) && (only?.includes(channel) ?? true),
		);
		const messageType = types
			.filter((type) => channelType.some((channel) => offers(type, channel)))
			.map(({ value }) => value);
		return {
			...property,
			displayOptions: {
				...property.displayOptions,
				show: narrowed({ messageType, channelType }, own),
			},
		};
	});
}

/** `undefined` when the channel has no such type. */
export function findType(channel: ChannelType, value: unknown): MessageType | undefined {
	return messageTypes.find((type) => type.value === value && offers(type, channel));
}

function offers({ channels }: MessageType, channel: ChannelType): boolean {
	return channels.includes(channel);
}
