import { textOf } from '../fields';
import { entriesOf, idOf, someText } from '../values';
import { catalogField } from './catalogField';
import type { InteractiveKind } from './kind';

export const productList: InteractiveKind = {
	value: 'product_list',
	name: 'Product List',
	description: 'Up to 30 products from a catalog in up to ten sections',
	header: 'text',
	hasFooter: true,
	properties: [
		catalogField,
		{
			displayName: 'Product Sections',
			name: 'productSections',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Section' },
			placeholder: 'Add Section',
			default: {},
			description: 'One to ten groups of products, with up to 30 products in total',
			options: [
				{
					displayName: 'Section',
					name: 'section',
					values: [
						textOf(
							'Section Title',
							'title',
							'e.g. Shoes',
							'Title shown above the products, up to 24 characters. Required if there are multiple sections.',
						),
						textOf(
							'Product IDs',
							'productIds',
							'e.g. SKU-1, SKU-2',
							'Content IDs of the products. Separate multiple values with commas.',
						),
					],
				},
			],
		},
	],
	action: (read) => ({
		catalog_id: idOf(read('catalog')),
		sections: entriesOf(read('productSections'), 'section').map(({ title, productIds }) => ({
			title: someText(title),
			product_items: idsOf(productIds).map((id) => ({ product_retailer_id: id })),
		})),
	}),
};

function idsOf(given: unknown): string[] {
	const parts: unknown[] = Array.isArray(given) ? given : [given];
	return parts
		.flatMap((part) => String(part ?? '').split(/[,\n]/))
		.map((id) => id.trim())
		.filter(Boolean);
}
