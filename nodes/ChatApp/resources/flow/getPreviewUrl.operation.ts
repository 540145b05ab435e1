import { channelParameter, locatorParameter } from '../../fields/parameter';
import { singleCall } from '../../calls/singleCall';
import { flowLocator } from '../../fields/managementLocators';
import { dataOf, toResult } from '../../runtime/results';
import { toFlow } from './flowFields';

export const getPreviewUrl = singleCall({
	value: 'getPreviewUrl',
	name: 'Get Preview URL',
	action: 'Get preview URL of WhatsApp flow',
	description: 'Get a new public preview link for a flow, and when it expires',
	calls: 'GetFlowPreviewUrl',
	parameters: [channelParameter, locatorParameter('FlowId', flowLocator)],
	result: ({ envelope }) => toFlow(toResult(dataOf(envelope), envelope)),
});
