import { channelParameter } from '../../fields/parameter';
import { echo, singleCall } from '../../calls/singleCall';
import { requestIdOf } from '../../runtime/results';

export const getMarketingMessages = singleCall({
	value: 'getMarketingMessages',
	name: 'Get Marketing Messages Status',
	action: 'Get marketing messages status of business account',
	description:
		'Get the status of Marketing Messages Lite of WhatsApp. Its values are not documented.',
	calls: 'QueryMMLActive',
	parameters: [channelParameter],
	result: ({ envelope, sent }) => ({
		...echo(sent, ['CustSpaceId']),
		status: envelope.Data ?? null,
		requestId: requestIdOf(envelope),
	}),
});
