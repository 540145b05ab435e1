import { listCall } from '../../calls/listCall';
import { channelParameter, ownNumberParameter } from '../../fields/parameter';

export const getAll = listCall({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many QR codes',
	description: 'Get the QR codes of a phone number with their links and images',
	calls: 'ListPhoneMessageQrdl',
	parameters: [channelParameter, ownNumberParameter()],
});
