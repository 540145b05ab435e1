import {
	channelParameter,
	choiceParameter,
	ownNumberParameter,
	textParameter,
} from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { dataOf } from '../../runtime/results';

export const updateUsername = singleCall({
	value: 'updateUsername',
	name: 'Update Username',
	action: 'Update username of phone number',
	description: 'Request a username for a phone number. WhatsApp can approve or reject it.',
	calls: 'UpdateWhatsappUserName',
	parameters: [
		channelParameter,
		ownNumberParameter(),
		textParameter(
			'Username',
			{
				displayName: 'Username',
				name: 'username',
				required: true,
				placeholder: 'e.g. acme.support',
				description: 'The username, without @. WhatsApp decides which names it accepts.',
			},
			{
				pattern: /^[^\s@]+$/,
				wanted: 'a username without spaces',
				tidy: (text) => text.replace(/^@/, ''),
			},
		),
		choiceParameter('TransferAction', {
			displayName: 'If Another Number Has It',
			name: 'transferAction',
			options: [
				{ name: 'Fail', value: 'none', description: 'Return an error' },
				{
					name: 'Transfer',
					value: 'force_transfer',
					description: 'Take the username from the other number of your business',
				},
			],
			description: 'What to do if another phone number of your business uses the username',
		}),
	],
	result: (answer) =>
		confirmation(answer, { updated: true, status: dataOf(answer.envelope).Status ?? null }, [
			'CustSpaceId',
			'PhoneNumber',
			'Username',
		]),
});
