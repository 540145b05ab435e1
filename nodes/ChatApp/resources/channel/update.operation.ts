import { locatorParameter } from '../../fields/parameter';
import { singleCall } from '../../calls/singleCall';
import { instanceLocator } from '../../fields/managementLocators';
import { dataOf, toResult } from '../../runtime/results';
import { instanceDetails, instanceName } from './instanceFields';

export const update = singleCall({
	value: 'update',
	name: 'Update',
	action: 'Update channel',
	description: 'Update the name and details of a channel',
	calls: 'UpdateInstance',
	parameters: [locatorParameter('InstanceId', instanceLocator), instanceName],
	added: { displayName: 'Update Fields', name: 'updateFields', parameters: instanceDetails },
	result: ({ envelope }) => ({
		updated: true,
		...toResult(dataOf(envelope), envelope),
	}),
});
