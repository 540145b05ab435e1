import type { INodeProperties } from 'n8n-workflow';

import { approvedTemplateLocator, languageLocator } from '../../fields/locators';
import { variablesField } from '../../fields/templateVariables';

/** How a question reaches somebody who has not written in the last 24 hours. */
export const SEND_AS = Object.freeze({
	message: 'message',
	template: 'template',
	automatic: 'automatic',
});

const WITH_TEMPLATE = {
	// In this order, as `narrowed` says.
	show: { sendAs: [SEND_AS.template, SEND_AS.automatic], channelType: ['whatsapp'] },
};

const messageField: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Can we deliver on Monday?',
	description:
		"The question. WhatsApp supports up to 1,024 characters with buttons or a list, and up to 4,096 without. A template is sent with its own text: use this text in 'Template Variables' if needed.",
};

const responseTypeField: INodeProperties = {
	displayName: 'Response Type',
	name: 'responseType',
	type: 'options',
	default: 'approval',
	options: [
		{ name: 'Approval', value: 'approval', description: 'Approve or decline in the chat' },
		{ name: 'Choice', value: 'choice', description: 'Choose one of up to ten options in the chat' },
		{ name: 'Free Text', value: 'freeText', description: 'Write any message in the chat' },
	],
	description: 'How the person can respond',
};

/** Names and values are those of n8n's own nodes: n8n shows these fields for human review. */
const approvalOptionsField: INodeProperties = {
	displayName: 'Approval Options',
	name: 'approvalOptions',
	type: 'fixedCollection',
	placeholder: 'Add option',
	default: {},
	description: 'The buttons of an approval and their labels',
	displayOptions: { show: { responseType: ['approval'] } },
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Type of Approval',
					name: 'approvalType',
					type: 'options',
					default: 'single',
					options: [
						{ name: 'Approve Only', value: 'single' },
						{ name: 'Approve and Disapprove', value: 'double' },
					],
					description: 'Which buttons the message has',
				},
				{
					displayName: 'Approve Button Label',
					name: 'approveLabel',
					type: 'string',
					default: 'Approve',
					placeholder: 'e.g. Approve',
					description: 'Up to 20 characters',
					displayOptions: { show: { approvalType: ['single', 'double'] } },
				},
				{
					displayName: 'Disapprove Button Label',
					name: 'disapproveLabel',
					type: 'string',
					default: 'Decline',
					placeholder: 'e.g. Decline',
					description: 'Up to 20 characters',
					displayOptions: { show: { approvalType: ['double'] } },
				},
			],
		},
	],
};

const ofChoice = { show: { responseType: ['choice'] } };

const choiceFields: readonly INodeProperties[] = [
	{
		displayName: 'Choices From',
		name: 'choicesMode',
		type: 'options',
		default: 'fields',
		options: [
			{ name: 'Fields', value: 'fields', description: 'Enter each choice' },
			{ name: 'Incoming Data', value: 'data', description: 'Use an array, for example of times' },
		],
		displayOptions: ofChoice,
		description: 'Where the choices come from',
	},
	{
		displayName: 'Choices',
		name: 'choices',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Choice' },
		placeholder: 'Add Choice',
		default: {},
		displayOptions: { show: { choicesMode: ['fields'], responseType: ['choice'] } },
		description: 'Up to three choices become buttons, and up to ten a list',
		options: [
			{
				displayName: 'Choice',
				name: 'choice',
				values: [
					{
						displayName: 'Label',
						name: 'label',
						type: 'string',
						default: '',
						placeholder: 'e.g. Monday',
						description: 'Up to 20 characters on a button, and up to 24 in a list',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2026-11-30',
						description: "Returned with the response. Leave empty to use 'Label'.",
					},
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						default: '',
						placeholder: 'e.g. 09:00 to 12:00',
						description: 'Text below the label in a list, up to 72 characters',
					},
				],
			},
		],
	},
	{
		displayName: 'Choices (Array)',
		name: 'choicesData',
		type: 'json',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.times }}',
		displayOptions: { show: { choicesMode: ['data'], responseType: ['choice'] } },
		description:
			'An array of texts, or of objects with label, value and description. Up to three choices become buttons, and up to ten a list.',
	},
	{
		displayName: 'Accept Other Text',
		name: 'acceptText',
		type: 'boolean',
		default: false,
		displayOptions: ofChoice,
		description:
			'Whether any other message is a response too. If off, it is an ordinary message and the node keeps waiting. Text that equals a label always counts as that choice.',
	},
];

const sendAsField: INodeProperties = {
	displayName: 'Send As',
	name: 'sendAs',
	type: 'options',
	default: 'message',
	displayOptions: { show: { channelType: ['whatsapp'] } },
	options: [
		{
			name: 'Automatic',
			value: SEND_AS.automatic,
			description: 'Send a template if the 24-hour window is closed',
		},
		{
			name: 'Message',
			value: SEND_AS.message,
			description: 'Reaches people who messaged you in the last 24 hours',
		},
		{
			name: 'Template',
			value: SEND_AS.template,
			description: 'Reaches people at any time, with the quick reply buttons of the template',
		},
	],
	description:
		'How to send the question. A template needs a quick reply button for each choice, with the same labels or in the same order.',
};

const TEMPLATE_FIELDS = [approvedTemplateLocator, languageLocator, variablesField];

/** What is asked and how, in the order of the editor. */
export const askFields: readonly INodeProperties[] = [
	messageField,
	responseTypeField,
	approvalOptionsField,
	...choiceFields,
	sendAsField,
	...TEMPLATE_FIELDS.map((field) => Object.assign({}, field, { displayOptions: WITH_TEMPLATE })),
];
