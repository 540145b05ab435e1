import { locatorParameter } from '../../fields/parameter';
import { singleCall } from '../../calls/singleCall';
import { instanceLocator } from '../../fields/managementLocators';
import { dataOf, toResult } from '../../runtime/results';

const SIMPLE_FIELDS = [
	'instanceId',
	'instanceName',
	'channelType',
	'instanceDescription',
	'countryId',
	'contactMail',
	'facebookBmId',
	'submitTime',
	'requestId',
] as const;

export const get = singleCall({
	value: 'get',
	name: 'Get',
	action: 'Get channel',
	description: 'Get the details of a channel',
	calls: 'QueryInstance',
	parameters: [locatorParameter('InstanceId', instanceLocator)],
	simple: SIMPLE_FIELDS,
	result: ({ envelope }) => toResult(dataOf(envelope), envelope),
});
