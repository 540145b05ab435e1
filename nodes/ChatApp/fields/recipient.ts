import type { INodeProperties } from 'n8n-workflow';

/** Who gets the message; one receiver an item. */
export const toField: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +65 9123 4567',
	description:
		'The recipient: a phone number with country code, or a user ID. To reply, use from.address of the trigger.',
};

/** From the node itself, so that the description does not hold the names once for each way to send. */
const countryList = {
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getCountries' },
} as const;

/** Completes numbers of a CRM that are stored without a country code. */
export const defaultCountryOption: INodeProperties = {
	...countryList,
	displayName: 'Default Country',
	name: 'defaultCountry',
	default: 'SG',
	description:
		"The country of phone numbers in 'To' that have no plus sign or 00, even if the digits could be a number in another country",
};

export const taskIdOption: INodeProperties = {
	displayName: 'Task ID',
	name: 'taskId',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-1001',
	description: 'Your own ID, returned in delivery statuses',
};

export const replyToOption: INodeProperties = {
	displayName: 'Reply To Message ID',
	name: 'contextMessageId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 61851ccb2f1365b16aee0001',
	description: 'The ID of the sent or received message to quote',
};
