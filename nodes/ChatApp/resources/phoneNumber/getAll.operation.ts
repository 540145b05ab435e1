import { listCall } from '../../calls/listCall';
import { channelParameter, conditionParameter } from '../../fields/parameter';

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

export const getAll = listCall({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many phone numbers',
	description: 'Get the phone numbers of a channel with state, quality and messaging limit',
	calls: 'QueryChatappPhoneNumbers',
	parameters: [channelParameter],
	filters: [
		conditionParameter('Status', {
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
		}),
	],
	simple: SIMPLE_FIELDS,
});
