import { CHANNEL_TYPES } from '../../../../alibabaCloud/channels/channels';
import { textFields } from './fields';
import type { MessageType } from './messageType';
import { asText } from './values';

export const text: MessageType = {
	value: 'text',
	name: 'Text',
	description: 'A text, which can include links and emoji',
	channels: CHANNEL_TYPES,
	properties: textFields,
	options: [
		{
			displayName: 'Preview Link',
			name: 'previewUrl',
			type: 'boolean',
			default: false,
			description: 'Whether to show a preview of the first link in the text',
		},
	],
	content: ({ read, options: { previewUrl } }) => ({
		text: asText(read('text')),
		...(previewUrl === true ? { previewUrl } : {}),
	}),
};
