import { asText } from '../values';
import { catalogIdField, textOf, type InteractiveKind } from './kind';

export const product: InteractiveKind = {
	value: 'product',
	name: 'Product',
	description: 'One product of a catalog',
	header: 'none',
	hasFooter: true,
	properties: [
		catalogIdField,
		textOf('Product ID', 'productId', 'e.g. SKU-1', "The product's content ID in the catalog", {
			required: true,
		}),
	],
	action: (read) => ({
		catalog_id: asText(read('catalogId')) as string,
		product_retailer_id: asText(read('productId')) as string,
	}),
};
