import { locatorParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { instanceLocator } from '../../fields/managementLocators';

export const deleteChannel = singleCall({
	value: 'delete',
	name: 'Delete',
	action: 'Delete channel',
	description:
		'Permanently delete a channel. It can no longer send or receive messages, and its phone numbers and templates can no longer be used.',
	calls: 'DeleteInstance',
	parameters: [locatorParameter('InstanceId', instanceLocator)],
	result: (answer) => confirmation(answer, { deleted: true }, ['InstanceId']),
});
