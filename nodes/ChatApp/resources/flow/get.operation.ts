import { channelParameter, locatorParameter } from '../../fields/parameter';
import { singleCall } from '../../calls/singleCall';
import { flowLocator } from '../../fields/managementLocators';
import { dataOf, toResult } from '../../runtime/results';
import { toFlow } from './flowFields';

export const get = singleCall({
	value: 'get',
	name: 'Get',
	action: 'Get WhatsApp flow',
	description: 'Get the state, versions and preview link of a flow',
	calls: 'GetFlow',
	parameters: [channelParameter, locatorParameter('FlowId', flowLocator)],
	result: ({ envelope }) => toFlow(toResult(dataOf(envelope), envelope)),
});
