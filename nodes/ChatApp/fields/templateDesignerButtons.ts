import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { flowLocator } from './managementLocators';

type Show = IDisplayOptions['show'];

const LABEL: INodeProperties = {
	displayName: 'Button Text',
	name: 'text',
	type: 'string',
	default: '',
	placeholder: 'e.g. Track parcel',
	description: 'Up to 25 characters, without variables',
};

const URL_FIELD: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/track/$(track)',
	displayOptions: { show: { type: ['URL'] } },
	description: 'The page to open. One variable may stand at its end.',
};

const PHONE_FIELD: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. +6531589000',
	displayOptions: { show: { type: ['PHONE_NUMBER'] } },
	description: 'The number to call, with + and country code',
};

const OPT_OUT_FIELD: INodeProperties = {
	displayName: 'Opt-Out Button',
	name: 'isOptOut',
	type: 'boolean',
	default: false,
	displayOptions: { show: { type: ['QUICK_REPLY'] } },
	description: 'Whether the button says that somebody wants no more marketing messages',
};

const OTHER_FIELDS: readonly INodeProperties[] = [
	{
		displayName: 'Coupon Code',
		name: 'couponCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. $(couponCode)',
		displayOptions: { show: { type: ['COPY_CODE'] } },
		description: 'Letters and digits, or a variable that each message fills',
	},
	{
		...flowLocator,
		name: 'flowId',
		required: false,
		displayOptions: { show: { type: ['FLOW'] } },
		description: 'The flow that the button opens: a form that users fill in within WhatsApp',
	},
	{
		displayName: 'Flow Action',
		name: 'flowAction',
		type: 'options',
		options: [
			{
				name: 'Exchange Data',
				value: 'DATA_EXCHANGE',
				description: "The flow's own endpoint says which screen opens",
			},
			{ name: 'Open Screen', value: 'NAVIGATE' },
		],
		default: 'NAVIGATE',
		displayOptions: { show: { type: ['FLOW'] } },
		description: 'What the button does',
	},
	{
		displayName: 'First Screen',
		name: 'navigateScreen',
		type: 'string',
		default: '',
		placeholder: 'e.g. START',
		displayOptions: { show: { type: ['FLOW'], flowAction: ['NAVIGATE'] } },
		description: 'The ID of the screen to open',
	},
];

const CARD_TYPES: readonly INodePropertyOptions[] = [
	{ name: 'Call Phone Number', value: 'PHONE_NUMBER' },
	{ name: 'Open URL', value: 'URL' },
	{ name: 'Quick Reply', value: 'QUICK_REPLY' },
];

const ALL_TYPES: readonly INodePropertyOptions[] = [
	...CARD_TYPES,
	{ name: 'Copy Code', value: 'COPY_CODE', description: 'Copies a coupon code' },
	{ name: 'Open Flow', value: 'FLOW', description: 'Opens a form (WhatsApp Flow)' },
	{ name: 'View Catalog', value: 'CATALOG', description: 'Opens the whole catalog' },
	{ name: 'View Products', value: 'MPM', description: 'Opens the products that a message lists' },
];

/** Buttons of every kind but those of authentication templates. */
export function buttonsField(show: Show): INodeProperties {
	return {
		...collection(
			'Up to 10 buttons, of which 1 calls and 2 open URLs at most. Quick replies stand all before or all after the others.',
			[typeField(ALL_TYPES), LABEL, URL_FIELD, PHONE_FIELD, OPT_OUT_FIELD, ...OTHER_FIELDS],
		),
		displayOptions: { show },
	};
}

/** The buttons of one card. */
export const cardButtonsField: INodeProperties = collection(
	'Up to 2 buttons, of the same kinds in all cards',
	[typeField(CARD_TYPES), LABEL, URL_FIELD, PHONE_FIELD, OPT_OUT_FIELD],
);

/** The one button that Viber has. */
export function viberButtonFields(show: Show): INodeProperties[] {
	return [
		{
			displayName: 'Button Text',
			name: 'viberButtonText',
			type: 'string',
			default: '',
			placeholder: 'e.g. Open shop',
			displayOptions: { show },
			description: 'The text of the button. Leave it empty for a template without a button.',
		},
		{
			displayName: 'Button URL',
			name: 'viberButtonUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/shop',
			displayOptions: { show, hide: { headerType: ['VIDEO'] } },
			description: 'The page that the button opens. Below a video, the button has none.',
		},
	];
}

function typeField(types: readonly INodePropertyOptions[]): INodeProperties {
	return {
		displayName: 'Button Type',
		name: 'type',
		type: 'options',
		options: [...types].sort((a, b) => a.name.localeCompare(b.name)),
		default: 'QUICK_REPLY',
		description: 'What happens when somebody presses the button',
	};
}

function collection(description: string, values: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true, multipleValueButtonText: 'Add Button' },
		placeholder: 'Add Button',
		default: {},
		description,
		options: [{ displayName: 'Button', name: 'button', values }],
	};
}
