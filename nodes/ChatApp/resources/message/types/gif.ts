import { fileFields } from './fields';
import type { MessageType } from './messageType';

export const gif: MessageType = {
	value: 'gif',
	name: 'GIF',
	description: 'A moving picture',
	channels: ['telegram'],
	properties: fileFields,
	media: () => 'gif',
	content: ({ media: { link } }) => ({ link }),
};
