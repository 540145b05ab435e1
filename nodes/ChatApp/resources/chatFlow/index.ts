import type { Resource } from '../../runtime/operation';
import { getAll } from './getAll.operation';
import { trigger } from './trigger.operation';

/** The first operation is the one a new node starts with. */
export const chatFlow: Resource = {
	value: 'chatFlow',
	name: 'Chat Flow',
	description: 'Chatbot dialogs of the Flow Editor in the console',
	operations: [trigger, getAll],
};
