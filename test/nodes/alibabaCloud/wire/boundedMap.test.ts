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

it('knows its oldest entry, whatever was set, deleted and cleared before', () => {
	const key = fc.constantFrom(0, 1, 2, 3, 4, 5, Number.NaN);
	const step = fc.oneof(
		{ weight: 6, arbitrary: fc.tuple(fc.constant('set' as const), key) },
		{ weight: 4, arbitrary: fc.tuple(fc.constant('delete' as const), key) },
		{ weight: 1, arbitrary: fc.tuple(fc.constant('clear' as const), key) },
		{ weight: 3, arbitrary: fc.tuple(fc.constant('ask' as const), key) },
	);
	fc.assert(
		fc.property(
			fc.array(step, { maxLength: 60 }),
			fc.integer({ min: 1, max: 4 }),
			(steps, limit) => {
				const map = new BoundedMap<number, number>(limit);
				const plain = new Map<number, number>();
				steps.forEach(([name, at], index) => {
					if (name === 'ask') expect(map.oldest()).toEqual([...plain][0]);
					if (name === 'clear') for (const one of [map, plain]) one.clear();
					if (name === 'delete') expect(map.delete(at)).toBe(plain.delete(at));
					if (name !== 'set') return;
					map.set(at, index);
					plain.delete(at);
					plain.set(at, index);
					for (const oldest of [...plain.keys()].slice(0, -limit)) plain.delete(oldest);
				});
				expect([...map]).toEqual([...plain]);
			},
		),
	);
});

describe('a new iterator passes by all that was dropped before, so', () => {
	const LIMIT = 100;

	/** How often an iterator is begun meanwhile. */
	function iteratorsOf(work: () => void): number {
		const names = ['keys', 'values', 'entries', Symbol.iterator] as const;
		const spies = names.map((name) => jest.spyOn(Map.prototype, name as 'keys'));
		work();
		const begun = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
		for (const spy of spies) spy.mockRestore();
		return begun;
	}

	function setMany(map: BoundedMap<number, number>, count: number): void {
		for (let key = 0; key < count; key++) map.set(key, key);
	}

	it('one serves for all entries that are dropped', () => {
		const map = new BoundedMap<number, number>(LIMIT);

		expect(iteratorsOf(() => setMany(map, 50 * LIMIT))).toBe(1);
		expect(iteratorsOf(() => map.dropOldest(() => map.size > 10))).toBe(0);
		expect([...map.keys()]).toEqual(Array.from({ length: 10 }, (_, at) => 50 * LIMIT - 10 + at));
	});

	it('one serves while the oldest entries are deleted by others', () => {
		const map = new BoundedMap<number, number>(LIMIT);
		const begun = iteratorsOf(() => {
			for (let key = 0; key < 50 * LIMIT; key++) {
				map.set(key, key);
				if (map.size > 10) map.delete(map.oldest()?.[0] ?? 0);
			}
		});

		expect([begun, map.size]).toEqual([1, 10]);
	});

	// V8 keeps a table for as long as an iterator of it stands still, and all that replaced it.
	it('but one that stands still is given up', () => {
		const map = new BoundedMap<number, number>(LIMIT);
		map.set(-2, 0).set(-1, 0);
		map.oldest();
		const again = iteratorsOf(() => {
			for (let round = 0; round < 2 * LIMIT; round++) map.set(0, round);
			map.delete(-2);
			map.oldest();
		});

		expect([again, map.oldest()]).toEqual([1, [-1, 0]]);
	});
});
