import { fileFields } from './fields';
import type { MessageType } from './messageType';

export const sticker: MessageType = {
	value: 'sticker',
	name: 'Sticker',
	description:
		'A sticker. WhatsApp supports WebP, up to 100 KB for static and 500 KB for animated stickers.',
	channels: ['telegram', 'whatsapp'],
	properties: fileFields,
	media: () => 'sticker',
	content: ({ media: { link } }) => ({ link }),
};
