import { channelParameter } from '../../fields/parameter';
import { additionalFields } from '../../fields/reading';
import { echo, singleCall } from '../../calls/singleCall';
import { dataOf, toResult } from '../../runtime/results';
import { boundAccount, wabaIdParameter } from './accountId';

export const getBusinessInfo = singleCall({
	value: 'getBusinessInfo',
	name: 'Get Business Info',
	action: 'Get business info of business account',
	description: 'Get the Meta business that owns a channel and its verification status',
	calls: 'QueryWabaBusinessInfo',
	parameters: [channelParameter],
	added: additionalFields([wabaIdParameter]),
	complete: async (context, _itemIndex, { CustSpaceId, WabaId }) => ({
		WabaId: WabaId ?? (await boundAccount(context, CustSpaceId)).wabaId,
	}),
	result: ({ envelope, sent }) => ({
		...echo(sent, ['CustSpaceId', 'WabaId']),
		...toResult(dataOf(envelope), envelope),
	}),
});
