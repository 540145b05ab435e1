import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { notInDefinitions } from '../runtime/definitions';
import { channelTypeField } from './channelType';
import { narrowed } from './narrowed';
import { authenticationFields } from './templateDesignerAuthentication';
import { buttonsField, viberButtonFields } from './templateDesignerButtons';
import { cardFields } from './templateDesignerCards';
import { viberHeaderFields, whatsappHeaderFields } from './templateDesignerHeader';

type Show = IDisplayOptions['show'];

const FIELDS: Show = { designMode: ['fields'] };
const ON_WHATSAPP: Show = narrowed(FIELDS, { channelType: ['whatsapp'] });
const TEXT: Show = narrowed(ON_WHATSAPP, { category: ['MARKETING', 'UTILITY'] });
const VIBER: Show = narrowed(FIELDS, { channelType: ['viber'] });
/** Hints, because descriptions are seen only by those who look for them. */
const VARIABLE_HINT =
	'Write variables as $(name). Double braces do not work here because n8n reads them as an expression.';
const JSON_HINT = 'Write variables as $(name). {{name}} and {{1}} also work.';

export const templateTypeField: INodeProperties = channelTypeField('The chat app of the template', [
	'viber',
	'whatsapp',
]);

export const categoryField: INodeProperties = {
	displayName: 'Category',
	name: 'category',
	type: 'options',
	options: [
		{
			name: 'Authentication',
			value: 'AUTHENTICATION',
			description: 'One-time codes. WhatsApp provides the text.',
		},
		{ name: 'Marketing', value: 'MARKETING', description: 'Offers, news, invitations' },
		{ name: 'Utility', value: 'UTILITY', description: 'Orders, appointments, account updates' },
	],
	default: 'UTILITY',
	displayOptions: { show: { channelType: ['whatsapp'] } },
	description: 'The purpose of the template. WhatsApp may change it during review.',
};

/** What the refusal of a category calls the choice below. */
export const LAYOUT_OPTION_NAME = 'Component Layout';

/** The same parameter on Viber. An update keeps the category, so only Create has it. */
export const viberCategoryField: INodeProperties = {
	displayName: 'Category',
	name: 'category',
	type: 'options',
	options: [
		{ name: 'Authentication', value: 'AUTHENTICATION', description: 'One-time codes' },
		{
			name: 'Component Layout',
			value: 'layout',
			description: 'Such as text_image_button. Determined from the fields below.',
		},
		{ name: 'Marketing', value: 'MARKETING', description: 'Offers, news, invitations' },
		{ name: 'Utility', value: 'UTILITY', description: 'Orders, appointments, account updates' },
	],
	default: 'layout',
	displayOptions: { show: { channelType: ['viber'] } },
	description:
		'The service documents two kinds of categories for Viber: the help pages use the component layout, and the latest SDK uses the purpose. If one is rejected, try the other. It cannot be changed later.',
};

const designModeField: INodeProperties = {
	displayName: 'Design',
	name: 'designMode',
	type: 'options',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{
			name: 'Using JSON',
			value: 'json',
			description:
				"The component list in the service's format, for example from the operation 'Get'",
		},
	],
	default: 'fields',
	description: 'How to define the components of the template',
	builderHint: {
		propertyHint:
			"Set 'json' and write the components into componentsJson as WhatsApp's template API has them, with keys such as Type and Text. The single fields are for people and are not listed here.",
	},
};

const layoutField: INodeProperties = {
	displayName: 'Layout',
	name: 'layout',
	type: 'options',
	options: [
		{ name: 'Carousel', value: 'carousel', description: 'Text with up to ten cards below it' },
		{
			name: 'Limited-Time Offer',
			value: 'limitedTimeOffer',
			description: 'An offer with a countdown. Requires the category Marketing.',
		},
		{ name: 'Standard', value: 'standard', description: 'Header, body, footer and buttons' },
	],
	default: 'standard',
	displayOptions: { show: TEXT },
	description: 'The type of template layout',
};

const offerFields: readonly INodeProperties[] = [
	{
		displayName: 'Offer Text',
		name: 'offerText',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 20% off',
		displayOptions: { show: narrowed(TEXT, { layout: ['limitedTimeOffer'] }) },
		description: 'The headline of the offer, up to 16 characters',
	},
	{
		displayName: 'Show Countdown',
		name: 'offerHasExpiration',
		type: 'boolean',
		default: true,
		displayOptions: { show: narrowed(TEXT, { layout: ['limitedTimeOffer'] }) },
		description: 'Whether to show when the offer ends. The end is set for each message.',
	},
];

