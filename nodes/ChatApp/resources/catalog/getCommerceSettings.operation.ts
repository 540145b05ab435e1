import type { IDataObject } from 'n8n-workflow';

import { channelParameter, ownNumberParameter } from '../../fields/parameter';
import { echo, singleCall } from '../../calls/singleCall';
import { toResult } from '../../runtime/results';

export const getCommerceSettings = singleCall({
	value: 'getCommerceSettings',
	name: 'Get Commerce Settings',
	action: 'Get commerce settings of phone number',
	description: 'Read whether users of a number see cart and catalog',
	calls: 'GetCommerceSetting',
	parameters: [channelParameter, ownNumberParameter()],
	result: ({ envelope, sent }) => ({
		...echo(sent, ['CustSpaceId', 'PhoneNumber']),
		...toResult((envelope.Data ?? {}) as IDataObject, envelope),
	}),
});
