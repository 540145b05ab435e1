import { CHANNEL_TYPES } from '../../../../alibabaCloud/channels/channels';
import { captionField, fileFields } from './fields';
import type { MessageType } from './messageType';
import { someText } from './values';

export const image: MessageType = {
	value: 'image',
	name: 'Image',
	description: 'An image. WhatsApp supports JPEG and PNG up to 5 MB.',
	channels: CHANNEL_TYPES,
	properties: [...fileFields, captionField],
	media: () => 'image',
	content: ({ read, media: { link } }) => ({ link, caption: someText(read('caption')) }),
};
