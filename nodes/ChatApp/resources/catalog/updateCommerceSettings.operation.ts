import { channelParameter, flagParameter, ownNumberParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';

export const updateCommerceSettings = singleCall({
	value: 'updateCommerceSettings',
	name: 'Update Commerce Settings',
	action: 'Update commerce settings of phone number',
	description:
		'Set whether customers can see the cart and catalog of a phone number. Both settings are updated.',
	calls: 'UpdateCommerceSetting',
	parameters: [
		channelParameter,
		ownNumberParameter(),
		flagParameter('CartEnable', {
			displayName: 'Cart',
			name: 'cartEnable',
			default: true,
			description: 'Whether customers can add products to a cart',
		}),
		flagParameter('CatalogVisible', {
			displayName: 'Catalog Visible',
			name: 'catalogVisible',
			default: true,
			description: 'Whether the catalog is visible in the profile of the phone number',
		}),
	],
	result: (answer) => confirmation(answer, { updated: true }, Object.keys(answer.sent)),
});
