import type { INodeProperties } from 'n8n-workflow';

/**
 * Conditions of the message log.
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
		description: 'The start of the period to list',
	},
	{
		displayName: 'Sent Before',
		name: 'endTime',
		type: 'dateTime',
		default: '',
		description: 'The end of the period to list',
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
