import { channelParameter, ownNumberParameter } from '../../fields/parameter';
import { echo, singleCall } from '../../calls/singleCall';
import { dataOf, requestIdOf } from '../../runtime/results';

export const getUsername = singleCall({
	value: 'getUsername',
	name: 'Get Username',
	action: 'Get username of phone number',
	description: 'Get the username by which people find a phone number in WhatsApp, and its status',
	calls: 'GetWhatsappUserName',
	parameters: [channelParameter, ownNumberParameter()],
	result({ envelope, sent }) {
		// The service does not document what it returns for a number without a username.
		const { Username: username, Status: status } = dataOf(envelope);
		return {
			...echo(sent, ['CustSpaceId', 'PhoneNumber']),
			...{ username: username || null, status: status || null },
			requestId: requestIdOf(envelope),
		};
	},
});
