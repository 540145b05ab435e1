import { confirmation, singleCall } from '../../calls/singleCall';
import { GROUPS_OF, oneGroup } from './groupFields';

export const deleteInviteLink = singleCall({
	value: 'deleteInviteLink',
	name: 'Delete Invite Link',
	action: 'Delete invite link of chat group',
	description: 'Revoke the invite link of a group. Existing members stay in the group.',
	calls: 'DeleteChatGroupInviteLink',
	parameters: oneGroup,
	complete: () => GROUPS_OF,
	result: (answer) => confirmation(answer, { deleted: true }, ['GroupId', 'BusinessNumber']),
});
