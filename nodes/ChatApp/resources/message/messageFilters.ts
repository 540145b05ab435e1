import type { IDataObject, INodeProperties } from 'n8n-workflow';

/**
 * Conditions of the message log. The service has none for the ID of a message: see `isMessage`.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-listchatappmessage
 */
export const messageFilters: readonly INodeProperties[] = [
	{
		displayName: 'Direction',
		name: 'eventAction',
		type: 'options',
		options: [
			{ name: 'Received', value: 'UP' },
			{ name: 'Sent', value: 'DOWN' },
		],
		default: 'DOWN',
		description: 'Who wrote the message',
	},
	{
		displayName: 'Group Message ID',
		name: 'groupMessageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 90000000000001',
		description: 'The ID that a bulk send returned',
	},
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 61851ccb2f1365b16aee0001',
		description:
			'The ID that a send returned. The service cannot search for it, so all messages of the period are read until it is found: narrow the period down.',
	},
	{
		displayName: 'Message Status',
		name: 'messageStatus',
		type: 'string',
		default: '',
		placeholder: 'e.g. success',
		description: 'The state of the message as the service names it',
	},
	{
		displayName: 'Sent After',
		name: 'startTime',
		type: 'dateTime',
		default: '',
		description:
			"The start of the period to list, at most 90 days before its end. If empty, 30 days before 'Sent Before'.",
	},
	{
		displayName: 'Sent Before',
		name: 'endTime',
		type: 'dateTime',
		default: '',
		description: 'The end of the period to list. If empty, the period ends now.',
	},
	{
		displayName: 'Template Code',
		name: 'templateCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1119000000000000001',
		description: 'The template that the message was sent with',
	},
	{
		displayName: 'User Number',
		name: 'userNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +65 9123 4567',
		description: 'The number of the person on the other side',
	},
];

/** Whether a row of the log is this message: it has an ID for the service and one for itself. */
export function isMessage({ messageId, uniqueMessageId }: IDataObject, id: string): boolean {
	return [messageId, uniqueMessageId].some((one) => one !== undefined && String(one) === id);
}
