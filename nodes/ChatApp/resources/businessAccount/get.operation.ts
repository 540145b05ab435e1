import type { IDataObject } from 'n8n-workflow';

import { channelParameter } from '../../fields/parameter';
import { echo, singleCall } from '../../calls/singleCall';
import { simplifyField } from '../../fields/lists';
import { pick, toResult } from '../../runtime/results';

const SIMPLE_FIELDS = [
	'channelId',
	'wabaId',
	'name',
	'accountReviewStatus',
	'businessId',
	'businessName',
	'currency',
	'primaryBusinessLocation',
	'requestId',
] as const;

export const get = singleCall({
	value: 'get',
	name: 'Get',
	action: 'Get business account',
	description: 'Get the WhatsApp Business Account that a channel is bound to',
	calls: 'QueryChatappBindWaba',
	parameters: [channelParameter],
	others: [simplifyField],
	result({ envelope, sent }, functions, itemIndex) {
		const { Id, ...data } = (envelope.Data ?? {}) as IDataObject;
		const row = {
			...echo(sent, ['CustSpaceId']),
			wabaId: Id ?? null,
			...toResult(data, envelope),
		};
		const isSimple = functions.getNodeParameter('simplify', itemIndex) === true;
		return isSimple ? pick(row, SIMPLE_FIELDS) : row;
	},
});
