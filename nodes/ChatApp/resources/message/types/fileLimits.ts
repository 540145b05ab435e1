import type { ChannelType } from '../../../../alibabaCloud/channels/channels';
import {
	limitOf,
	STATIC_STICKER_LARGEST,
	type MediaKind,
} from '../../../../alibabaCloud/files/mediaLimits';

/** Formats as people call them. */
const NAMES: Readonly<Record<string, string>> = Object.freeze({
	'image/jpeg': 'JPEG',
	'image/png': 'PNG',
	'image/webp': 'WebP',
	'video/mp4': 'MP4',
	'video/3gpp': '3GP',
	'video/ogg': 'OGG',
	'video/x-msvideo': 'AVI',
	'video/quicktime': 'MOV',
	'video/webm': 'WebM',
	'audio/aac': 'AAC',
	'audio/amr': 'AMR',
	'audio/mpeg': 'MP3',
	'audio/mp4': 'M4A',
	'audio/ogg': 'OGG',
	'audio/wav': 'WAV',
});

/** A kind of file with what the channel takes of it, where that is documented. */
export function withLimits(what: string, channelType: ChannelType, kind: MediaKind): string {
	const limit = limitOf(channelType, kind);
	if (limit === undefined) return what;
	const formats = inWords((limit.mimeTypes ?? []).map((type) => NAMES[type] ?? type));
	const still = kind === 'sticker' ? ` (${size(STATIC_STICKER_LARGEST)} without animation)` : '';
	const most = `up to ${size(limit.largest)}${still}`;
	return `${what}: ${formats === '' ? most : `${formats}, ${most}`}`;
}

function inWords(names: readonly string[]): string {
	const distinct = [...new Set(names)];
	return distinct.length > 1
		? `${distinct.slice(0, -1).join(', ')} or ${distinct.at(-1)}`
		: (distinct[0] ?? '');
}

function size(bytes: number): string {
	const kilobytes = bytes / 1024;
	return kilobytes < 1024 ? `${kilobytes} KB` : `${kilobytes / 1024} MB`;
}
