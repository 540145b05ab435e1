import { choiceParameter, textParameter } from '../../fields/parameter';

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/qr-codes */
const LONGEST_MESSAGE = 140;

export const prefilledMessage = textParameter(
	'PrefilledMessage',
	{
		displayName: 'Prefilled Message',
		name: 'prefilledMessage',
		required: true,
		placeholder: 'e.g. I would like to order',
		description: `The message prefilled in the chat when a user scans the code, up to ${LONGEST_MESSAGE} characters`,
	},
	{ longest: LONGEST_MESSAGE },
);

export const imageFormat = choiceParameter('GenerateQrImage', {
	displayName: 'Image Format',
	name: 'imageFormat',
	options: [
		{ name: 'PNG', value: 'PNG' },
		{ name: 'SVG', value: 'SVG' },
	],
	description: 'The file format of the QR code image',
});
