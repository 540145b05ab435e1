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
		'Set where reviews of templates and news of the account go. This replaces the present URL and switches, which nothing can read back.',
	calls: 'UpdateAccountWebhook',
	parameters: [
		channelParameter,
		flagParameter(
			'HttpFlag',
			{
				displayName: 'Push to URL',
				name: 'httpFlag',
				default: true,
				description: 'Whether the service calls the URL below',
			},
			'letter',
		),
		flagParameter(
			'QueueFlag',
			{
				displayName: 'Put in Queue',
				name: 'queueFlag',
				description: 'Whether the service puts notifications in the queue of the account',
			},
			'letter',
		),
		textParameter(
			'StatusCallbackUrl',
			{
				displayName: 'Notification URL',
				name: 'statusCallbackUrl',
				placeholder: 'e.g. https://n8n.example.com/webhook/chat-app',
				description: 'Gets the notifications. If empty, the present one is cleared.',
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
