import { isEmptyValue } from '../../../alibabaCloud/input/plainValue';
import { ownDigits } from '../../../alibabaCloud/input/phoneNumber';
import { collectPages, keyOfFields, rowsOf } from '../../../alibabaCloud/lists/pages';
import { listCall } from '../../calls/listCall';
import { channelTypeField } from '../../fields/channelType';
import { senderLocator } from '../../fields/locators';
import { readMoment } from '../../fields/moment';
import { channelParameter, locatorParameter, type CallParameter } from '../../fields/parameter';
import { channelTypeOf, readCollection } from '../../fields/parameters';
import { toResult } from '../../runtime/results';
import { isMessage, messageFilters } from './messageFilters';
import { messagePeriod } from './messagePeriod';

const channelTypeParameter: CallParameter = {
	property: channelTypeField('The chat app to list messages of', ['viber', 'whatsapp']),
	sentAs: 'ChannelType',
	read: channelTypeOf,
};

const businessNumber = senderLocator({
	displayName: 'Business Number',
	name: 'businessNumber',
	description: 'The phone number or service ID to list messages for',
});

const SIMPLE_FIELDS = [
	'messageId',
	'eventAction',
	'messageType',
	'messageStatus',
	'messageStatusName',
	'clientAcceptStatusName',
	'clientReadStatus',
	'clientReadStatusName',
	'sendTime',
	'businessNumber',
	'userNumber',
	'templateCode',
	'failReason',
	'message',
] as const;

export const getAll = listCall({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many messages',
	description:
		'Get the messages sent and received by a business number, with their statuses. Covers the last 30 days by default, or a period of up to 90 days.',
	calls: 'ListChatappMessage',
	parameters: [
		channelTypeParameter,
		channelParameter,
		locatorParameter('BusinessNumber', businessNumber),
	],
	added: messageFilters,
	simple: SIMPLE_FIELDS,
	complete({ functions }, itemIndex, { ChannelType, BusinessNumber }) {
		const filters = readCollection(functions, 'filters', itemIndex);
		const time = (value: unknown, label: string): number | undefined =>
			isEmptyValue(value) ? undefined : readMoment(functions, value, label);
		const { start, end } = messagePeriod(
			time(filters.startTime, 'Sent After'),
			time(filters.endTime, 'Sent Before'),
			Date.now(),
		);
		// As 'From' of the sends reads it.
		const number =
			ChannelType === 'whatsapp'
				? ownDigits(String(BusinessNumber), businessNumber.displayName)
				: BusinessNumber;
		return { BusinessNumber: number, StartTime: start, EndTime: end };
	},
	async pages({ send, values, limit }) {
		const { MessageId, ...conditions } = values;
		const wanted = MessageId === undefined ? null : String(MessageId);
		return await collectPages(
			async (Index, Size) => {
				const envelope = await send({ ...conditions, Page: { Index, Size } });
				const rows = rowsOf(envelope, 'Data').map((row) => toResult(row, envelope));
				return { rows, total: null };
			},
			// There is only one message to find, and nothing to read after it.
			wanted === null ? limit : 1,
			{
				keyOf: keyOfFields(['messageId', 'userNumber']),
				...(wanted === null ? {} : { isWanted: (row) => isMessage(row, wanted) }),
			},
		);
	},
});
