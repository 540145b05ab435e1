import type { IDataObject } from 'n8n-workflow';

import { optionalText } from '../../../alibabaCloud/input/invalidInput';
import { filtersField, listFields, simplifyField } from '../../fields/lists';
import { optionsField } from '../../runtime/options';
import type { ItemOperation } from '../../runtime/operation';
import { collectPages, keyOfFields, rowsOf, totalOf } from '../../../alibabaCloud/lists/pages';
import { readCollection, readLimit } from '../../fields/parameters';
import { pick, toResult } from '../../runtime/results';
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

export const getAll: ItemOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many channels',
	description: 'Get the channels of the account and their IDs',
	properties: [
		...listFields,
		simplifyField,
		filtersField([
			{
				displayName: 'Channel Name',
				name: 'instanceName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Acme WhatsApp',
				description: 'The name of the channel in the console',
			},
			{ ...instanceType, type: 'options' },
		]),
		optionsField(),
	],
	async execute({ functions, callApi }, itemIndex) {
		const filters = readCollection(functions, 'filters', itemIndex);
		const simplify = functions.getNodeParameter('simplify', itemIndex) as boolean;
		return await collectPages(
			async (index, size) => {
				const envelope = await callApi({
					product: 'cams',
					action: 'ListInstance',
					retry: 'safe',
					body: {
						PageIndex: index,
						PageSize: size,
						ChannelType: optionalText(filters.channelType),
						InstanceName: optionalText(filters.instanceName),
					},
				});
				const rows = rowsOf(envelope, 'Data').map((row) => toChannel(toResult(row, envelope)));
				return {
					rows: simplify ? rows.map((row) => pick(row, SIMPLE_FIELDS)) : rows,
					total: totalOf(envelope, 'TotalCount'),
				};
			},
			readLimit(functions, itemIndex),
			{ keyOf: keyOfFields(['instanceId']) },
		);
	},
};

/** Sends want the space's ID, which direct customers may not have apart from the instance's. */
function toChannel(row: IDataObject): IDataObject {
	return { channelId: row.custSpaceId || row.instanceId, ...row };
}
