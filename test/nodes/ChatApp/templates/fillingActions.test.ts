import { ORDER_UPDATE, templateOf } from '../../../fixtures/templates';
import { fillTemplate } from './fillTemplate';

const button = (Type: string) =>
	templateOf([
		{ Type: 'BODY', Text: 'Hello' },
		{ Type: 'BUTTONS', Buttons: [{ Type, Text: 'Open' }] },
	]);

const TEMPLATES = {
	MPM: button('MPM'),
	CATALOG: button('CATALOG'),
	FLOW: button('FLOW'),
	none: button('QUICK_REPLY'),
};

const VALUES = {
	'products:sections': 'Shoes: A1',
	'products:thumbnail': 'A9',
	'flow:token': 'tok',
	'flow:data': '{"a":1}',
};
const SECTIONS = [{ Title: 'Shoes', ProductItems: [{ ProductRetailerId: 'A1' }] }];

test('fields of products and flows belong to templates that have them', () => {
	const order = templateOf(ORDER_UPDATE);
	const complete = { order: 'A-1', name: 'Mei', date: 'Monday', track: 'A1' };
	expect(() =>
		fillTemplate(order, {
			values: { ...complete, 'products:sections': 'Shoes: A1' },
			mayHaveMore: false,
		}),
	).toThrow("no variable called 'products:sections'");
	expect(() => fillTemplate(TEMPLATES.MPM, { values: {}, mayHaveMore: false })).toThrow(
		"no value for 'Products'",
	);
});

test.each([
	['MPM', { ThumbnailProductRetailerId: 'A9', Sections: SECTIONS }, undefined],
	['CATALOG', { ThumbnailProductRetailerId: 'A9' }, undefined],
	['FLOW', undefined, { FlowToken: 'tok', FlowActionData: { a: 1 } }],
	['none', undefined, undefined],
] as const)(
	'a template with the button %s takes its own fields, and leaves others of an item alone',
	(name, ProductAction, FlowAction) => {
		expect(fillTemplate(TEMPLATES[name], { values: VALUES, mayHaveMore: true })).toMatchObject({
			ProductAction,
			FlowAction,
		});
	},
);

test.each([
	['MPM', ['flow:token', 'flow:data']],
	['CATALOG', ['products:sections', 'flow:token', 'flow:data']],
	['FLOW', ['products:sections', 'products:thumbnail']],
	['none', Object.keys(VALUES)],
] as const)('on a template with the button %s the fields of others are named', (name, surplus) => {
	const names = surplus.map((key) => `'${key}'`).join(', ');
	expect(() => fillTemplate(TEMPLATES[name], { values: VALUES, mayHaveMore: false })).toThrow(
		`no variable called ${names}`,
	);
});
