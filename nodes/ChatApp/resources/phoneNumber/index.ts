import type { Resource } from '../../operation';
import { getAll } from './getAll.operation';

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	name: 'Phone Number',
	operations: [getAll],
};
