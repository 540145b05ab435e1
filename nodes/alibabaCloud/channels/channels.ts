interface Channel {
	readonly name: string;
	/** How receivers are addressed; ids belong to the channel and pass as they are. */
	readonly recipient: 'phone' | 'id';
	/** What 'To' holds, with an example. */
	readonly to: { readonly kind: string; readonly example: string };
	/** What 'From' holds, for error texts. */
	readonly sender: string;
	readonly senderExample: string;
	/** Whether a free-form message needs a recent one from the receiver. */
	readonly hasWindow: boolean;
}

/**
 * Where the console lists the channels of an account, as the parameter `CustSpaceId` of
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmessage
 * says. No address of a single channel is documented.
 */
export const CHANNELS_PAGE = 'https://chatapp.console.alibabacloud.com/CustomerList';

/**
 * The channels of a send.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmessage
 */
export const CHANNELS = Object.freeze({
	instagram: {
		name: 'Instagram',
		recipient: 'id',
		to: { kind: 'Instagram user ID of the recipient', example: '6189052817722431' },
		sender: 'professional account ID',
		senderExample: '17841405822304914',
		hasWindow: true,
	},
	messenger: {
		name: 'Messenger',
		recipient: 'id',
		to: { kind: 'Page-scoped user ID (PSID) of the recipient', example: '4842160912529463' },
		sender: 'page ID',
		senderExample: '106540352242922',
		hasWindow: true,
	},
	telegram: {
		name: 'Telegram',
		recipient: 'id',
		to: { kind: 'Telegram ID of the recipient', example: '598273461' },
		sender: 'bot ID',
		senderExample: '7219340165',
		hasWindow: false,
	},
	viber: {
		name: 'Viber',
		recipient: 'phone',
		to: { kind: 'Phone number of the recipient with country code', example: '+65 9123 4567' },
		sender: 'service ID',
		senderExample: '29731',
		hasWindow: false,
	},
	whatsapp: {
		name: 'WhatsApp',
		recipient: 'phone',
		to: {
			kind: 'Phone number of the recipient with country code, or a business-scoped user ID',
			example: '+65 9123 4567',
		},
		sender: 'phone number',
		senderExample: '6531589000',
		hasWindow: true,
	},
}) satisfies Readonly<Record<string, Channel>>;

export type ChannelType = keyof typeof CHANNELS;

export const CHANNEL_TYPES = Object.keys(CHANNELS) as readonly ChannelType[];
