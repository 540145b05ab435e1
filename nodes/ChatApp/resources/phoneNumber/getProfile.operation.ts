import { channelParameter, ownNumberParameter } from '../../fields/parameter';
import { echo, singleCall } from '../../calls/singleCall';
import { dataOf, toResult } from '../../runtime/results';

export const getProfile = singleCall({
	value: 'getProfile',
	name: 'Get Profile',
	action: 'Get profile of phone number',
	description: 'Get the business profile shown to users in WhatsApp',
	calls: 'QueryPhoneBusinessProfile',
	parameters: [channelParameter, ownNumberParameter()],
	result: ({ envelope, sent }) => ({
		...echo(sent, ['CustSpaceId', 'PhoneNumber']),
		...toResult(dataOf(envelope), envelope),
	}),
});
