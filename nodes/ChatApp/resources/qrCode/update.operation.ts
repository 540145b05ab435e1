import { channelParameter, locatorParameter, ownNumberParameter } from '../../fields/parameter';
import { singleCall } from '../../calls/singleCall';
import { qrCodeLocator } from '../../fields/managementLocators';
import { dataOf, toResult } from '../../runtime/results';
import { imageFormat, prefilledMessage } from './qrCodeFields';

export const update = singleCall({
	value: 'update',
	name: 'Update',
	action: 'Update QR code',
	description: 'Update the prefilled message of a QR code. Printed codes may stop working.',
	calls: 'UpdatePhoneMessageQrdl',
	parameters: [
		channelParameter,
		ownNumberParameter(),
		locatorParameter('QrdlCode', qrCodeLocator),
		prefilledMessage,
		imageFormat,
	],
	result: ({ envelope }) => ({
		updated: true,
		...toResult(dataOf(envelope), envelope),
	}),
});
