import type { Resource } from '../../runtime/operation';
import { send } from './send.operation';

export const conversion: Resource = {
	value: 'conversion',
	name: 'Conversion',
	description: 'Reports to Meta about what came of an ad',
	operations: [send],
};
