import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput, requiredText } from '../../../alibabaCloud/input/invalidInput';
import { isEmptyValue } from '../../../alibabaCloud/input/plainValue';
import { textOf } from '../../../alibabaCloud/input/text';
import { readMoment } from '../../fields/moment';
import { channelParameter, META_ID, textParameter, WEB_ADDRESS } from '../../fields/parameter';
import { additionalFields } from '../../fields/reading';
import { confirmation, singleCall } from '../../calls/singleCall';
import { readCollection } from '../../fields/parameters';
import { readUserData, userDataField } from './userData';

const EVENT_FIELDS: readonly INodeProperties[] = [
	{
		displayName: 'Event Name',
		name: 'eventName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Purchase',
		description: 'A standard Meta event, such as Purchase or LeadSubmitted, or a custom event',
	},
	{
		displayName: 'Event Time',
		name: 'eventTime',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'When the event happened',
	},
	userDataField,
];

const MORE_FIELDS: readonly INodeProperties[] = [
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: '',
		placeholder: 'e.g. SGD',
		description: 'The three-letter currency code of the value',
	},
	{
		displayName: 'Opt Out',
		name: 'optOut',
		type: 'boolean',
		default: false,
		description: 'Whether to prevent Meta from using the event for ad targeting',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'number',
		default: 0,
		description: 'The value of the event in the selected currency',
	},
];

export const send = singleCall({
	value: 'send',
	name: 'Send',
	action: 'Send conversion event',
	description:
		'Report the outcome of a chat to Meta, such as a purchase, to improve ads that start chats',
	calls: 'RequestWhatsappConversionApi',
	parameters: [
		channelParameter,
		textParameter(
			'PageId',
			{
				displayName: 'Page ID',
				name: 'pageId',
				required: true,
				placeholder: 'e.g. 600000000000001',
				description: 'The Facebook page of the ad that the user clicked',
			},
			META_ID,
		),
	],
	others: EVENT_FIELDS,
	added: additionalFields(
		[
			textParameter('EventId', {
				displayName: 'Event ID',
				name: 'eventId',
				placeholder: 'e.g. order-1001',
				description: 'Your own ID, used by Meta to detect duplicate events',
			}),
			textParameter(
				'EventSourceUrl',
				{
					displayName: 'Event Source URL',
					name: 'eventSourceUrl',
					placeholder: 'e.g. https://example.com/shop',
					description: 'The URL of the page where the event happened',
				},
				WEB_ADDRESS,
			),
		],
		MORE_FIELDS,
	),
	complete({ functions }, itemIndex, { EventId, EventSourceUrl }) {
		const name = requiredText(functions.getNodeParameter('eventName', itemIndex, ''), 'Event Name');
		const given: unknown = functions.getNodeParameter('eventTime', itemIndex, '');
		const more = readCollection(functions, 'additionalFields', itemIndex);
		const event = {
			EventName: name,
			EventTime: Math.floor(readMoment(functions, given, 'Event Time') / 1000),
			ActionSource: 'business_messaging',
			MessagingChannel: 'whatsapp',
			UserData: readUserData(readCollection(functions, 'userData', itemIndex)),
			CustomData: worth(more),
			EventId,
			EventSourceUrl,
			OptOut: isEmptyValue(more.optOut) ? undefined : more.optOut,
		};
		return { RequestData: [event], EventId: undefined, EventSourceUrl: undefined };
	},
	result(answer) {
		const [event] = answer.sent.RequestData as [IDataObject];
		const { EventName, EventTime, EventId = null } = event;
		return confirmation(
			answer,
			{
				sent: true,
				eventName: EventName,
				eventTime: new Date(Number(EventTime) * 1000).toISOString(),
				eventId: EventId,
			},
			['CustSpaceId', 'PageId'],
		);
	},
});

/** Meta takes a value only with its currency. */
function worth({ value, currency }: IDataObject): IDataObject | undefined {
	// `Number` makes 0 of an empty text, and a purchase of nothing would be reported.
	const text = textOf(value);
	if (text === '' && !currency) return undefined;
	const code = requiredText(currency, 'Currency').toUpperCase();
	const amount = text === '' ? NaN : Number(text);
	if (!/^[A-Z]{3}$/.test(code)) {
		throw new InvalidInput(
			`'Currency' is not a three-letter currency code: ${code}`,
			'Use a code such as SGD.',
		);
	}
	if (!Number.isFinite(amount)) {
		throw new InvalidInput("'Value' is not a number", "Fill in 'Value', or remove 'Currency'.");
	}
	return { value: amount, currency: code };
}