function bodyField(show: Show, description: string, required: boolean): INodeProperties {
	return {
		displayName: 'Body',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 4 },
		...(required ? { required } : {}),
		default: '',
		placeholder: 'e.g. Hi $(name), your order $(order) ships today.',
		hint: VARIABLE_HINT,
		displayOptions: { show },
		description,
	};
}

const footerField: INodeProperties = {
	displayName: 'Footer',
	name: 'footerText',
	type: 'string',
	default: '',
	placeholder: 'e.g. Acme Store',
	displayOptions: { show: narrowed(TEXT, { layout: ['standard'] }) },
	description: 'Small text at the end, up to 60 characters. Variables are not supported.',
};

const examplesField = (show: Show): INodeProperties => ({
	displayName: 'Variable Examples',
	name: 'variableExamples',
	type: 'fixedCollection',
	typeOptions: {
		fixedCollection: { itemTitle: '={{ $collection.item.value.name }}' },
		multipleValues: true,
		multipleValueButtonText: 'Add Example',
	},
	placeholder: 'Add Example',
	default: {},
	displayOptions: { show },
	description:
		'A sample value for every variable of the template, used for the review. Missing and unknown variables are reported when the node runs.',
	options: [
		{
			displayName: 'Example',
			name: 'example',
			values: [
				{
					displayName: 'Variable',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. order',
					description: 'The name of the variable, such as order for $(order)',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. A-1001',
					description: 'A realistic value without personal data',
				},
			],
		},
	],
});

const jsonFields: readonly INodeProperties[] = [
	{
		displayName: 'Components (JSON)',
		name: 'componentsJson',
		type: 'json',
		typeOptions: { rows: 10 },
		required: true,
		default: '[\n  {\n    "Type": "BODY",\n    "Text": "Hi $(name)"\n  }\n]',
		hint: JSON_HINT,
		displayOptions: { show: { designMode: ['json'] } },
		description:
			"JSON array of components in the service's format. It is validated against the documented rules.",
	},
	{
		displayName: 'Variable Examples (JSON)',
		name: 'examplesJson',
		type: 'json',
		default: '{\n  "name": "Mei"\n}',
		displayOptions: { show: { designMode: ['json'] } },
		description: 'JSON object with a sample value for every variable of the template',
	},
];

/** Assistants that build workflows write the components as JSON, as WhatsApp's own clients do. */
const designFields: readonly INodeProperties[] = [
	layoutField,
	...whatsappHeaderFields(TEXT),
	...viberHeaderFields(VIBER),
	...offerFields,
	bodyField(TEXT, 'The text of the template, up to 1,024 characters (offers: 600)', true),
	bodyField(
		VIBER,
		'The text of the template, up to 1,024 characters. Optional below a file.',
		false,
	),
	footerField,
	buttonsField(narrowed(TEXT, { layout: ['limitedTimeOffer', 'standard'] })),
	...viberButtonFields(VIBER),
	...cardFields(narrowed(TEXT, { layout: ['carousel'] })),
	...authenticationFields(narrowed(ON_WHATSAPP, { category: ['AUTHENTICATION'] })),
	examplesField(TEXT),
	examplesField(VIBER),
].map(notInDefinitions);

/** The parts of a template, from the kind of design to the examples. */
export const designerFields: readonly INodeProperties[] = [
	designModeField,
	...designFields,
	...jsonFields,
];

export const pauseField: INodeProperties = {
	displayName: 'Pause on Category Change',
	name: 'categoryChangePaused',
	type: 'boolean',
	default: false,
	displayOptions: { show: { channelType: ['whatsapp'] } },
	description:
		'Whether to pause the template if WhatsApp changes its category from Utility to Marketing, which costs more',
};

/** Options of the template itself. */
export const designerOptions: readonly INodeProperties[] = [
	{
		displayName: 'Message Time to Live',
		name: 'messageSendTtlSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 600,
		description:
			'Seconds during which WhatsApp tries to deliver a message. Alibaba Cloud support must enable it for your account. Documented ranges differ: 30 to 900 for authentication and 30 to 43,200 for utility, or 30 to 2,592,000, or 60 to 600.',
	},
];
