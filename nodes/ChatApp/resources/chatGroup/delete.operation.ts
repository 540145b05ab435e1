import { confirmation, singleCall } from '../../calls/singleCall';
import { GROUPS_OF, oneGroup } from './groupFields';

export const deleteGroup = singleCall({
	value: 'delete',
	name: 'Delete',
	action: 'Delete chat group',
	description: 'Permanently delete a group. Its members can no longer read or send messages in it.',
	calls: 'DeleteChatGroup',
	parameters: oneGroup,
	complete: () => GROUPS_OF,
	result: (answer) => confirmation(answer, { deleted: true }, ['GroupId', 'BusinessNumber']),
});
