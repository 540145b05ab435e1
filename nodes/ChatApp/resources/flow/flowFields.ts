import type { IDataObject } from 'n8n-workflow';

import { answeredTime } from '../../fields/moment';
import { choicesParameter, textParameter, WEB_ADDRESS } from '../../fields/parameter';

/** https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-createflow */
export const categories = choicesParameter('Categories', {
	displayName: 'Categories',
	name: 'categories',
	required: true,
	options: [
		{ name: 'Appointment Booking', value: 'APPOINTMENT_BOOKING' },
		{ name: 'Contact Us', value: 'CONTACT_US' },
		{ name: 'Customer Support', value: 'CUSTOMER_SUPPORT' },
		{ name: 'Lead Generation', value: 'LEAD_GENERATION' },
		{ name: 'Other', value: 'OTHER' },
		{ name: 'Sign In', value: 'SIGN_IN' },
		{ name: 'Sign Up', value: 'SIGN_UP' },
		{ name: 'Survey', value: 'SURVEY' },
	],
	description: 'The purpose of the flow. Select at least one.',
});

export const flowName = textParameter('FlowName', {
	displayName: 'Flow Name',
	name: 'flowName',
	required: true,
	placeholder: 'e.g. appointment',
	description: 'The name of the flow. It is not shown to users.',
});

export const endpoint = textParameter(
	'EndpointUri',
	{
		displayName: 'Endpoint URL',
		name: 'endpointUri',
		placeholder: 'e.g. https://example.com/flow-data',
		description: 'The URL that provides the data, for flows that exchange data with your server',
	},
	WEB_ADDRESS,
);

/** A flow as an item: the end of a link as a time that people can read. */
export function toFlow({ jSONVersion, previewUrlExpires, ...row }: IDataObject): IDataObject {
	return {
		...row,
		...(jSONVersion === undefined ? {} : { jsonVersion: jSONVersion }),
		...(previewUrlExpires === undefined
			? {}
			: { previewUrlExpires: answeredTime(previewUrlExpires) }),
	};
}
