import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionalText, requiredText } from '../../../../alibabaCloud/input/invalidInput';
import { replyToOption } from '../../../fields/recipient';
import { contentJsonField } from './fields';
import type { MessageInput, MessageType } from './messageType';
import { readJson } from './values';

const MESSAGE_ID = 'Message ID';

const messageIdField: INodeProperties = {
	displayName: MESSAGE_ID,
	name: 'messageId',
	type: 'string',
	required: true,
	default: '={{ $json.messageId }}',
	placeholder: 'e.g. 61851ccb2f1365b16aee0001',
	description:
		"The ID of the message you are replying to. Filled in from the trigger's output by default.",
};

/** Where the content was written before there was a field for the message: still sent as it is. */
const storedContentField: INodeProperties = { ...contentJsonField, type: 'hidden' };

export const typingIndicator: MessageType = {
	value: 'typing_indicator',
	name: 'Typing Indicator',
	description:
		'Shows the recipient that you are typing. The service does not document this type. Send a test message first.',
	channels: ['whatsapp'],
	properties: [messageIdField, storedContentField],
	parameters(input) {
		if (storedContent(input)) return {};
		// The option was the only way to name the message before; what is stored there stays in force.
		const named = optionalText(input.options.contextMessageId, replyToOption.displayName);
		return { ContextMessageId: named ?? requiredText(input.read('messageId'), MESSAGE_ID) };
	},
	content: (input) => storedContent(input),
};

/** `undefined` where nobody wrote a content. */
function storedContent({ read }: Pick<MessageInput, 'read'>): IDataObject | undefined {
	const given = read(storedContentField.name);
	const isEmpty = given === undefined || given === null || given === '';
	const content = isEmpty ? {} : (readJson(given, contentJsonField.displayName) as IDataObject);
	return Object.keys(content).length > 0 ? content : undefined;
}
