import type { Resource } from '../../runtime/operation';
import { getAll } from './getAll.operation';
import { getWindow } from './getWindow.operation';
import { send } from './send.operation';
import { sendAndWait } from './sendAndWait.operation';
import { sendBulk } from './sendBulk.operation';
import { sendTemplate } from './sendTemplate.operation';

/** The first operation is the one a new node starts with. */
export const message: Resource = {
	value: 'message',
	name: 'Message',
	description: 'Send, and look up what was sent',
	operations: [sendTemplate, send, sendAndWait, sendBulk, getAll, getWindow],
};
