import { listCall } from '../../calls/listCall';
import { GROUPS_OF, oneGroup } from './groupFields';

export const getParticipants = listCall({
	value: 'getParticipants',
	name: 'Get Participants',
	action: 'Get participants of chat group',
	description: 'Get the phone numbers of the members of a group',
	calls: 'ListChatGroupParticipants',
	parameters: oneGroup,
	complete: () => GROUPS_OF,
});
