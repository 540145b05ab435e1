import { channelParameter, ownNumberParameter, textParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { NEXT_STEPS } from './nextSteps';

export const verify = singleCall({
	value: 'verify',
	name: 'Verify',
	action: 'Verify phone number',
	description: 'Verify a phone number with the code it received. Step 3 of 5.',
	calls: 'ChatappVerifyAndRegister',
	parameters: [
		channelParameter,
		ownNumberParameter(),
		textParameter(
			'VerifyCode',
			{
				displayName: 'Verification Code',
				name: 'verifyCode',
				required: true,
				placeholder: 'e.g. 123456',
				description: "The six-digit code received after running 'Request Code'",
			},
			{
				pattern: /^\d{6}$/,
				wanted: 'a six-digit code',
				tidy: (text) => text.replace(/[\s-]/g, ''),
			},
		),
	],
	result: (answer) =>
		confirmation(answer, { verified: true, nextStep: NEXT_STEPS.verified }, [
			'CustSpaceId',
			'PhoneNumber',
		]),
});
