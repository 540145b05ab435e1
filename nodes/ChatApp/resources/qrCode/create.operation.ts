import { channelParameter, ownNumberParameter } from '../../fields/parameter';
import { singleCall } from '../../calls/singleCall';
import { dataOf, toResult } from '../../runtime/results';
import { imageFormat, prefilledMessage } from './qrCodeFields';

export const create = singleCall({
	value: 'create',
	name: 'Create',
	action: 'Create QR code',
	description: 'Create a QR code and a link that open a chat with a phone number',
	calls: 'CreatePhoneMessageQrdl',
	parameters: [channelParameter, ownNumberParameter(), prefilledMessage, imageFormat],
	result: ({ envelope }) => toResult(dataOf(envelope), envelope),
});
