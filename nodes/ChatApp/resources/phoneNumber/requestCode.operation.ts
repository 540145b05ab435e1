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
		'Request a verification code from WhatsApp for an added phone number. Each execution sends a code. Step 2 of 5.',
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
			description: 'How to deliver the code',
		}),
		textParameter(
			'Locale',
			{
				displayName: 'Language Code',
				name: 'locale',
				required: true,
				default: 'en_US',
				placeholder: 'e.g. en_US',
				description: 'The language of the SMS or call',
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
