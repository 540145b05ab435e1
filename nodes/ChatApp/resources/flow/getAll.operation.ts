import { listCall } from '../../calls/listCall';
import { channelParameter, textParameter } from '../../fields/parameter';

export const getAll = listCall({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many flows',
	description: 'List the flows of a channel with their IDs',
	calls: 'ListFlow',
	parameters: [channelParameter],
	filters: [
		textParameter('FlowName', {
			displayName: 'Flow Name',
			name: 'flowName',
			placeholder: 'e.g. appointment',
			description: 'Only flows of this name',
		}),
	],
});
