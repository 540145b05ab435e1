import { channelParameter, ownNumberParameter } from '../../fields/parameter';
import { echo, singleCall } from '../../calls/singleCall';
import { dataOf, toResult } from '../../runtime/results';

export const getAutomation = singleCall({
	value: 'getAutomation',
	name: 'Get Automation',
	action: 'Get automation of phone number',
	description: 'Get the welcome message setting, prompts and commands of a phone number',
	calls: 'GetConversationalAutomation',
	parameters: [channelParameter, ownNumberParameter()],
	result: ({ envelope, sent }) => ({
		...echo(sent, ['CustSpaceId', 'PhoneNumber']),
		...toResult(dataOf(envelope), envelope),
	}),
});
