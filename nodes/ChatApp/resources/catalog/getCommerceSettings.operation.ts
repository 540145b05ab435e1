import { channelParameter, ownNumberParameter } from '../../fields/parameter';
import { echo, singleCall } from '../../calls/singleCall';
import { dataOf, toResult } from '../../runtime/results';

export const getCommerceSettings = singleCall({
	value: 'getCommerceSettings',
	name: 'Get Commerce Settings',
	action: 'Get commerce settings of phone number',
	description: 'Get whether customers can see the cart and catalog of a phone number',
	calls: 'GetCommerceSetting',
	parameters: [channelParameter, ownNumberParameter()],
	result: ({ envelope, sent }) => ({
		...echo(sent, ['CustSpaceId', 'PhoneNumber']),
		...toResult(dataOf(envelope), envelope),
	}),
});
