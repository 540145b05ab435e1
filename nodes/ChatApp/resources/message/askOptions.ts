import type { INodeProperties } from 'n8n-workflow';

import { mediaHostsProperty } from '../../../alibabaCloud/files/mediaHosts';

export const LIMIT_LABEL = 'Limit Wait Time';
export const APPROVERS_LABEL = 'Approvers';
export const EARLIER_LABEL = 'Also Answers';

/** The option of n8n's own nodes that wait for a response. */
const limitWaitTimeOption: INodeProperties = {
	displayName: LIMIT_LABEL,
	name: 'limitWaitTime',
	type: 'fixedCollection',
	description:
		'How long to wait for a response before the execution continues without one. n8n checks once a minute.',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					default: 'afterTimeInterval',
					options: [
						{
							name: 'After Time Interval',
							value: 'afterTimeInterval',
							description: 'Wait for a certain amount of time',
						},
						{
							name: 'At Specified Time',
							value: 'atSpecifiedTime',
							description: 'Wait until the set date and time',
						},
					],
					description: 'When the execution continues without a response',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 2 },
					default: 1,
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					description: 'The time to wait, at least one minute',
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					default: 'hours',
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					description: 'The unit of the amount',
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					description: 'The time at which the execution continues without a response',
				},
			],
		},
	],
};

/** What asking has beside the options of all sends. */
export const askOptions: readonly INodeProperties[] = [
	limitWaitTimeOption,
	{
		displayName: EARLIER_LABEL,
		name: 'earlierQuestions',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.question.keys }}',
		description:
			'The keys of earlier questions of this execution that this one reminds of. Their buttons count as responses too. They must have the same choices.',
	},
	{
		displayName: APPROVERS_LABEL,
		name: 'approvers',
		type: 'string',
		default: '',
		placeholder: 'e.g. +65 9123 4567, +60 12 345 0002',
		description:
			'The only numbers or user IDs whose response counts. Separate multiple values with commas. An empty list allows nobody. Without this option, the recipient can respond, or anyone in a group.',
	},
	{
		displayName: 'Closing Message',
		name: 'closingMessage',
		type: 'string',
		default: '',
		placeholder: 'e.g. Thank you, we will take care of it.',
		description: 'A message to send when the response arrives',
	},
	{
		displayName: 'Download Media',
		name: 'downloadMedia',
		type: 'boolean',
		default: false,
		description:
			"Whether to download a file that is the response into the binary field 'data'. If the download fails, the result keeps the link and 'mediaError' holds the reason.",
	},
	{
		displayName: 'Download Size Limit (MB)',
		name: 'mediaMaxMegabytes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 20,
		description: 'Larger files are not downloaded. The result keeps the link.',
	},
	mediaHostsProperty,
	{
		displayName: 'List Button Text',
		name: 'listButton',
		type: 'string',
		default: 'Choose',
		placeholder: 'e.g. Show times',
		description: 'Text of the button that opens a list of choices, up to 20 characters',
	},
	{
		displayName: 'Long Messages',
		name: 'longMessages',
		type: 'options',
		default: 'fail',
		options: [
			{ name: 'Fail', value: 'fail', description: 'Return an error and send nothing' },
			{
				name: 'Shorten',
				value: 'shorten',
				description: 'Send the start and say how much is missing',
			},
		],
		description:
			'What to do if the message is longer than the chat app allows. Human review of a tool shortens unless this is set.',
	},
	{
		displayName: 'Reply to Others',
		name: 'replyToOthers',
		type: 'string',
		default: '',
		placeholder: 'e.g. Only the manager on duty can answer this.',
		description:
			'A message to people who respond but are not allowed to, sent once for each person. The node keeps waiting.',
	},
];
