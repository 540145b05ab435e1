import { listCall } from '../../calls/listCall';
import { channelParameter, locatorParameter, textParameter } from '../../fields/parameter';
import { catalogLocator } from '../../fields/managementLocators';
import { boundAccount, wabaIdParameter } from '../businessAccount/accountId';

export const getProducts = listCall({
	value: 'getProducts',
	name: 'Get Products',
	action: 'Get products of catalog',
	description: 'List the products of a catalog, for product messages',
	calls: 'ListProduct',
	parameters: [channelParameter, locatorParameter('CatalogId', catalogLocator)],
	filters: [
		textParameter('Fields', {
			displayName: 'Fields',
			name: 'fields',
			default: 'id,name,retailer_id',
			placeholder: 'e.g. id,name,retailer_id,price',
			description: 'The fields of a product to return, separated by commas, as Meta names them',
		}),
		wabaIdParameter,
	],
	complete: async (context, _itemIndex, { CustSpaceId, WabaId, Fields }) => ({
		WabaId: WabaId ?? (await boundAccount(context, CustSpaceId)).wabaId,
		Fields: Fields ?? 'id,name,retailer_id',
	}),
});
