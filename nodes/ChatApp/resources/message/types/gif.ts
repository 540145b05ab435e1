import { fileFields } from './fields';
import type { MessageType } from './messageType';

export const gif: MessageType = {
	value: 'gif',
	name: 'GIF',
	description: 'An animated image',
	channels: ['telegram'],
	properties: fileFields,
	media: () => 'gif',
	content: ({ media: { link } }) => ({ link }),
};
