interface Channel {
	readonly name: string;
	/** How receivers are addressed; ids belong to the channel and pass as they are. */
	readonly recipient: 'phone' | 'id';
	/** What 'From' holds, for error texts. */
	readonly sender: string;
	/** Whether a free-form message needs a recent one from the receiver. */
	readonly hasWindow: boolean;
}

/**
 * The channels of a send.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmessage
 */
export const CHANNELS = Object.freeze({
	instagram: {
		name: 'Instagram',
		recipient: 'id',
		sender: 'professional account ID',
		hasWindow: true,
	},
	messenger: { name: 'Messenger', recipient: 'id', sender: 'page ID', hasWindow: true },
	telegram: { name: 'Telegram', recipient: 'id', sender: 'bot ID', hasWindow: false },
	viber: { name: 'Viber', recipient: 'phone', sender: 'service ID', hasWindow: false },
	whatsapp: { name: 'WhatsApp', recipient: 'phone', sender: 'phone number', hasWindow: true },
}) satisfies Readonly<Record<string, Channel>>;

export type ChannelType = keyof typeof CHANNELS;

export const CHANNEL_TYPES = Object.keys(CHANNELS) as readonly ChannelType[];
