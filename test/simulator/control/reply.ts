import { randomInt } from 'node:crypto';
import type { Message } from '../world/messages';

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
	contextMessageId?: string;
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

/** The fields of a notification's `Message`, from what a person would give. */
export function replyFields(type: string, reply: Reply, quoted: Message | null): unknown {
	const text = reply.text ?? '';
	const media = MEDIA[type];
	if (media) {
		const id = String(randomInt(1e14, 2.8e14));
		const { mimeType, ending } = media;
		return { ...(text && { caption: text }), id, mimeType, url: `${OSS}/${id}.${ending}` };
	}
	if (type !== 'REPLY') return text;
	const { buttons = [], cards = [] } = quoted?.appearance ?? {};
	const all = [...buttons, ...cards.flatMap((card) => card.buttons)];
	const button = all.find((one) => one.text === text);
	return { payload: button?.payload ?? text, text };
}
