import { CHANNEL_TYPES, type ChannelType } from '../../../../alibabaCloud/channels/channels';
import type { MediaKind } from '../../../../alibabaCloud/files/mediaLimits';
import { withLimits } from './fileLimits';
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
		description: 'An image',
		channels: CHANNEL_TYPES,
		hasCaption: true,
	},
	{
		// Viber's videos need more: see `viber.ts`.
		value: 'video',
		name: 'Video',
		description: 'A video',
		channels: WITHOUT_VIBER,
		hasCaption: true,
	},
	{
		value: 'audio',
		name: 'Audio',
		description: 'An audio file or voice message',
		channels: WITHOUT_VIBER,
		hasCaption: false,
	},
	{
		value: 'sticker',
		name: 'Sticker',
		description: 'A sticker',
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
	description: (channelType) => withLimits(kind.description, channelType, kind.value),
	channels: kind.channels,
	properties: kind.hasCaption ? [...fileFields, captionField] : fileFields,
	media: () => kind.value,
	content: ({ read, media: { link } }) =>
		kind.hasCaption ? { link, caption: someText(read('caption')) } : { link },
}));
