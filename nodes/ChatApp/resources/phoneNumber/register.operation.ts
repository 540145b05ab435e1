import { channelParameter, ownNumberParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { NEXT_STEPS } from './nextSteps';

export const register = singleCall({
	value: 'register',
	name: 'Register',
	action: 'Register phone number',
	description: 'Connect a verified phone number to WhatsApp. Step 4 of 5.',
	calls: 'ChatappPhoneNumberRegister',
	parameters: [channelParameter, ownNumberParameter()],
	result: (answer) =>
		confirmation(answer, { registered: true, nextStep: NEXT_STEPS.registered }, [
			'CustSpaceId',
			'PhoneNumber',
		]),
});
