import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';
import { rowsOfAction } from '../../calls/listCall';
import { channelParameter, choiceParameter, META_ID, textParameter } from '../../fields/parameter';
import { additionalFields, addedField, readAdded, readParameters } from '../../fields/reading';
import { listFields } from '../../fields/lists';
import { optionsField } from '../../runtime/options';
import type { ItemOperation } from '../../runtime/operation';
import { readLimit } from '../../fields/parameters';
import { toResult } from '../../runtime/results';
import { boundAccount, wabaIdParameter } from '../businessAccount/accountId';
import { catalogRows } from '../../calls/catalogRows';

const source = choiceParameter('Source', {
	displayName: 'Catalog Owner',
	name: 'catalogsOf',
	options: [
		{ name: 'Meta Business', value: 'business', description: 'All catalogs of the business' },
		{
			name: 'WhatsApp Business Account',
			value: 'account',
			description: 'Only catalogs connected to the account, which can be used in messages',
		},
	],
	description: 'Which catalogs to list',
});

const businessId = textParameter(
	'BusinessId',
	{
		displayName: 'Business ID',
		name: 'businessId',
		placeholder: 'e.g. 700000000000001',
		description:
			'The ID of the Meta business. Leave empty to use the business that owns the channel.',
	},
	META_ID,
);

const added = additionalFields([wabaIdParameter, businessId]);
const properties: readonly INodeProperties[] = [
	channelParameter.property,
	source.property,
	...listFields,
	addedField(added),
	optionsField(),
];

export const getCatalogs: ItemOperation = {
	value: 'getCatalogs',
	name: 'Get Catalogs',
	action: 'Get catalogs',
	description: 'Get the product catalogs of a business or account',
	properties,
	async execute(context, itemIndex) {
		const { functions, callApi } = context;
		const { CustSpaceId, Source } = readParameters(functions, itemIndex, [
			channelParameter,
			source,
		]);
		const given = readAdded(functions, itemIndex, added);
		const limit = readLimit(functions, itemIndex);
		if (Source === 'account') {
			const WabaId = given.WabaId ?? (await boundAccount(context, CustSpaceId)).wabaId;
			const envelope = await callApi({
				product: 'cams',
				action: 'GetWhatsappConnectionCatalog',
				retry: 'safe',
				body: { CustSpaceId, WabaId },
			});
			return catalogRows(envelope)
				.slice(0, limit)
				.map((row) => toResult(row, envelope));
		}
		const BusinessId = given.BusinessId ?? (await boundAccount(context, CustSpaceId)).businessId;
		if (BusinessId === '') {
			throw new InvalidInput(
				"The service did not return the business that owns 'Channel'",
				"Add the field 'Business ID' with the ID of the Meta business.",
			);
		}
		const values = { CustSpaceId, BusinessId, Fields: 'id,name' };
		return await rowsOfAction(context, 'ListProductCatalog', values, limit);
	},
};
