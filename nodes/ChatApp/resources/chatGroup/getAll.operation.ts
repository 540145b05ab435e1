import { listCall } from '../../calls/listCall';
import { choiceParameter, textParameter } from '../../fields/parameter';
import { groupOwner, GROUPS_OF } from './groupFields';

const SIMPLE_FIELDS = [
	'groupId',
	'subject',
	'groupStatus',
	'totalParticipantCount',
	'inviteLink',
	'description',
	'businessNumber',
	'requestId',
] as const;

export const getAll = listCall({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many chat groups',
	description: 'Get the groups of a phone number and their IDs',
	calls: 'ListChatGroup',
	parameters: groupOwner,
	filters: [
		choiceParameter('GroupStatus', {
			displayName: 'Status',
			name: 'groupStatus',
			options: [
				{ name: 'Active', value: 'ACTIVE' },
				{ name: 'Creating', value: 'CREATING' },
				{ name: 'Deleting', value: 'DELETING' },
				{ name: 'Inactive', value: 'INACTIVE' },
				{ name: 'Suspended', value: 'SUSPENDED' },
				{ name: 'Updating', value: 'UPDATING' },
			],
			default: 'ACTIVE',
			description: 'The state of the group',
		}),
		textParameter('Subject', {
			displayName: 'Subject',
			name: 'subject',
			placeholder: 'e.g. Acme friends',
			description: 'Only groups with this title',
		}),
	],
	simple: SIMPLE_FIELDS,
	complete: () => GROUPS_OF,
});
