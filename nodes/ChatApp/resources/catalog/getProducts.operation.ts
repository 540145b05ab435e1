import { listCall } from '../../calls/listCall';
import { channelParameter, locatorParameter, textParameter } from '../../fields/parameter';
import { catalogLocator } from '../../fields/managementLocators';
import { boundAccount, wabaIdParameter } from '../businessAccount/accountId';

export const getProducts = listCall({
	value: 'getProducts',
	name: 'Get Products',
	action: 'Get products of catalog',
	description: 'Get the products of a catalog to use in product messages',
	calls: 'ListProduct',
	parameters: [channelParameter, locatorParameter('CatalogId', catalogLocator)],
	filters: [
		textParameter('Fields', {
			displayName: 'Fields',
			name: 'fields',
			default: 'id,name,retailer_id',
			placeholder: 'e.g. id,name,retailer_id,price',
			description:
				'Names of the product fields to return, as defined by Meta. Separate multiple values with commas.',
		}),
		wabaIdParameter,
	],
	complete: async (context, _itemIndex, { CustSpaceId, WabaId, Fields }) => ({
		WabaId: WabaId ?? (await boundAccount(context, CustSpaceId)).wabaId,
		Fields: Fields ?? 'id,name,retailer_id',
	}),
});
