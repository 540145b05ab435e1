import type { Resource } from '../../runtime/operation';
import { send } from './send.operation';

export const conversion: Resource = {
	value: 'conversion',
	name: 'Conversion',
	operations: [send],
};
