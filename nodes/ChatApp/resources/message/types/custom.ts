import { requiredText } from '../../../../alibabaCloud/input/invalidInput';
import { CHANNEL_TYPES } from '../../../../alibabaCloud/channels/channels';
import { contentJsonField } from './fields';
import type { MessageType } from './messageType';
import { readJson } from './values';

const NAME = 'Message Type Name';

export const custom: MessageType = {
	value: 'custom',
	name: 'Custom (JSON)',
	description:
		'Any message type, with its content as JSON. For types that are not documented, such as carousel, pin, couponTemplate, regularTemplate, quickReply and buttonTemplate.',
	channels: CHANNEL_TYPES,
	properties: [
		{
			displayName: NAME,
			name: 'customMessageType',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. quickReply',
			description: 'The name of the message type in the service',
		},
		contentJsonField,
	],
	serviceName: (read) => requiredText(read('customMessageType'), NAME),
	content: ({ read }) => readJson(read('contentJson'), contentJsonField.displayName),
};
