import { channelParameter, locatorParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { flowLocator } from '../../fields/managementLocators';

export const deprecate = singleCall({
	value: 'deprecate',
	name: 'Deprecate',
	action: 'Deprecate flow',
	description:
		'Withdraw a published flow for good. Messages that were sent with it no longer open it.',
	calls: 'DeprecateFlow',
	parameters: [channelParameter, locatorParameter('FlowId', flowLocator)],
	result: (answer) => confirmation(answer, { deprecated: true, status: 'DEPRECATED' }, ['FlowId']),
});
