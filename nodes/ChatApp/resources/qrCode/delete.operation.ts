import { channelParameter, locatorParameter, ownNumberParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { qrCodeLocator } from '../../fields/managementLocators';

export const deleteQrCode = singleCall({
	value: 'delete',
	name: 'Delete',
	action: 'Delete QR code',
	description: 'Delete a QR code for good. Printed codes and links of it stop working.',
	calls: 'DeletePhoneMessageQrdl',
	parameters: [channelParameter, ownNumberParameter(), locatorParameter('QrdlCode', qrCodeLocator)],
	result: (answer) => confirmation(answer, { deleted: true }, ['QrdlCode', 'PhoneNumber']),
});
