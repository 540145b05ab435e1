import { echo, singleCall } from '../../calls/singleCall';
import { requestIdOf } from '../../runtime/results';
import { GROUPS_OF, oneGroup } from './groupFields';

export const createInviteLink = singleCall({
	value: 'createInviteLink',
	name: 'Create Invite Link',
	action: 'Create invite link of chat group',
	description: 'Create a link that lets people join a group. An existing link may be replaced.',
	calls: 'AddChatGroupInviteLink',
	parameters: oneGroup,
	complete: () => GROUPS_OF,
	result: ({ envelope, sent }) => ({
		inviteLink: envelope.InviteLink ?? null,
		...echo(sent, ['GroupId', 'BusinessNumber']),
		requestId: requestIdOf(envelope),
	}),
});
