import { CHANNEL_TYPES } from '../../../../shared/messages/channels';
import type { MessageType } from './messageType';

export const text: MessageType = {
	value: 'text',
	name: 'Text',
	description: 'A text message, with links and emoji',
	channels: CHANNEL_TYPES,
	properties: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Thank you, we are looking into it.',
			description: 'The text of the message. WhatsApp takes up to 4,096 characters.',
		},
	],
	options: [
		{
			displayName: 'Preview Link',
			name: 'previewUrl',
			type: 'boolean',
			default: false,
			description: 'Whether to show a preview of the first link in the text',
		},
	],
	content: (read, { previewUrl }) => ({
		text: asText(read('text')),
		...(previewUrl === true ? { previewUrl } : {}),
	}),
};

/** Numbers reach a text field through expressions and are texts to a receiver. */
function asText(value: unknown): unknown {
	return typeof value === 'number' ? String(value) : value;
}
