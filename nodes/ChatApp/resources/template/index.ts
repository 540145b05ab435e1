import type { Resource } from '../../runtime/operation';
import { archive } from './archive.operation';
import { copy } from './copy.operation';
import { create } from './create.operation';
import { deleteTemplate } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getMetrics } from './getMetrics.operation';
import { preview } from './preview.operation';
import { update } from './update.operation';
import { updateProperties } from './updateProperties.operation';

/** The first operation is what the editor shows before one is chosen. */
export const template: Resource = {
	value: 'template',
	name: 'Template',
	description: 'Messages that WhatsApp approves before they can start a conversation',
	operations: [
		get,
		getAll,
		preview,
		archive,
		copy,
		create,
		deleteTemplate,
		getMetrics,
		update,
		updateProperties,
	],
};
