import { byId, CHANNEL, MEI, SENDER } from '../fields/parameters';
import { letters, type OperationCase } from './operationCase';

const GROUP = 'EAacmeGroup1';
const OWNER = { channel: byId(CHANNEL), phoneNumber: byId(SENDER) };
const ONE = { ...OWNER, group: byId(GROUP) };
const OWN = { CustSpaceId: CHANNEL, BusinessNumber: SENDER, ChannelType: 'WHATSAPP' };
const OF_GROUP = { ...OWN, GroupId: GROUP };
const CONFIRMATION = { groupId: GROUP, businessNumber: SENDER };

export const groupCases: readonly OperationCase[] = [
	{
		operation: 'chatGroup.create',
		parameters: {
			...{ ...OWNER, subject: letters(128) },
			additionalFields: { groupDescription: letters(2048) },
		},
		sends: [['AddChatGroup', { ...OWN, Subject: letters(128), Description: letters(2048) }]],
		returns: [
			{
				...{ uniqueCode: 'unique-EAacmeGroup2', channelId: CHANNEL, businessNumber: SENDER },
				...{ subject: letters(128), description: letters(2048) },
				nextStep: expect.stringContaining("'Create Invite Link'"),
			},
		],
		wrong: [
			[{ subject: letters(129) }, /'Subject' is too long: 129 characters, maximum 128/],
			[
				{ additionalFields: { groupDescription: letters(2049) } },
				/'Group Description' is too long: 2049 characters, maximum 2048/,
			],
		],
	},
	{
		operation: 'chatGroup.update',
		parameters: {
			...ONE,
			updateFields: { subject: 'Friends', pictureLink: 'https://a.example/p.jpg' },
		},
		sends: [
			[
				'UpdateChatGroup',
				{ ...OF_GROUP, Subject: 'Friends', ProfilePictureFile: 'https://a.example/p.jpg' },
			],
		],
		returns: [
			{
				...{ updated: true, ...CONFIRMATION, subject: 'Friends' },
				profilePictureFile: 'https://a.example/p.jpg',
			},
		],
		wrong: [
			[{ updateFields: {} }, /'Update Fields' is empty/],
			[{ updateFields: { subject: '', pictureFieldName: '' } }, /'Update Fields' is empty/],
			[{ updateFields: { subject: letters(129) } }, /'Subject' is too long: 129/],
		],
	},
	{
		operation: 'chatGroup.delete',
		parameters: ONE,
		sends: [['DeleteChatGroup', OF_GROUP]],
		returns: [{ deleted: true, ...CONFIRMATION }],
	},
	{
		operation: 'chatGroup.getAll',
		parameters: { ...OWNER, filters: { groupStatus: 'ACTIVE', subject: 'Acme' } },
		sends: [
			[
				'ListChatGroup',
				{ ...OWN, GroupStatus: 'ACTIVE', Subject: 'Acme', Page: '{"Index":1,"Size":50}' },
			],
		],
		returns: [
			{
				...{ ...CONFIRMATION, subject: 'Acme friends', groupStatus: 'ACTIVE', description: '' },
				...{ totalParticipantCount: 2, inviteLink: '' },
			},
		],
	},
	{
		operation: 'chatGroup.getParticipants',
		parameters: { ...ONE, returnAll: false, limit: 1 },
		sends: [['ListChatGroupParticipants', { ...OF_GROUP, Page: '{"Index":1,"Size":1}' }]],
		returns: [{ participantNumber: MEI }],
	},
	{
		operation: 'chatGroup.removeParticipants',
		parameters: { ...ONE, participantNumbers: `+${MEI}, +60 12-345 0002` },
		sends: [
			[
				'DeleteChatGroupParticipants',
				{
					...OF_GROUP,
					List: '[{"ParticipantNumber":"6591230001"},{"ParticipantNumber":"60123450002"}]',
				},
			],
		],
		returns: [{ removed: true, participants: [MEI, '60123450002'], ...CONFIRMATION }],
		wrong: [[{ participantNumbers: 'Mei' }, /'Participant Numbers' is not a valid phone number/]],
	},
	{
		operation: 'chatGroup.createInviteLink',
		parameters: ONE,
		sends: [['AddChatGroupInviteLink', OF_GROUP]],
		returns: [{ inviteLink: 'https://chat.whatsapp.com/invite1', ...CONFIRMATION }],
	},
	{
		operation: 'chatGroup.deleteInviteLink',
		parameters: ONE,
		sends: [['DeleteChatGroupInviteLink', OF_GROUP]],
		returns: [{ deleted: true, ...CONFIRMATION }],
	},
];
