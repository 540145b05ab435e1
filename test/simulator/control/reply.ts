import { randomInt } from 'node:crypto';
import { choicesOf, findChoice } from '../world/choices';
import type { Message } from '../world/messages';
import type { FileFacts, SentFile } from './files';

export interface Reply {
	/** Who writes. */
	user: string;
	/** The sender that is written to; default the first number. */
	to?: string;
	/** Default TEXT. Any case. */
	type?: string;
	/** The text, the caption, or the label of a quick reply. */
	text?: string;
	/** The fields of the type, e.g. {payload, text} of a REPLY; goes before `text`. */
	message?: unknown;
	/** The file of IMAGE, AUDIO (a voice message), VIDEO, DOCUMENT; without one the link leads nowhere. */
	file?: SentFile;
	/** The place of LOCATION; default an office. */
	location?: { latitude: number | string; longitude: number | string } & Partial<
		Record<'name' | 'address', string>
	>;
	/** The message that is quoted, whoever wrote it. */
	contextMessageId?: string;
	/** The group that is written in, instead of the business alone. */
	groupId?: string;
	/** Name in the profile; default the user's name. */
	name?: string;
	/** Business-scoped user ids. */
	fromUserId?: string;
	fromParentUserId?: string;
	fromUserName?: string;
}

const MEDIA: Readonly<Record<string, { ending: string; mimeType: string }>> = {
	IMAGE: { ending: 'jpeg', mimeType: 'image/jpeg' },
	VIDEO: { ending: 'mp4', mimeType: 'video/mp4' },
	AUDIO: { ending: 'ogg', mimeType: 'audio/ogg' },
	DOCUMENT: { ending: 'pdf', mimeType: 'application/pdf' },
	STICKER: { ending: 'webp', mimeType: 'image/webp' },
};
const OSS = 'https://whatsapp-prod-oss-bucket.oss-ap-southeast-1.aliyuncs.com';
const OFFICE = {
	...{ latitude: '1.2806', longitude: '103.8540' },
	...{ name: 'Office', address: '10 Marina Blvd' },
};

/** Whether messages of this type bring a file. */
export function isMedia(type: string): boolean {
	return Object.hasOwn(MEDIA, type);
}

export function nextFileId(): string {
	return String(randomInt(1e14, 2.8e14));
}

/**
 * The fields of a notification's `Message`, from what a person would give. `file` is where the
 * storage has it.
 */
export function replyFields(
	type: string,
	reply: Reply,
	{ quoted, file }: { quoted: Message | null; file: FileFacts | null },
): unknown {
	const text = reply.text ?? '';
	const media = MEDIA[type];
	if (media) return mediaFields(type, text, file ?? unstored(media));
	if (type === 'LOCATION') return locationFields(reply.location ?? OFFICE);
	if (type !== 'REPLY') return text;
	const choice = quoted ? findChoice(choicesOf(quoted.appearance), text) : null;
	return { payload: choice?.id ?? text, text };
}

function unstored({ mimeType, ending }: { mimeType: string; ending: string }): FileFacts {
	const id = nextFileId();
	return { id, mimeType, name: `File.${ending}`, url: `${OSS}/${id}.${ending}` };
}

/**
 * IMAGE has no name. Captions are documented for IMAGE alone.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound-1
 */
function mediaFields(type: string, caption: string, { id, mimeType, name, url }: FileFacts) {
	const names: Readonly<Record<string, object>> = {
		VIDEO: { name },
		AUDIO: { filename: name, animated: false },
		DOCUMENT: { name, filename: name },
	};
	return { ...(caption && { caption }), ...names[type], id, mimeType, url };
}

/** All fields are texts. */
function locationFields(place: NonNullable<Reply['location']>) {
	return {
		address: place.address ?? '',
		latitude: String(place.latitude),
		longitude: String(place.longitude),
		name: place.name ?? '',
	};
}
