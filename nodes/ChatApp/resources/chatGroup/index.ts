import type { Resource } from '../../runtime/operation';
import { create } from './create.operation';
import { createInviteLink } from './createInviteLink.operation';
import { deleteGroup } from './delete.operation';
import { deleteInviteLink } from './deleteInviteLink.operation';
import { getAll } from './getAll.operation';
import { getParticipants } from './getParticipants.operation';
import { removeParticipants } from './removeParticipants.operation';
import { update } from './update.operation';

/** The first operation is the one a new node starts with. */
export const chatGroup: Resource = {
	value: 'chatGroup',
	name: 'Chat Group',
	description: 'Groups in WhatsApp',
	operations: [
		getAll,
		create,
		update,
		deleteGroup,
		getParticipants,
		removeParticipants,
		createInviteLink,
		deleteInviteLink,
	],
};
