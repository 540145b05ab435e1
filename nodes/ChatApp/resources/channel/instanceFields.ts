import {
	flagParameter,
	textParameter,
	WEB_ADDRESS,
	type CallParameter,
} from '../../fields/parameter';

export const instanceName = textParameter('InstanceName', {
	displayName: 'Channel Name',
	name: 'instanceName',
	required: true,
	placeholder: 'e.g. Acme WhatsApp',
	description: 'The name of the channel in the console',
});

/** The chat apps that the service has channels to. */
export const instanceType = {
	displayName: 'Channel Type',
	name: 'channelType',
	options: [
		{ name: 'Instagram', value: 'instagram' },
		{ name: 'Messenger', value: 'messenger' },
		{ name: 'Viber', value: 'viber' },
		{ name: 'WhatsApp', value: 'whatsapp' },
	],
	default: 'whatsapp',
	description: 'The chat app to connect the channel to',
};

/** What a channel may have beside its name. */
export const instanceDetails: readonly CallParameter[] = [
	textParameter('InstanceDescription', {
		displayName: 'Channel Description',
		name: 'instanceDescription',
		placeholder: 'e.g. Orders and returns',
		description: 'What the channel is for',
	}),
	textParameter(
		'ContactMail',
		{
			displayName: 'Contact Email',
			name: 'contactMail',
			placeholder: 'e.g. name@email.com',
			description: 'Email address where the service can contact the business',
		},
		{ pattern: /^[^\s@]+@[^\s@]+$/, wanted: 'an email address' },
	),
	textParameter('CountryId', {
		displayName: 'Country Code',
		name: 'countryId',
		placeholder: 'e.g. SG',
		description: "The service's country code for the business",
	}),
	textParameter('FacebookBmId', {
		displayName: 'Facebook Business Manager ID',
		name: 'facebookBmId',
		placeholder: 'e.g. 700000000000001',
		description: 'The Meta business that owns the channel',
	}),
	textParameter('OfficeAddress', {
		displayName: 'Office Address',
		name: 'officeAddress',
		placeholder: 'e.g. 1 Raffles Place, Singapore',
		description: 'The postal address of the business',
	}),
	textParameter(
		'IsvTerms',
		{
			displayName: 'Partner Terms URL',
			name: 'isvTerms',
			placeholder: 'e.g. https://example.com/terms.pdf',
			description: 'URL of the customer agreement, required for service partners',
		},
		WEB_ADDRESS,
	),
	flagParameter(
		'IsConfirmAudit',
		{
			displayName: 'Confirm Review',
			name: 'isConfirmAudit',
			description: 'Whether to submit the channel for review',
		},
		'letter',
	),
];
