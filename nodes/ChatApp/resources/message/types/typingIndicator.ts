import { contentJsonField } from './fields';
import type { MessageType } from './messageType';
import { readJson } from './values';

export const typingIndicator: MessageType = {
	value: 'typing_indicator',
	name: 'Typing Indicator',
	description:
		"Shows that an answer is being written. Its content is not documented: try an empty object together with the option 'Reply To Message ID'.",
	channels: ['whatsapp'],
	properties: [contentJsonField],
	content: ({ read }) => readJson(read('contentJson'), contentJsonField.displayName),
};
