import type { Resource } from '../../runtime/operation';
import { create } from './create.operation';
import { deleteFlow } from './delete.operation';
import { deprecate } from './deprecate.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getPreviewUrl } from './getPreviewUrl.operation';
import { publish } from './publish.operation';
import { update } from './update.operation';
import { updateJson } from './updateJson.operation';

/** The first operation is the one a new node starts with. */
export const flow: Resource = {
	value: 'flow',
	name: 'WhatsApp Flow',
	description: 'Forms that people fill in within WhatsApp',
	operations: [
		getAll,
		get,
		create,
		update,
		updateJson,
		getPreviewUrl,
		publish,
		deprecate,
		deleteFlow,
	],
};
