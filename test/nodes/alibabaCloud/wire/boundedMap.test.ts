import fc from 'fast-check';

import { BoundedMap } from '../../../../nodes/alibabaCloud/wire/boundedMap';

it('drops the entry that was set longest ago', () => {
	const map = new BoundedMap<string, number>(2);
	map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);

	expect([...map]).toEqual([
		['a', 3],
		['c', 4],
	]);
});

it('holds the entries that were set last, whatever was set before', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(20)), fc.integer({ min: 1, max: 10 }), (keys, limit) => {
			const map = new BoundedMap<number, true>(limit);
			for (const key of keys) map.set(key, true);

			const newestFirst = [...new Set([...keys].reverse())].slice(0, limit);
			expect([...map.keys()].reverse()).toEqual(newestFirst);
		}),
	);
});
