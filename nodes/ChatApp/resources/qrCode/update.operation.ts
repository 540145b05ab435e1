import type { IDataObject } from 'n8n-workflow';

import { channelParameter, locatorParameter, ownNumberParameter } from '../../declared/parameter';
import { singleCall } from '../../declared/singleCall';
import { qrCodeLocator } from '../../descriptions/managementLocators';
import { toResult } from '../../result';
import { imageFormat, prefilledMessage } from './qrCodeFields';

export const update = singleCall({
	value: 'update',
	name: 'Update',
	action: 'Update QR code',
	description:
		'Change the message that a QR code starts. Codes that are printed already may stop working.',
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
		...toResult((envelope.Data ?? {}) as IDataObject, envelope),
	}),
});
