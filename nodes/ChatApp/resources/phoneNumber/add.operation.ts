import { hasDecimals, withoutDecimal } from '../../../alibabaCloud/input/phoneNumber';
import { channelParameter, formed, textParameter } from '../../fields/parameter';
import { echo, singleCall } from '../../calls/singleCall';
import { requestIdOf } from '../../runtime/results';
import { NEXT_STEPS } from './nextSteps';

/** A dot before decimal places is no punctuation: without it, the number is that of somebody else. */
const withoutPunctuation = (given: string): string => {
	const text = withoutDecimal(given);
	return hasDecimals(text) ? text : text.replace(/[\s().-]/g, '');
};

const numberForm = {
	pattern: /^(?!00)\d{4,14}$/,
	wanted: 'a phone number of 4 to 14 digits without country code',
};

export const add = singleCall({
	value: 'add',
	name: 'Add',
	action: 'Add phone number',
	description: 'Add a phone number to the WhatsApp Business Account of a channel. Step 1 of 5.',
	calls: 'AddChatappPhoneNumber',
	parameters: [
		channelParameter,
		textParameter(
			'Cc',
			{
				displayName: 'Country Code',
				name: 'countryCode',
				required: true,
				placeholder: 'e.g. 65',
				description: 'The country calling code of the phone number',
			},
			{
				pattern: /^[1-9]\d{0,2}$/,
				wanted: 'a calling code of 1 to 3 digits',
				// A column of codes that was exported as text has a decimal place: 65.0.
				tidy: (text) => text.replace(/\.0+$|[\s()-]/g, '').replace(/^(?:\+|00)/, ''),
			},
		),
		textParameter(
			'PhoneNumber',
			{
				displayName: 'National Number',
				name: 'nationalNumber',
				required: true,
				placeholder: 'e.g. 31589002',
				description:
					'The phone number without country code and leading zero. It must not be in use in a WhatsApp app.',
			},
			{ tidy: withoutPunctuation },
		),
		textParameter('VerifiedName', {
			displayName: 'Display Name',
			name: 'verifiedName',
			required: true,
			placeholder: 'e.g. Acme Support',
			description: 'The name shown to users. WhatsApp reviews it.',
		}),
	],
	/** Numbers often come in full from other systems. */
	complete(_context, _itemIndex, { Cc, PhoneNumber }) {
		const full = String(PhoneNumber);
		const prefix = ['+', '00'].map((sign) => sign + String(Cc)).find((one) => full.startsWith(one));
		const national = full.slice(prefix?.length ?? 0);
		return { PhoneNumber: formed(national, 'National Number', numberForm) };
	},
	result: ({ envelope, sent }) => ({
		phoneNumber: `${String(sent.Cc)}${String(sent.PhoneNumber)}`,
		...echo(sent, ['CustSpaceId', 'VerifiedName']),
		nextStep: NEXT_STEPS.added,
		requestId: requestIdOf(envelope),
	}),
});
