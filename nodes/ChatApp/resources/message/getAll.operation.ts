import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { optionalText } from '../../../shared/errors/invalidInput';
import { ownDigits } from '../../../shared/messages/recipient';
import { channelTypeField } from '../../descriptions/channelType';
import { filtersField, listFields, simplifyField } from '../../descriptions/lists';
import { channelLocator, senderLocator } from '../../descriptions/locators';
import { optionsField } from '../../descriptions/options';
import type { ItemOperation } from '../../operation';
import { collectPages, keyOfFields, rowsOf } from '../../pages';
import { readChannelType, readCollection, readLimit, readLocator } from '../../parameters';
import { pick, toResult } from '../../result';
import { toMilliseconds } from '../../timestamps';
import { messageFilters } from './messageFilters';

const SIMPLE_FIELDS = [
	'messageId',
	'eventAction',
	'messageType',
	'messageStatus',
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
	description: 'List sent and received messages of a number with their states',
	properties: [
		channelTypeField('The chat app of the messages', ['viber', 'whatsapp']),
		channelLocator,
		senderLocator({
			displayName: 'Business Number',
			name: 'businessNumber',
			description: 'The number or service whose messages to list',
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
		const simplify = functions.getNodeParameter('simplify', itemIndex) as boolean;
		return await collectPages(
			async (index, size) => {
				const envelope = await callApi({
					product: 'cams',
					action: 'ListChatappMessage',
					kind: 'read',
					body: { ...conditions, Page: { Index: index, Size: size } },
				});
				const rows = rowsOf(envelope, 'Data').map((row) => toResult(row, envelope));
				return {
					rows: simplify ? rows.map((row) => pick(row, SIMPLE_FIELDS)) : rows,
					total: null,
				};
			},
			readLimit(functions, itemIndex),
			{ keyOf: keyOfFields(['messageId', 'userNumber']) },
		);
	},
};

function readFilters(functions: IExecuteFunctions, itemIndex: number): IDataObject {
	const filters = readCollection(functions, 'filters', itemIndex);
	const timezone = functions.getTimezone();
	const userNumber = optionalText(filters.userNumber);
	const time = (value: unknown, label: string): number | undefined =>
		value ? toMilliseconds(value, timezone, label) : undefined;
	return {
		EventAction: optionalText(filters.eventAction),
		GroupMessageId: optionalText(filters.groupMessageId),
		MessageStatus: optionalText(filters.messageStatus),
		TemplateCode: optionalText(filters.templateCode),
		UserNumber: userNumber && ownDigits(userNumber, 'User Number'),
		StartTime: time(filters.startTime, 'Sent After'),
		EndTime: time(filters.endTime, 'Sent Before'),
	};
}
