import type { Resource } from '../../runtime/operation';
import { send } from './send.operation';

export const conversion: Resource = {
	value: 'conversion',
	name: 'Conversion',
	description: 'Report to Meta what people did after they tapped an ad',
	operations: [send],
};
