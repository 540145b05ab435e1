import { channelParameter, ownNumberParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { NEXT_STEPS } from './nextSteps';

export const deregister = singleCall({
	value: 'deregister',
	name: 'Deregister',
	action: 'Deregister phone number',
	description:
		'Disconnect a phone number from WhatsApp. It immediately stops sending and receiving messages.',
	calls: 'ChatappPhoneNumberDeregister',
	parameters: [channelParameter, ownNumberParameter()],
	result: (answer) =>
		confirmation(answer, { deregistered: true, nextStep: NEXT_STEPS.deregistered }, [
			'CustSpaceId',
			'PhoneNumber',
		]),
});
