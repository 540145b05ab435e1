import { channelParameter, ownNumberParameter } from '../../fields/parameter';
import { echo, singleCall } from '../../calls/singleCall';
import { requestIdOf } from '../../runtime/results';

export const getUsernameSuggestions = singleCall({
	value: 'getUsernameSuggestions',
	name: 'Get Username Suggestions',
	action: 'Get username suggestions for phone number',
	description: 'Get the usernames that WhatsApp suggests for a phone number',
	calls: 'GetWhatsappUserNameSuggestions',
	parameters: [channelParameter, ownNumberParameter()],
	result: ({ envelope, sent }) => ({
		...echo(sent, ['CustSpaceId', 'PhoneNumber']),
		suggestions: Array.isArray(envelope.Data) ? envelope.Data.map(String) : [],
		requestId: requestIdOf(envelope),
	}),
});
