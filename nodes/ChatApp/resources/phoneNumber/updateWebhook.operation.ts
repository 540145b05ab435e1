import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';
import {
	channelParameter,
	flagParameter,
	ownNumberParameter,
	textParameter,
	WEB_ADDRESS,
} from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';

export const updateWebhook = singleCall({
	value: 'updateWebhook',
	name: 'Update Webhook',
	action: 'Update webhook of phone number',
	description:
		'Set where messages and status reports of a number go. This replaces the present URLs and switches: what is left empty is cleared.',
	calls: 'UpdatePhoneWebhook',
	parameters: [
		channelParameter,
		ownNumberParameter(),
		flagParameter(
			'HttpFlag',
			{
				displayName: 'Push to URLs',
				name: 'httpFlag',
				default: true,
				description: 'Whether the service calls the URLs below',
			},
			'letter',
		),
		flagParameter(
			'QueueFlag',
			{
				displayName: 'Put in Queue',
				name: 'queueFlag',
				description: 'Whether the service puts notifications in the queues of the account',
			},
			'letter',
		),
		textParameter(
			'UpCallbackUrl',
			{
				displayName: 'Inbound URL',
				name: 'upCallbackUrl',
				placeholder: 'e.g. https://n8n.example.com/webhook/chat-app',
				description: 'Gets what users write. If empty, the present one is cleared.',
			},
			WEB_ADDRESS,
		),
		textParameter(
			'StatusCallbackUrl',
			{
				displayName: 'Status URL',
				name: 'statusCallbackUrl',
				placeholder: 'e.g. https://n8n.example.com/webhook/chat-app',
				description: 'Gets status reports of messages. If empty, the present one is cleared.',
			},
			WEB_ADDRESS,
		),
	],
	complete(_context, _itemIndex, { HttpFlag, UpCallbackUrl = '', StatusCallbackUrl = '' }) {
		if (HttpFlag === 'Y' && UpCallbackUrl === '' && StatusCallbackUrl === '') {
			throw new InvalidInput(
				"'Inbound URL' and 'Status URL' are empty",
				"Fill in at least one of them, or switch off 'Push to URLs'.",
			);
		}
		// It is not documented whether the service keeps what a call leaves out.
		return { UpCallbackUrl, StatusCallbackUrl };
	},
	result: (answer) => confirmation(answer, { updated: true }, Object.keys(answer.sent)),
});
