import type { IDataObject } from 'n8n-workflow';

import { optionalText } from '../../../alibabaCloud/input/invalidInput';
import { conditionParameter, type CallParameter } from '../../fields/parameter';
import { filterFields, type AddedFields } from '../../fields/reading';
import { ownDigits } from '../../../alibabaCloud/input/phoneNumber';

const userNumberCondition = conditionParameter('UserNumber', {
	displayName: 'User Number',
	name: 'userNumber',
	placeholder: 'e.g. +65 9123 4567',
	description: 'The number or ID of the other person',
});

/** Of people whose number is hidden, such as `SG.1349`, and of groups: no number begins like it. */
const ID = /^(?:[A-Za-z][\w.=@-]*|[\w-]+@g\.us)$/;

const userNumber: CallParameter = {
	...userNumberCondition,
	read(given) {
		const number = optionalText(given, userNumberCondition.property.displayName);
		return number && (ID.test(number) ? number : ownDigits(number, 'User Number'));
	},
};

/**
 * Conditions of the message log. The service has none for the ID of a message: see `isMessage`.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-listchatappmessage
 */
export const messageFilters: AddedFields = filterFields(
	[
		conditionParameter('EventAction', {
			displayName: 'Direction',
			name: 'eventAction',
			type: 'options',
			options: [
				{ name: 'Received', value: 'UP' },
				{ name: 'Sent', value: 'DOWN' },
			],
			default: 'DOWN',
			description: 'Whether the message was sent or received by the business',
		}),
		conditionParameter('GroupMessageId', {
			displayName: 'Group Message ID',
			name: 'groupMessageId',
			placeholder: 'e.g. 90000000000001',
			description: 'The group message ID returned by Send Bulk',
		}),
		conditionParameter('MessageId', {
			displayName: 'Message ID',
			name: 'messageId',
			placeholder: 'e.g. 61851ccb2f1365b16aee0001',
			description:
				'The ID returned when it was sent. The service cannot search by ID, so all messages of the period are read until it is found. Use a short period.',
		}),
		conditionParameter('MessageStatus', {
			displayName: 'Message Status',
			name: 'messageStatus',
			placeholder: 'e.g. success',
			description: 'The message status, as named by the service',
		}),
		conditionParameter('TemplateCode', {
			displayName: 'Template Code',
			name: 'templateCode',
			placeholder: 'e.g. 1119000000000000001',
			description: 'The code of the template used for the message',
		}),
		userNumber,
	],
	[
		{
			displayName: 'Sent After',
			name: 'startTime',
			type: 'dateTime',
			default: '',
			description:
				"Start of the period, at most 90 days before its end. Leave empty for 30 days before 'Sent Before'.",
		},
		{
			displayName: 'Sent Before',
			name: 'endTime',
			type: 'dateTime',
			default: '',
			description: 'End of the period. Leave empty to use the current time.',
		},
	],
);

/** Whether a row of the log is this message: it has an ID for the service and one for itself. */
export function isMessage({ messageId, uniqueMessageId }: IDataObject, id: string): boolean {
	return [messageId, uniqueMessageId].some((one) => one !== undefined && String(one) === id);
}
