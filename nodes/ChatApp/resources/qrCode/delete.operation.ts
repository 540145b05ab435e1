import { channelParameter, locatorParameter, ownNumberParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { qrCodeLocator } from '../../fields/managementLocators';

export const deleteQrCode = singleCall({
	value: 'delete',
	name: 'Delete',
	action: 'Delete QR code',
	description: 'Permanently delete a QR code. Its printed codes and links stop working.',
	calls: 'DeletePhoneMessageQrdl',
	parameters: [channelParameter, ownNumberParameter(), locatorParameter('QrdlCode', qrCodeLocator)],
	result: (answer) => confirmation(answer, { deleted: true }, ['QrdlCode', 'PhoneNumber']),
});
