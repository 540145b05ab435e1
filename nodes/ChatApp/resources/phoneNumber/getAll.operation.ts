import { optionalText } from '../../../alibabaCloud/input/invalidInput';
import { filtersField, listFields, simplifyField } from '../../fields/lists';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { optionsField } from '../../runtime/options';
import type { ItemOperation } from '../../runtime/operation';
import { rowsOf } from '../../../alibabaCloud/lists/pages';
import { readCollection, readLimit, readLocator } from '../../fields/parameters';
import { pick, toResult } from '../../runtime/results';

export const SIMPLE_FIELDS = [
	'phoneNumber',
	'verifiedName',
	'status',
	'qualityRating',
	'messagingLimitTier',
	'codeVerificationStatus',
	'nameStatus',
	'isOfficial',
	'requestId',
] as const;

export const getAll: ItemOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many phone numbers',
	description: 'Get the phone numbers of a channel with state, quality and messaging limit',
	properties: [
		channelLocator,
		...listFields,
		simplifyField,
		filtersField([
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Banned', value: 'BANNED' },
					{ name: 'Connected', value: 'CONNECTED' },
					{ name: 'Deleted', value: 'DELETED' },
					{ name: 'Disconnected', value: 'DISCONNECTED' },
					{ name: 'Flagged', value: 'FLAGGED' },
					{ name: 'Migrated', value: 'MIGRATED' },
					{ name: 'Pending', value: 'PENDING' },
					{ name: 'Rate Limited', value: 'RATE_LIMITED' },
					{ name: 'Restricted', value: 'RESTRICTED' },
					{ name: 'Unknown', value: 'UNKNOWN' },
					{ name: 'Unverified', value: 'UNVERIFIED' },
				],
				default: 'CONNECTED',
				description: 'The state of the phone number. Only connected numbers can send messages.',
			},
		]),
		optionsField(),
	],
	async execute({ functions, callApi }, itemIndex) {
		const filters = readCollection(functions, 'filters', itemIndex);
		const simplify = functions.getNodeParameter('simplify', itemIndex) as boolean;
		const envelope = await callApi({
			product: 'cams',
			action: 'QueryChatappPhoneNumbers',
			retry: 'safe',
			body: {
				CustSpaceId: readLocator(functions, 'channel', 'Channel', itemIndex),
				Status: optionalText(filters.status),
			},
		});
		const rows = rowsOf(envelope, 'PhoneNumbers').map((row) => toResult(row, envelope));
		return rows
			.slice(0, readLimit(functions, itemIndex))
			.map((row) => (simplify ? pick(row, SIMPLE_FIELDS) : row));
	},
};
