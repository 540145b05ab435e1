import type { INodeProperties } from 'n8n-workflow';

import { CHANNELS, CHANNEL_TYPES, type ChannelType } from '../../alibabaCloud/channels/channels';

/** The channels that have templates. */
export const TEMPLATE_CHANNELS: readonly ChannelType[] = ['viber', 'whatsapp'];

/**
 * WhatsApp first, for fields that each channel has in a form of its own: the definitions that n8n writes
 * for assistants have the first field of each name only.
 */
export function whatsAppFirst(channels: readonly ChannelType[] = CHANNEL_TYPES): ChannelType[] {
	const others = channels.filter((channelType) => channelType !== 'whatsapp');
	return others.length < channels.length ? ['whatsapp', ...others] : others;
}

/** First field of what works on one kind of channel: the lists below it follow. */
export function channelTypeField(
	description: string,
	offered: readonly ChannelType[] = CHANNEL_TYPES,
): INodeProperties {
	return {
		displayName: 'Channel Type',
		name: 'channelType',
		type: 'options',
		options: offered.map((value) => ({ name: CHANNELS[value].name, value })),
		default: 'whatsapp',
		description,
	};
}
