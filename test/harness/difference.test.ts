import { differenceFrom } from './difference';

test.each([
	[{ a: 1 }, { a: 1, b: 2 }],
	[[{ a: /^x/ }], [{ a: 'xy' }]],
	[{ a: { b: [1, 2] } }, { a: { b: [1, 2], c: 3 } }],
	[{ a: null }, { a: null }],
])('%j is all there in %j', (expected, actual) => {
	expect(differenceFrom(expected, actual)).toBeNull();
});

test.each([
	[{ a: 1 }, { a: '1' }, 'item.a is "1" instead of 1'],
	[{ a: 1 }, {}, 'item.a is absent instead of 1'],
	[{ a: 1 }, undefined, 'item.a is absent instead of 1'],
	[{ a: /^x/ }, { a: 7 }, 'item.a is 7 instead of /^x/'],
	[[{}], [], 'item is [] instead of a list of 1'],
	[[{}], [{}, {}], 'item is [{},{}] instead of a list of 1'],
	[{ a: { b: 1 } }, { a: null }, 'item.a.b is absent instead of 1'],
	[{ sent: true }, { error: 'refused' }, 'item.sent is absent instead of true'],
])('%j is not all there in %j', (expected, actual, why) => {
	expect(differenceFrom(expected, actual)).toBe(why);
});
