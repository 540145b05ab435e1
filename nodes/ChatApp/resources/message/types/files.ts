import { CHANNEL_TYPES, type ChannelType } from '../../../../alibabaCloud/channels/channels';
import type { MediaKind } from '../../../../alibabaCloud/files/mediaLimits';
import { captionField, fileFields } from './fields';
import type { MessageType } from './messageType';
import { someText } from './values';

interface FileKind {
	readonly value: MediaKind;
	readonly name: string;
	readonly description: string;
	readonly channels: readonly ChannelType[];
	readonly hasCaption: boolean;
}

const WITHOUT_VIBER: readonly ChannelType[] = ['instagram', 'messenger', 'telegram', 'whatsapp'];

const KINDS = Object.freeze([
	{
		value: 'image',
		name: 'Image',
		description: 'An image. WhatsApp supports JPEG and PNG up to 5 MB.',
		channels: CHANNEL_TYPES,
		hasCaption: true,
	},
	{
		// Viber's videos need more: see `viber.ts`.
		value: 'video',
		name: 'Video',
		description: 'A video. WhatsApp supports MP4 and 3GP up to 16 MB.',
		channels: WITHOUT_VIBER,
		hasCaption: true,
	},
	{
		value: 'audio',
		name: 'Audio',
		description:
			'An audio file or voice message. WhatsApp supports AAC, AMR, MP3, M4A and OGG up to 16 MB.',
		channels: WITHOUT_VIBER,
		hasCaption: false,
	},
	{
		value: 'sticker',
		name: 'Sticker',
		description:
			'A sticker. WhatsApp supports WebP, up to 100 KB for static and 500 KB for animated stickers.',
		channels: ['telegram', 'whatsapp'],
		hasCaption: false,
	},
	{
		value: 'gif',
		name: 'GIF',
		description: 'An animated image',
		channels: ['telegram'],
		hasCaption: false,
	},
] as const) satisfies readonly FileKind[];

/** The types that are a file and at most a caption; documents have a name and type as well. */
export const fileTypes: readonly MessageType[] = KINDS.map((kind: FileKind) => ({
	value: kind.value,
	name: kind.name,
	description: kind.description,
	channels: kind.channels,
	properties: kind.hasCaption ? [...fileFields, captionField] : fileFields,
	media: () => kind.value,
	content: ({ read, media: { link } }) =>
		kind.hasCaption ? { link, caption: someText(read('caption')) } : { link },
}));
