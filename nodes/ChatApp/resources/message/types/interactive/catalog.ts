import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { catalogLocator } from '../../../../fields/managementLocators';
import { textOf } from '../fields';
import { asText, idOf, someText } from '../values';
import { specifiedEntries, specifiedFields } from './specified';
import type { InteractiveKind } from '../messageType';

/** One object for the kinds that share it. */
const catalogField: INodeProperties = {
	...catalogLocator,
	description:
		'The catalog containing the products. Must belong to the business that owns the channel.',
};

export const catalog: InteractiveKind = {
	value: 'catalog_message',
	name: 'Catalog',
	description: 'A button that opens your catalog',
	header: 'none',
	hasFooter: true,
	properties: [
		textOf(
			'Thumbnail Product ID',
			'thumbnailProductId',
			'e.g. SKU-1',
			'The product whose image is shown. Leave empty to use the first product of the catalog.',
		),
	],
	action: (read) => {
		const thumbnail = someText(read('thumbnailProductId'));
		return {
			name: 'catalog_message',
			...(thumbnail ? { parameters: { thumbnail_product_retailer_id: thumbnail } } : {}),
		};
	},
};

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

const productSections = {
	field: {
		displayName: 'Product Sections',
		name: 'productSections',
		type: 'fixedCollection',
		typeOptions: {
			fixedCollection: { itemTitle: '={{ $collection.item.value.title }}' },
			multipleValues: true,
			multipleValueButtonText: 'Add Section',
		},
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
	} satisfies INodeProperties,
	listName: 'sections',
	example: '[{ "title": "Shoes", "productIds": ["SKU-1", "SKU-2"] }]',
};

export const productList: InteractiveKind = {
	value: 'product_list',
	name: 'Product List',
	description: 'Up to 30 products from a catalog in up to ten sections',
	header: 'text',
	hasFooter: true,
	properties: [catalogField, ...specifiedFields(productSections)],
	action: (read) => ({
		catalog_id: idOf(read('catalog')),
		sections: specifiedEntries(productSections, read).map((entry) => {
			const section: IDataObject = typeof entry === 'string' ? { productIds: entry } : entry;
			// WhatsApp's own form has them under "product_items".
			const { title, productIds, product_items: items } = section;
			return {
				title: someText(title),
				product_items: idsOf(productIds ?? items).map((id) => ({ product_retailer_id: id })),
			};
		}),
	}),
};

function textOfId(part: unknown): string {
	const id =
		typeof part === 'object' && part !== null && 'product_retailer_id' in part
			? part.product_retailer_id
			: part;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

function idsOf(given: unknown): string[] {
	const parts: unknown[] = Array.isArray(given) ? given : [given];
	return parts
		.flatMap((part) => textOfId(part).split(/[,\n]/))
		.map((id) => id.trim())
		.filter(Boolean);
}
