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
		'Set where messages and delivery statuses of a phone number are sent. This replaces the current URLs and settings. Empty fields are cleared.',
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
				description: 'Whether to send notifications to the URLs below',
			},
			'letter',
		),
		flagParameter(
			'QueueFlag',
			{
				displayName: 'Send to Queue',
				name: 'queueFlag',
				description: "Whether to send notifications to the account's queues",
			},
			'letter',
		),
		textParameter(
			'UpCallbackUrl',
			{
				displayName: 'Inbound URL',
				name: 'upCallbackUrl',
				placeholder: 'e.g. https://n8n.example.com/webhook/chat-app',
				description: 'URL that receives inbound messages. Leave empty to clear the current URL.',
			},
			WEB_ADDRESS,
		),
		textParameter(
			'StatusCallbackUrl',
			{
				displayName: 'Status URL',
				name: 'statusCallbackUrl',
				placeholder: 'e.g. https://n8n.example.com/webhook/chat-app',
				description: 'URL that receives delivery statuses. Leave empty to clear the current URL.',
			},
			WEB_ADDRESS,
		),
	],
	complete(_context, _itemIndex, { HttpFlag, UpCallbackUrl = '', StatusCallbackUrl = '' }) {
		if (HttpFlag === 'Y' && UpCallbackUrl === '' && StatusCallbackUrl === '') {
			throw new InvalidInput(
				"'Inbound URL' and 'Status URL' are empty",
				"Fill in at least one of them, or turn off 'Push to URLs'.",
			);
		}
		// It is not documented whether the service keeps what a call leaves out.
		return { UpCallbackUrl, StatusCallbackUrl };
	},
	result: (answer) => confirmation(answer, { updated: true }, Object.keys(answer.sent)),
});
