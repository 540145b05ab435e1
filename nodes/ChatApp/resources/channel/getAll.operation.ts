import type { IDataObject } from 'n8n-workflow';

import { listCall } from '../../calls/listCall';
import { conditionParameter } from '../../fields/parameter';
import { instanceType } from './instanceFields';

const SIMPLE_FIELDS = [
	'channelId',
	'instanceName',
	'channelType',
	'state',
	'instanceId',
	'instanceDescription',
	'submitTime',
	'requestId',
] as const;

export const getAll = listCall({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many channels',
	description: 'Get the channels of the account and their IDs',
	calls: 'ListInstance',
	parameters: [],
	filters: [
		conditionParameter('InstanceName', {
			displayName: 'Channel Name',
			name: 'instanceName',
			placeholder: 'e.g. Acme WhatsApp',
			description: 'The name of the channel in the console',
		}),
		conditionParameter('ChannelType', { ...instanceType, type: 'options' }),
	],
	simple: SIMPLE_FIELDS,
	toRow: toChannel,
});

/** Sends want the space's ID, which direct customers may not have apart from the instance's. */
function toChannel(row: IDataObject): IDataObject {
	return { channelId: row.custSpaceId || row.instanceId, ...row };
}
