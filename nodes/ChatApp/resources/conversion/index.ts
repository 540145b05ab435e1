import type { Resource } from '../../operation';
import { send } from './send.operation';

export const conversion: Resource = {
	value: 'conversion',
	name: 'Conversion',
	operations: [send],
};
