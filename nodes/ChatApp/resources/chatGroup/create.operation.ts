import { additionalFields } from '../../fields/reading';
import { echo, singleCall } from '../../calls/singleCall';
import { requestIdOf } from '../../runtime/results';
import { groupDescription, groupOwner, GROUPS_OF, requiredSubject } from './groupFields';

export const create = singleCall({
	value: 'create',
	name: 'Create',
	action: 'Create chat group',
	description:
		'Create a WhatsApp group for a phone number. Up to 8 members can join with an invite link. Meta must enable groups for the account.',
	calls: 'AddChatGroup',
	parameters: [...groupOwner, requiredSubject],
	added: additionalFields([groupDescription]),
	complete: () => GROUPS_OF,
	result: ({ envelope, sent }) => ({
		uniqueCode: envelope.UniqueCode ?? null,
		...echo(sent, ['CustSpaceId', 'BusinessNumber', 'Subject', 'Description']),
		nextStep: "Find its ID with 'Get Many', then invite members with 'Create Invite Link'.",
		requestId: requestIdOf(envelope),
	}),
});
