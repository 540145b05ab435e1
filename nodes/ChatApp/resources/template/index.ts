import type { Resource } from '../../operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { preview } from './preview.operation';

export const template: Resource = {
	value: 'template',
	name: 'Template',
	operations: [get, getAll, preview],
};
