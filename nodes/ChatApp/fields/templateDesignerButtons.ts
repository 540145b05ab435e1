import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { alphabetical } from '../../alibabaCloud/lists/alphabetical';
import { flowLocator } from './managementLocators';

type Show = IDisplayOptions['show'];

const LABEL: INodeProperties = {
	displayName: 'Button Text',
	name: 'text',
	type: 'string',
	default: '',
	placeholder: 'e.g. Track parcel',
	description: 'Up to 25 characters. Variables are not supported.',
};

const URL_FIELD: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/track/$(track)',
	displayOptions: { show: { type: ['URL'] } },
	description: 'The URL to open. Can end with one variable.',
};

const PHONE_FIELD: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. +6531589000',
	displayOptions: { show: { type: ['PHONE_NUMBER'] } },
	description: 'The phone number to call, with + and country code',
};

const OPT_OUT_FIELD: INodeProperties = {
	displayName: 'Opt-Out Button',
	name: 'isOptOut',
	type: 'boolean',
	default: false,
	displayOptions: { show: { type: ['QUICK_REPLY'] } },
	description: 'Whether the button lets recipients opt out of marketing messages',
};

const OTHER_FIELDS: readonly INodeProperties[] = [
	{
		displayName: 'Coupon Code',
		name: 'couponCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. $(couponCode)',
		displayOptions: { show: { type: ['COPY_CODE'] } },
		description: 'Letters and digits, or a variable to set for each message',
	},
	{
		...flowLocator,
		name: 'flowId',
		required: false,
		displayOptions: { show: { type: ['FLOW'] } },
		description:
			'The WhatsApp Flow that the button opens, a form that users fill in within WhatsApp',
	},
	{
		displayName: 'Flow Action',
		name: 'flowAction',
		type: 'options',
		options: [
			{
				name: 'Exchange Data',
				value: 'DATA_EXCHANGE',
				description: "The flow's endpoint decides which screen to open",
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
		description: 'The ID of the screen to open first',
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
	{ name: 'View Catalog', value: 'CATALOG', description: 'Opens the entire catalog' },
	{ name: 'View Products', value: 'MPM', description: 'Opens the products listed in the message' },
];

/** Buttons of every kind but those of authentication templates. */
export function buttonsField(show: Show): INodeProperties {
	return {
		...collection(
			'Up to 10 buttons, including at most 1 phone number and 2 URLs. Place quick replies either before or after all other buttons.',
			[typeField(ALL_TYPES), LABEL, URL_FIELD, PHONE_FIELD, OPT_OUT_FIELD, ...OTHER_FIELDS],
		),
		displayOptions: { show },
	};
}

/** The buttons of one card. */
export const cardButtonsField: INodeProperties = collection(
	'Up to 2 buttons. All cards must have the same button types.',
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
			description: 'The text of the button. Leave empty for no button.',
		},
		{
			displayName: 'Button URL',
			name: 'viberButtonUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/shop',
			displayOptions: { show, hide: { headerType: ['VIDEO'] } },
			description: 'The URL that the button opens. Not used for videos.',
		},
	];
}

function typeField(types: readonly INodePropertyOptions[]): INodeProperties {
	return {
		displayName: 'Button Type',
		name: 'type',
		type: 'options',
		options: alphabetical(types, ({ name }) => name),
		default: 'QUICK_REPLY',
		description: 'What happens when the button is tapped',
	};
}

function collection(description: string, values: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: {
			fixedCollection: { itemTitle: '={{ $collection.item.value.text }}' },
			multipleValues: true,
			sortable: true,
			multipleValueButtonText: 'Add Button',
		},
		placeholder: 'Add Button',
		default: {},
		description,
		options: [{ displayName: 'Button', name: 'button', values }],
	};
}
