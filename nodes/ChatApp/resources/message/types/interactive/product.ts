import { textOf } from '../fields';
import { asText, idOf } from '../values';
import { catalogField } from './catalogField';
import type { InteractiveKind } from './kind';

export const product: InteractiveKind = {
	value: 'product',
	name: 'Product',
	description: 'A product from a catalog',
	header: 'none',
	hasFooter: true,
	properties: [
		catalogField,
		textOf('Product ID', 'productId', 'e.g. SKU-1', "The product's content ID in the catalog", {
			required: true,
		}),
	],
	action: (read) => ({
		catalog_id: idOf(read('catalog')),
		product_retailer_id: asText(read('productId')) as string,
	}),
};
