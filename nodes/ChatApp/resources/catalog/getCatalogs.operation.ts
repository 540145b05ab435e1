import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';
import { catalogRows } from '../../calls/undocumentedRows';
import { listCall, type ListReading } from '../../calls/listCall';
import { channelParameter, choiceParameter, META_ID, textParameter } from '../../fields/parameter';
import { additionalFields, type Sent } from '../../fields/reading';
import type { OperationContext } from '../../runtime/operation';
import { toResult } from '../../runtime/results';
import { boundAccount, wabaIdParameter } from '../businessAccount/accountId';

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

export const getCatalogs = listCall({
	value: 'getCatalogs',
	name: 'Get Catalogs',
	action: 'Get catalogs',
	description: 'Get the product catalogs of a business or account',
	calls: 'ListProductCatalog',
	parameters: [channelParameter, source],
	added: additionalFields([wabaIdParameter, businessId]),
	complete: withOwner,
	pages: async (reading) =>
		reading.values.Source === 'account'
			? await catalogsOfAccount(reading)
			: await catalogsOfBusiness(reading),
});

/** Both owners are known from the channel where the user does not name one. */
async function withOwner(
	context: OperationContext,
	_itemIndex: number,
	given: Sent,
): Promise<Sent> {
	const { CustSpaceId, Source } = given;
	if (Source === 'account') {
		return { WabaId: given.WabaId ?? (await boundAccount(context, CustSpaceId)).wabaId };
	}
	const BusinessId = given.BusinessId ?? (await boundAccount(context, CustSpaceId)).businessId;
	if (BusinessId !== '') return { BusinessId };
	throw new InvalidInput(
		"The service did not return the business that owns 'Channel'",
		"Add the field 'Business ID' with the ID of the Meta business.",
	);
}

async function catalogsOfAccount({ send, values, limit }: ListReading): Promise<IDataObject[]> {
	const { CustSpaceId, WabaId } = values;
	const envelope = await send({ CustSpaceId, WabaId }, 'GetWhatsappConnectionCatalog');
	return catalogRows(envelope)
		.slice(0, limit)
		.map((row) => toResult(row, envelope));
}

async function catalogsOfBusiness({ rowsOf, values }: ListReading): Promise<IDataObject[]> {
	const { CustSpaceId, BusinessId } = values;
	return await rowsOf({ CustSpaceId, BusinessId, Fields: 'id,name' }, 'ListProductCatalog');
}
