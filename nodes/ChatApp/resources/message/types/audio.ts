import { fileFields } from './fields';
import type { MessageType } from './messageType';

export const audio: MessageType = {
	value: 'audio',
	name: 'Audio',
	description:
		'An audio file or voice message. WhatsApp supports AAC, AMR, MP3, M4A and OGG up to 16 MB.',
	channels: ['instagram', 'messenger', 'telegram', 'whatsapp'],
	properties: fileFields,
	media: () => 'audio',
	content: ({ media: { link } }) => ({ link }),
};
