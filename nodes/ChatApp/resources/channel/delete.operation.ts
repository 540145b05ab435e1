import { locatorParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { instanceLocator } from '../../fields/managementLocators';

export const deleteChannel = singleCall({
	value: 'delete',
	name: 'Delete',
	action: 'Delete channel',
	description:
		'Delete a channel for good. Messages can no longer be sent or received through it, and what belongs to it, such as numbers and templates, can no longer be used here.',
	calls: 'DeleteInstance',
	parameters: [locatorParameter('InstanceId', instanceLocator)],
	result: (answer) => confirmation(answer, { deleted: true }, ['InstanceId']),
});
