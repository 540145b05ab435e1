import { InvalidInput } from '../input/invalidInput';
import { CHANNELS, type ChannelType } from '../channels/channels';

export const MEDIA_KINDS = ['image', 'video', 'audio', 'document', 'sticker', 'gif'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

export interface MediaLimit {
	/** In bytes. */
	readonly largest: number;
	/** Absent where no list of formats is documented: then the service decides. */
	readonly mimeTypes?: readonly string[];
	readonly source: string;
}

const KB = 1024;
const MB = 1024 * KB;

const META_MEDIA =
	'https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media';
const META_STICKER =
	'https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/sticker-messages';
const META_INSTAGRAM =
	'https://developers.facebook.com/docs/messenger-platform/instagram/features/send-message';
const META_MESSENGER =
	'https://developers.facebook.com/docs/messenger-platform/send-messages/saving-assets';

const MESSENGER: MediaLimit = { largest: 25 * MB, source: META_MESSENGER };

/** Only documented limits: where a channel states none, the service decides. */
export const MEDIA_LIMITS = Object.freeze({
	whatsapp: {
		image: { largest: 5 * MB, mimeTypes: ['image/jpeg', 'image/png'], source: META_MEDIA },
		video: { largest: 16 * MB, mimeTypes: ['video/mp4', 'video/3gpp'], source: META_MEDIA },
		audio: {
			largest: 16 * MB,
			mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
			source: META_MEDIA,
		},
		document: { largest: 100 * MB, source: META_MEDIA },
		sticker: { largest: 500 * KB, mimeTypes: ['image/webp'], source: META_STICKER },
	},
	messenger: { image: MESSENGER, video: MESSENGER, audio: MESSENGER, document: MESSENGER },
	instagram: {
		image: { largest: 8 * MB, mimeTypes: ['image/jpeg', 'image/png'], source: META_INSTAGRAM },
		video: {
			largest: 25 * MB,
			mimeTypes: ['video/mp4', 'video/ogg', 'video/x-msvideo', 'video/quicktime', 'video/webm'],
			source: META_INSTAGRAM,
		},
		audio: {
			largest: 25 * MB,
			mimeTypes: ['audio/aac', 'audio/mp4', 'audio/wav', 'video/mp4'],
			source: META_INSTAGRAM,
		},
	},
	viber: {},
	telegram: {},
}) satisfies Readonly<Record<ChannelType, Readonly<Partial<Record<MediaKind, MediaLimit>>>>>;

/** What a channel takes of a kind of file; `undefined` where it documents nothing. */
export function limitOf(channel: ChannelType, kind: MediaKind): MediaLimit | undefined {
	const limits: Readonly<Partial<Record<MediaKind, MediaLimit>>> = MEDIA_LIMITS[channel];
	return limits[kind];
}

/** A sticker that does not move may be no larger. */
export const STATIC_STICKER_LARGEST = 100 * KB;

/** Other names that files come with. https://www.iana.org/assignments/media-types/media-types.xhtml */
const ALIASES: Readonly<Record<string, string>> = Object.freeze({
	'image/jpg': 'image/jpeg',
	'image/pjpeg': 'image/jpeg',
	'audio/mp3': 'audio/mpeg',
	'audio/x-m4a': 'audio/mp4',
	'audio/m4a': 'audio/mp4',
	'audio/x-aac': 'audio/aac',
	'audio/aacp': 'audio/aac',
	'audio/opus': 'audio/ogg',
	'application/ogg': 'audio/ogg',
	'audio/x-wav': 'audio/wav',
	'audio/wave': 'audio/wav',
	'video/3gp': 'video/3gpp',
});

/** What is known of a file before it is read. */
export interface FileFacts {
	readonly fileName: string;
	readonly mimeType: string;
	/** In bytes. */
	readonly size: number;
}

/**
 * Checks format and size of a file against what a channel takes as this kind of media.
 *
 * @throws InvalidInput with the field's label, the limit and the actual size or format.
 */
export function assertMediaLimits(
	channel: ChannelType,
	kind: MediaKind,
	{ fileName, mimeType, size }: FileFacts,
	label: string,
): void {
	if (size === 0) {
		throw new InvalidInput(
			`'${label}' is an empty file: ${fileName}`,
			'Check the node that created the file.',
		);
	}
	const limit = limitOf(channel, kind);
	if (!limit) return;
	const name = CHANNELS[channel].name;
	const type = plainType(mimeType);
	if (limit.mimeTypes && !limit.mimeTypes.includes(type)) {
		throw new InvalidInput(
			`'${label}' has a file that ${name} does not accept as ${kind}: ${fileName} is ${type || 'of an unknown type'}`,
			`Use a file of type ${limit.mimeTypes.join(', ')}${orAsDocument(channel, kind)}.`,
		);
	}
	const way = orAsDocument(channel, kind);
	assertSize(limit.largest, { fileName, size }, label, `${name} ${kind}`, way);
}

/**
 * The smaller limit of stickers that do not move; whether one does is only known from its bytes.
 *
 * @throws InvalidInput with the limit and the actual size.
 */
export function assertStickerSize(data: Buffer, fileName: string, label: string): void {
	if (isAnimatedWebp(data)) return;
	const file = { fileName, size: data.length };
	// Only WhatsApp has stickers, and documents too.
	const way = orAsDocument('whatsapp', 'sticker');
	assertSize(STATIC_STICKER_LARGEST, file, label, 'sticker without animation', way);
}

/** What a file is sent as when nobody says so. */
export function kindOf(mimeType: string): MediaKind {
	const type = plainType(mimeType);
	if (type === 'image/webp') return 'sticker';
	const family = MEDIA_KINDS.find((kind) => type.startsWith(`${kind}/`));
	return family ?? 'document';
}

/** Lower case, without parameters, under its usual name. A header that is there twice has it twice. */
export function plainType(mimeType: string): string {
	const [type = ''] = mimeType.toLowerCase().split(/[;,]/);
	const trimmed = type.trim();
	return (Object.hasOwn(ALIASES, trimmed) ? ALIASES[trimmed] : undefined) ?? trimmed;
}

function assertSize(
	largest: number,
	{ fileName, size }: Pick<FileFacts, 'fileName' | 'size'>,
	label: string,
	what: string,
	way: string,
): void {
	if (size <= largest) return;
	throw new InvalidInput(
		`'${label}' has a file that is too large: ${fileName} has ${readableSize(size)}, and the limit is ${readableSize(largest)} (${what})`,
		`Make the file smaller before this node${way}.`,
	);
}

/** Rounded up, so that a file that is one byte too large does not look as if it fitted. */
function readableSize(bytes: number): string {
	const [unit, name] = bytes < MB ? [KB, 'KB'] : [MB, 'MB'];
	return `${Math.ceil((bytes / unit) * 100) / 100} ${name}`;
}

/** The way out that nearly every file has, where the channel has it and the file did not take it yet. */
function orAsDocument(channel: ChannelType, kind: MediaKind): string {
	return kind !== 'document' && limitOf(channel, 'document') ? ', or send it as a document' : '';
}

/** The extended header of WebP has a flag for it: https://developers.google.com/speed/webp/docs/riff_container */
function isAnimatedWebp(data: Buffer): boolean {
	const isExtended = data.length > 20 && data.toString('latin1', 12, 16) === 'VP8X';
	return isExtended && ((data[20] ?? 0) & 0x02) !== 0;
}
