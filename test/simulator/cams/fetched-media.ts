import { isRecord } from '../gateway/params';
import { BUCKET, type MediaStore } from '../oss/store';

const KB = 1024;
const MB = 1024 * KB;

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media */
const TAKEN: Readonly<Record<string, { types: RegExp; largest: number }>> = {
	image: { types: /^image\/(jpeg|png)/, largest: 5 * MB },
	video: { types: /^video\/(mp4|3gpp)/, largest: 16 * MB },
	audio: { types: /^audio\/(aac|amr|mpeg|mp4|ogg)/, largest: 16 * MB },
	document: { types: /./, largest: 100 * MB },
	sticker: { types: /^image\/webp/, largest: 500 * KB },
};

/**
 * Whether WhatsApp could not use a file that lies in this simulator's storage: it is gone, closed
 * to readers, too large or of another format. Files elsewhere are never fetched.
 */
export function cannotFetch(store: MediaStore, type: string, content: unknown): boolean {
	if (!isRecord(content)) return false;
	if (type !== 'interactive') return isOutOfReach(store, type, content);
	const { cards } = isRecord(content.action) ? content.action : {};
	return [content, ...(Array.isArray(cards) ? (cards as unknown[]) : [])].some((part) => {
		const header = isRecord(part) && isRecord(part.header) ? part.header : {};
		const kind = String(header.type);
		return isOutOfReach(store, kind, header[kind]);
	});
}

function isOutOfReach(store: MediaStore, kind: string, holder: unknown): boolean {
	const rule = TAKEN[kind];
	const prefix = `${store.endpoint}/${BUCKET}/`;
	const link = isRecord(holder) ? String(holder.link) : '';
	if (!rule || !link.startsWith(prefix)) return false;
	const path = link.slice(prefix.length).split('?')[0] ?? '';
	const file = store.objects.get(decodeURIComponent(path));
	const isOpen = file?.isPublic === true || link.includes('Signature=');
	return !file || !isOpen || !rule.types.test(file.contentType) || file.data.length > rule.largest;
}
