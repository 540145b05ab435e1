import { channelParameter, locatorParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { flowLocator } from '../../fields/managementLocators';

export const deprecate = singleCall({
	value: 'deprecate',
	name: 'Deprecate',
	action: 'Deprecate WhatsApp flow',
	description:
		'Permanently retire a published flow. Messages already sent with it no longer open it.',
	calls: 'DeprecateFlow',
	parameters: [channelParameter, locatorParameter('FlowId', flowLocator)],
	result: (answer) => confirmation(answer, { deprecated: true, status: 'DEPRECATED' }, ['FlowId']),
});
