import { textOf } from '../fields';
import { someText } from '../values';
import type { InteractiveKind } from './kind';

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
