import { channelParameter, locatorParameter } from '../../declared/parameter';
import { doneTo, singleCall } from '../../declared/singleCall';
import { flowLocator } from '../../descriptions/managementLocators';

export const deleteFlow = singleCall({
	value: 'delete',
	name: 'Delete',
	action: 'Delete flow',
	description: 'Delete a draft for good. Published flows can only be deprecated.',
	calls: 'DeleteFlow',
	parameters: [channelParameter, locatorParameter('FlowId', flowLocator)],
	result: (answer) => doneTo(answer, { deleted: true }, ['FlowId']),
});
