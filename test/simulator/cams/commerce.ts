import type { Action, ActionTable } from '../gateway/action';
import { invalid } from '../gateway/errors';
import type { Params } from '../gateway/params';
import { BUSINESS_ID } from './instances';
import { channelOf } from './lookups';
import { ownNumber } from './phone-numbers';

const CATALOGS = [
	{ id: '800000000000001', name: 'Shoes' },
	{ id: '800000000000002', name: 'Socks' },
	{ id: '800000000000003', name: 'Laces' },
];
const PRODUCTS = ['Runner', 'Walker', 'Sandal', 'Boot', 'Clog'].map((name, index) => ({
	...{ id: `81000000000000${index}`, name, retailer_id: `sku-${index}` },
}));

/** Pages of Meta: the cursor after the last row, and none behind the last page. */
function paged(
	rows: ReadonlyArray<Record<string, string>>,
	params: Params,
): Record<string, unknown> {
	const limit = params.integer('Limit', { min: 1, max: 1000 }) ?? 25;
	const start = Number(params.get('After') ?? 0);
	const fields = (params.get('Fields') ?? 'id,name').split(',');
	const Data = rows
		.slice(start, start + limit)
		.map((row) => Object.fromEntries(fields.map((field) => [field, row[field] ?? ''])));
	const isLast = start + limit >= rows.length;
	return { Data, Paging: { Cursors: isLast ? {} : { After: String(start + limit) } } };
}

const catalogs: Action = {
	required: ['BusinessId'],
	qps: 10,
	handle({ params }) {
		if (params.require('BusinessId') !== BUSINESS_ID) throw invalid('BusinessId');
		return { Success: true, Model: paged(CATALOGS, params) };
	},
};

const connected: Action = {
	required: ['WabaId'],
	qps: 10,
	handle: () => ({ Success: true, Model: { data: CATALOGS.slice(0, 1) } }),
};

const products: Action = {
	required: ['CatalogId', 'WabaId'],
	qps: 10,
	handle({ params, world }) {
		const { wabaId } = channelOf(world, params.require('CustSpaceId'));
		if (params.require('WabaId') !== wabaId) throw invalid('WabaId');
		if (!CATALOGS.some(({ id }) => id === params.require('CatalogId'))) throw invalid('CatalogId');
		return { Success: true, Model: paged(PRODUCTS, params) };
	},
};

const settings: Action = {
	required: ['CustSpaceId', 'PhoneNumber'],
	qps: 10,
	handle: ({ params, world }) => ({
		Success: true,
		Data: { ...world.management.of(ownNumber(world, params)).commerce },
	}),
};

const updateSettings: Action = {
	required: ['CustSpaceId', 'PhoneNumber', 'CartEnable', 'CatalogVisible'],
	qps: 10,
	handle({ params, world }) {
		world.management.of(ownNumber(world, params)).commerce = {
			CartEnable: params.boolean('CartEnable') ?? false,
			CatalogVisible: params.boolean('CatalogVisible') ?? false,
		};
		return { Success: true };
	},
};

export const commerceActions: ActionTable = {
	ListProductCatalog: catalogs,
	GetWhatsappConnectionCatalog: connected,
	ListProduct: products,
	GetCommerceSetting: settings,
	UpdateCommerceSetting: updateSettings,
};
