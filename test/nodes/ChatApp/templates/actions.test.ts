import fc from 'fast-check';

import { flowAction, productAction } from '../../../../nodes/ChatApp/templates/actions';

const item = (ProductRetailerId: string) => ({ ProductRetailerId });
const shoes = { Title: 'Shoes', ProductItems: [item('A1'), item('A2')] };
const hats = { Title: 'Hats', ProductItems: [item('B1')] };

test.each([
	['words', 'Shoes: A1, A2; Hats: B1'],
	['lines', ' Shoes : A1 ,A2,\nHats:B1\n'],
	['an object', { Shoes: ['A1', 'A2'], Hats: 'B1' }],
	['JSON', '{"Shoes": ["A1", "A2"], "Hats": ["B1"]}'],
	[
		'a list of sections',
		[
			{ title: 'Shoes', products: ['A1', 'A2'] },
			{ title: 'Hats', products: 'B1' },
		],
	],
	['lines with Windows line ends', 'Shoes: A1, A2\r\nHats: B1\r\n'],
	['words with the signs of a Chinese keyboard', 'Shoes：A1，A2；Hats：B1'],
	[
		"WhatsApp's layout",
		{
			sections: [
				{
					title: 'Shoes',
					product_items: [{ product_retailer_id: 'A1' }, { product_retailer_id: 'A2' }],
				},
				{ title: 'Hats', product_items: [{ product_retailer_id: 'B1' }] },
			],
		},
	],
	[
		'a list as in Product List',
		[
			{ title: 'Shoes', productIds: ['A1', 'A2'] },
			{ title: 'Hats', productIds: 'B1' },
		],
	],
	["the service's layout", { Sections: [shoes, hats] }],
	["the service's layout as JSON", JSON.stringify({ sections: [shoes, hats] })],
])('products as %s', (_what, given) => {
	expect(productAction(given, '')).toEqual({
		ThumbnailProductRetailerId: 'A1',
		Sections: [shoes, hats],
	});
});

test('the thumbnail can be another product, or stand alone', () => {
	expect(productAction('Hats: B1', ' A9 ')).toEqual({
		ThumbnailProductRetailerId: 'A9',
		Sections: [hats],
	});
	const layout = { ThumbnailProductRetailerId: '9', Sections: [hats] };
	expect(productAction(layout, '')).toEqual(layout);
	expect(productAction(JSON.stringify(layout), ' ')).toEqual(layout);
	expect(productAction(layout, 'A9')?.ThumbnailProductRetailerId).toBe('A9');
	expect(productAction('', 1001)).toEqual({ ThumbnailProductRetailerId: '1001' });
	expect(productAction(null, undefined)).toBeUndefined();
});

test.each(['A1, A2', 'Shoes:', ': A1', '{"Shoes":', {}.toString(), [1], 7])(
	'%j is no list of products',
	(given) => {
		expect(() => productAction(given, '')).toThrow(/'Products' is not a list of sections/);
	},
);

test('long IDs keep all their digits', () => {
	const id = '12345678901234567890';
	expect(productAction(`{"Shoes": [${id}]}`, '')?.ThumbnailProductRetailerId).toBe(id);
	expect(flowAction('', `{"order": ${id}}`)).toEqual({ FlowActionData: { order: id } });
});

test('a title may hold the colon of a Chinese keyboard', () => {
	expect(productAction('鞋：夏: A1', '')?.Sections).toMatchObject([{ Title: '鞋：夏' }]);
});

test('an ID that would be left out or is rounded is refused by its field', () => {
	const rounded: unknown = JSON.parse('17841405793187219');
	expect(() => productAction('', ['A1'])).toThrow("'Thumbnail product ID' in");
	expect(() => productAction('', {})).toThrow("'Template Variables' is an object, not text");
	expect(() => flowAction(['tok'], '')).toThrow("'Flow token' in 'Template Variables' is a list");
	const lost = 'is a number that has lost its last digits';
	expect(() => productAction({ Shoes: [rounded] }, '')).toThrow(`'Products' ${lost}`);
	expect(() => productAction('', rounded)).toThrow(`'Thumbnail product ID' ${lost}`);
});

test('the documented limits hold', () => {
	const many = (count: number) => Array.from({ length: count }, (_, index) => `A${index}`);
	expect(() => productAction({ Shoes: many(31) }, '')).toThrow(
		"'Products' has too many products: 31, maximum 30",
	);
	expect(productAction({ Shoes: many(30) }, '')?.Sections?.[0]?.ProductItems).toHaveLength(30);
	expect(() =>
		productAction(Object.fromEntries(many(11).map((title) => [title, 'A1'])), ''),
	).toThrow("'Products' has too many sections: 11, maximum 10");
	expect(() => productAction({ ['x'.repeat(25)]: 'A1' }, '')).toThrow(/25 characters, maximum 24/);
});

test.each([
	['tok', { a: 1 }, { FlowToken: 'tok', FlowActionData: { a: 1 } }],
	['tok', '', { FlowToken: 'tok' }],
	['', '{"a":1}', { FlowActionData: { a: 1 } }],
	[' ', null, undefined],
])('a flow with token %j and data %j', (token, data, expected) => {
	expect(flowAction(token, data)).toEqual(expected);
});

test.each(['{', '[1]', 'a', 7, [1]])('%j are no data for a flow', (data) => {
	expect(() => flowAction('', data)).toThrow(
		"'Flow data, JSON' in 'Template Variables' is not a JSON object",
	);
});

test('whatever is given, products are complete or an error says what to write', () => {
	fc.assert(
		fc.property(fc.oneof(fc.jsonValue(), fc.string()), (given) => {
			try {
				for (const { Title, ProductItems } of productAction(given, '')?.Sections ?? []) {
					expect(Title).not.toBe('');
					expect(ProductItems.length).toBeGreaterThan(0);
				}
			} catch (error) {
				expect(String(error)).toContain("'Products'");
			}
		}),
	);
});
