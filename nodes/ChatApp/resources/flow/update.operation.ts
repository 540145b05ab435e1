import { channelParameter, locatorParameter } from '../../fields/parameter';
import { singleCall } from '../../calls/singleCall';
import { flowLocator } from '../../fields/managementLocators';
import { dataOf, toResult } from '../../runtime/results';
import { categories, endpoint, flowName } from './flowFields';

export const update = singleCall({
	value: 'update',
	name: 'Update',
	action: 'Update WhatsApp flow',
	description: 'Update the name, categories and endpoint of a flow',
	calls: 'ModifyFlow',
	parameters: [channelParameter, locatorParameter('FlowId', flowLocator), flowName, categories],
	added: { displayName: 'Update Fields', name: 'updateFields', parameters: [endpoint] },
	result: ({ envelope }) => ({
		updated: true,
		...toResult(dataOf(envelope), envelope),
	}),
});
