import { channelParameter, locatorParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { flowLocator } from '../../fields/managementLocators';

export const deleteFlow = singleCall({
	value: 'delete',
	name: 'Delete',
	action: 'Delete WhatsApp flow',
	description: 'Permanently delete a draft. Published flows can only be deprecated.',
	calls: 'DeleteFlow',
	parameters: [channelParameter, locatorParameter('FlowId', flowLocator)],
	result: (answer) => confirmation(answer, { deleted: true }, ['FlowId']),
});
