import type { INodeProperties } from 'n8n-workflow';

import { COUNTRY_NAMES } from '../messages/countries';

/** Who gets the message; one receiver an item. */
export const toField: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +65 9123 4567',
	description:
		'The receiver: a phone number with country code, or the ID of the user where there is no number. To answer, use from.address of the trigger.',
};

/** Completes numbers of a CRM that are stored without a country code. */
export const defaultCountryOption: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'options',
	options: Object.entries(COUNTRY_NAMES).map(([value, name]) => ({ name, value })),
	default: 'SG',
	description:
		"The country of phone numbers in 'To' without a plus sign or 00. It decides also where the digits could be a number of another country: write those with a plus sign.",
};

export const taskIdOption: INodeProperties = {
	displayName: 'Task ID',
	name: 'taskId',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-1001',
	description: 'An ID of your own that comes back in the delivery statuses of the message',
};

export const replyToOption: INodeProperties = {
	displayName: 'Reply To Message ID',
	name: 'contextMessageId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 61851ccb2f1365b16aee0001',
	description: 'The ID of a sent or received message to quote',
};
