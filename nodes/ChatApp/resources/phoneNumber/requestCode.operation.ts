import {
	channelParameter,
	choiceParameter,
	ownNumberParameter,
	textParameter,
} from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { NEXT_STEPS } from './nextSteps';

export const requestCode = singleCall({
	value: 'requestCode',
	name: 'Request Code',
	action: 'Request code for phone number',
	description:
		'Let WhatsApp send a verification code to an added number: the second of five steps. Each run sends a code.',
	calls: 'GetChatappVerifyCode',
	parameters: [
		channelParameter,
		ownNumberParameter(),
		choiceParameter('Method', {
			displayName: 'Method',
			name: 'method',
			options: [
				{ name: 'SMS', value: 'SMS' },
				{ name: 'Voice Call', value: 'VOICE' },
			],
			description: 'How the code reaches the number',
		}),
		textParameter(
			'Locale',
			{
				displayName: 'Language Code',
				name: 'locale',
				required: true,
				default: 'en_US',
				placeholder: 'e.g. en_US',
				description: 'The language of the message or call with the code',
			},
			{ pattern: /^[a-z]{2,3}(?:_[A-Z]{2})?$/, wanted: 'a language code such as en_US' },
		),
	],
	result: (answer) =>
		confirmation(answer, { codeRequested: true, nextStep: NEXT_STEPS.codeRequested }, [
			'CustSpaceId',
			'PhoneNumber',
			'Method',
		]),
});
