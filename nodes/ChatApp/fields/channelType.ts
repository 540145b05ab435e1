import type { INodeProperties } from 'n8n-workflow';

import { CHANNELS, CHANNEL_TYPES, type ChannelType } from '../../alibabaCloud/channels/channels';

/** The channels that have templates. */
export const TEMPLATE_CHANNELS: readonly ChannelType[] = ['viber', 'whatsapp'];

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
