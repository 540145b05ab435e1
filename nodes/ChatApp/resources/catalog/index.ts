import type { Resource } from '../../runtime/operation';
import { getCatalogs } from './getCatalogs.operation';
import { getCommerceSettings } from './getCommerceSettings.operation';
import { getProducts } from './getProducts.operation';
import { updateCommerceSettings } from './updateCommerceSettings.operation';

/** The first operation is the one a new node starts with. */
export const catalog: Resource = {
	value: 'catalog',
	name: 'Catalog',
	description: 'Product catalogs of WhatsApp',
	operations: [getProducts, getCatalogs, getCommerceSettings, updateCommerceSettings],
};
