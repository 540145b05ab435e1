import { requiredText } from '../../../alibabaCloud/input/invalidInput';
import {
	channelParameter,
	flagParameter,
	textParameter,
	WEB_ADDRESS,
} from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';

export const updateWebhook = singleCall({
	value: 'updateWebhook',
	name: 'Update Webhook',
	action: 'Update webhook of business account',
	description:
		'Set where template reviews and account updates are sent. This replaces the current URL and settings, which the API cannot return.',
	calls: 'UpdateAccountWebhook',
	parameters: [
		channelParameter,
		flagParameter(
			'HttpFlag',
			{
				displayName: 'Push to URL',
				name: 'httpFlag',
				default: true,
				description: 'Whether to send notifications to the URL below',
			},
			'letter',
		),
		flagParameter(
			'QueueFlag',
			{
				displayName: 'Send to Queue',
				name: 'queueFlag',
				description: "Whether to send notifications to the account's queue",
			},
			'letter',
		),
		textParameter(
			'StatusCallbackUrl',
			{
				displayName: 'Notification URL',
				name: 'statusCallbackUrl',
				placeholder: 'e.g. https://n8n.example.com/webhook/chat-app',
				description: 'URL that receives the notifications. Leave empty to clear the current URL.',
			},
			WEB_ADDRESS,
		),
	],
	complete(_context, _itemIndex, { HttpFlag, StatusCallbackUrl = '' }) {
		if (HttpFlag === 'Y') requiredText(StatusCallbackUrl, 'Notification URL');
		// It is not documented whether the service keeps what a call leaves out.
		return { StatusCallbackUrl };
	},
	result: (answer) => confirmation(answer, { updated: true }, Object.keys(answer.sent)),
});
