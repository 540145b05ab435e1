import type { Resource } from '../../runtime/operation';
import { check } from './check.operation';
import { create } from './create.operation';
import { deleteChannel } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

/** The first operation is the one a new node starts with. */
export const channel: Resource = {
	value: 'channel',
	name: 'Channel',
	description: 'Where numbers, templates and messages belong; Check says why nothing arrives',
	operations: [getAll, check, create, get, update, deleteChannel],
};
