import type { Resource } from '../../runtime/operation';
import { call } from './call.operation';

export const apiCall: Resource = {
	value: 'apiCall',
	name: 'API Action',
	description: 'Any action of the service by its API name, for what has no operation here',
	operations: [call],
};
