import { trimCopied } from '../../../../alibabaCloud/input/plainValue';
import type { MessageType } from './messageType';
import { asText, idOf, someText } from './values';

export const reaction: MessageType = {
	value: 'reaction',
	name: 'Reaction',
	description: 'An emoji reaction to a message',
	channels: ['whatsapp'],
	properties: [
		{
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 61851ccb2f1365b16aee0001',
			description: 'The ID of the message to react to',
		},
		{
			displayName: 'Emoji',
			name: 'emoji',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.emoji }}',
			description:
				'The emoji to react with. Leave empty to remove the reaction. Whether the service supports removal is not documented.',
		},
	],
	content: ({ read }) => ({
		messageId: idOf(asText(read('messageId'))),
		// Only an empty text removes a reaction: what an expression did not find has to be one.
		emoji: trimCopied(someText(read('emoji')) ?? ''),
	}),
};
