import { fileFields } from './fields';
import type { MessageType } from './messageType';

export const sticker: MessageType = {
	value: 'sticker',
	name: 'Sticker',
	description: 'A sticker. WhatsApp takes WebP, up to 100 KB without and 500 KB with animation.',
	channels: ['telegram', 'whatsapp'],
	properties: fileFields,
	media: () => 'sticker',
	content: ({ media: { link } }) => ({ link }),
};
