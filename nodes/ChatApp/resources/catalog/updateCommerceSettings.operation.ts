import { channelParameter, flagParameter, ownNumberParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';

export const updateCommerceSettings = singleCall({
	value: 'updateCommerceSettings',
	name: 'Update Commerce Settings',
	action: 'Update commerce settings of phone number',
	description: 'Set whether users of a number see cart and catalog. Both switches are set.',
	calls: 'UpdateCommerceSetting',
	parameters: [
		channelParameter,
		ownNumberParameter(),
		flagParameter('CartEnable', {
			displayName: 'Cart',
			name: 'cartEnable',
			default: true,
			description: 'Whether users can collect products in a cart',
		}),
		flagParameter('CatalogVisible', {
			displayName: 'Catalog Visible',
			name: 'catalogVisible',
			default: true,
			description: 'Whether users see the catalog in the profile of the number',
		}),
	],
	result: (answer) => confirmation(answer, { updated: true }, Object.keys(answer.sent)),
});
