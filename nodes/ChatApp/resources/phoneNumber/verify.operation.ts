import { channelParameter, ownNumberParameter, textParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { NEXT_STEPS } from './nextSteps';

export const verify = singleCall({
	value: 'verify',
	name: 'Verify',
	action: 'Verify phone number',
	description: 'Prove with the received code that the number is yours: the third of five steps',
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
				description: "The six digits that arrived on the number after 'Request Code'",
			},
			{
				pattern: /^\d{6}$/,
				wanted: 'a code of six digits',
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
