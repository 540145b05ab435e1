import { captionField, fileFields } from './fields';
import type { MessageType } from './messageType';
import { someText } from './values';

/** Viber's videos need more: see `viber.ts`. */
export const video: MessageType = {
	value: 'video',
	name: 'Video',
	description: 'A video. WhatsApp supports MP4 and 3GP up to 16 MB.',
	channels: ['instagram', 'messenger', 'telegram', 'whatsapp'],
	properties: [...fileFields, captionField],
	media: () => 'video',
	content: ({ read, media: { link } }) => ({ link, caption: someText(read('caption')) }),
};
