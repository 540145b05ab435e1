import type { INodeProperties } from 'n8n-workflow';

import { CHANNELS, CHANNEL_TYPES, type ChannelType } from '../../alibabaCloud/channels/channels';
import { whatsAppFirst } from './channelType';

/** Who gets the message; one receiver an item. */
const toField: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +65 9123 4567',
	description:
		'The recipient: a phone number with country code, or a user ID. To reply, use from.address of the trigger.',
};

/** The same parameter, with the kind of ID that the chosen channel has. */
export function toFields(channels?: readonly ChannelType[]): INodeProperties[] {
	return whatsAppFirst(channels).map((channelType) => {
		const { kind, example } = CHANNELS[channelType].to;
		return {
			...toField,
			placeholder: `e.g. ${example}`,
			displayOptions: { show: { channelType: [channelType] } },
			description: `${kind}. To reply, use from.address of the trigger.`,
			...(channelType === 'whatsapp' && {
				builderHint: {
					propertyHint:
						'Every channelType needs it: a phone number for whatsapp and viber, a user ID for the others.',
				},
			}),
		};
	});
}

const WITH_PHONES = CHANNEL_TYPES.filter((type) => CHANNELS[type].recipient === 'phone');

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
	displayOptions: { show: { '/channelType': WITH_PHONES } },
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
