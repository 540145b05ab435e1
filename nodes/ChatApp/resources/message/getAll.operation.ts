import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { optionalText } from '../../../alibabaCloud/input/invalidInput';
import { ownDigits } from '../../messages/recipient';
import { readMoment } from '../../fields/moment';
import { channelTypeField } from '../../fields/channelType';
import { filtersField, listFields, simplifyField } from '../../fields/lists';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { senderLocator } from '../../fields/locators';
import { optionsField } from '../../runtime/options';
import type { ItemOperation } from '../../runtime/operation';
import { collectPages, keyOfFields, rowsOf } from '../../../alibabaCloud/lists/pages';
import { readChannelType, readCollection, readLimit, readLocator } from '../../fields/parameters';
import { pick, toResult } from '../../runtime/results';
import { isMessage, messageFilters } from './messageFilters';
import { messagePeriod } from './messagePeriod';

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

export const getAll: ItemOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many messages',
	description:
		'Get the messages sent and received by a business number, with their statuses. Covers the last 30 days by default, or a period of up to 90 days.',
	properties: [
		channelTypeField('The chat app to list messages of', ['viber', 'whatsapp']),
		channelLocator,
		senderLocator({
			displayName: 'Business Number',
			name: 'businessNumber',
			description: 'The phone number or service ID to list messages for',
		}),
		...listFields,
		simplifyField,
		filtersField(messageFilters),
		optionsField(),
	],
	async execute({ functions, callApi }, itemIndex) {
		const conditions = {
			ChannelType: readChannelType(functions, itemIndex),
			CustSpaceId: readLocator(functions, 'channel', 'Channel', itemIndex),
			BusinessNumber: readLocator(functions, 'businessNumber', 'Business Number', itemIndex),
			...readFilters(functions, itemIndex),
		};
		const messageId = messageIdOf(functions, itemIndex);
		const limit = readLimit(functions, itemIndex);
		const simplify = functions.getNodeParameter('simplify', itemIndex) as boolean;
		const found = await collectPages<IDataObject>(
			async (index, size) => {
				const envelope = await callApi({
					product: 'cams',
					action: 'ListChatappMessage',
					retry: 'safe',
					body: { ...conditions, Page: { Index: index, Size: size } },
				});
				const rows = rowsOf(envelope, 'Data').map((row) => toResult(row, envelope));
				return { rows, total: null };
			},
			// There is only one message to find, and nothing to read after it.
			messageId === undefined ? limit : 1,
			{
				keyOf: keyOfFields(['messageId', 'userNumber']),
				...(messageId === undefined ? {} : { isWanted: (row) => isMessage(row, messageId) }),
			},
		);
		return simplify ? found.map((row) => pick(row, SIMPLE_FIELDS)) : found;
	},
};

function messageIdOf(functions: IExecuteFunctions, itemIndex: number): string | undefined {
	return optionalText(readCollection(functions, 'filters', itemIndex).messageId);
}

function readFilters(functions: IExecuteFunctions, itemIndex: number): IDataObject {
	const filters = readCollection(functions, 'filters', itemIndex);
	const userNumber = optionalText(filters.userNumber);
	const time = (value: unknown, label: string): number | undefined =>
		value === undefined || value === null || value === ''
			? undefined
			: readMoment(functions, value, label);
	const { start, end } = messagePeriod(
		time(filters.startTime, 'Sent After'),
		time(filters.endTime, 'Sent Before'),
		Date.now(),
	);
	return {
		EventAction: optionalText(filters.eventAction),
		GroupMessageId: optionalText(filters.groupMessageId),
		MessageStatus: optionalText(filters.messageStatus),
		TemplateCode: optionalText(filters.templateCode),
		UserNumber: userNumber && ownDigits(userNumber, 'User Number'),
		StartTime: start,
		EndTime: end,
	};
}
