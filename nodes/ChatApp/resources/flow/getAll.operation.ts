import { listCall } from '../../calls/listCall';
import { channelParameter, textParameter } from '../../fields/parameter';

export const getAll = listCall({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many WhatsApp flows',
	description: 'Get the flows of a channel and their IDs',
	calls: 'ListFlow',
	parameters: [channelParameter],
	filters: [
		textParameter('FlowName', {
			displayName: 'Flow Name',
			name: 'flowName',
			placeholder: 'e.g. appointment',
			description: 'Return only flows with this name',
		}),
	],
});
