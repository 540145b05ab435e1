import { channelParameter } from '../../fields/parameter';
import { echo, singleCall } from '../../calls/singleCall';
import { dataOf, toResult } from '../../runtime/results';

const SIMPLE_FIELDS = [
	'channelId',
	'wabaId',
	'name',
	'accountReviewStatus',
	'businessId',
	'businessName',
	'currency',
	'primaryBusinessLocation',
	'requestId',
] as const;

export const get = singleCall({
	value: 'get',
	name: 'Get',
	action: 'Get business account',
	description: 'Get the WhatsApp Business Account that a channel is bound to',
	calls: 'QueryChatappBindWaba',
	parameters: [channelParameter],
	simple: SIMPLE_FIELDS,
	result({ envelope, sent }) {
		const { Id, ...data } = dataOf(envelope);
		return {
			...echo(sent, ['CustSpaceId']),
			wabaId: Id ?? null,
			...toResult(data, envelope),
		};
	},
});
