import fc from 'fast-check';

import { collectPages, PAGE_SIZE, rowsOf, totalOf } from '../../../nodes/ChatApp/pages';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test('rows come complete and in order, with and without a total, also when pages are cut', async () => {
	const cases = fc.record({
		count: fc.integer({ min: 0, max: 400 }),
		limit: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constant(Infinity)),
		counted: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(cases, async ({ count, limit, counted }) => {
			const all = numbers(count);
			const rows = await collectPages(async (index, size) => {
				expect(size).toBeLessThanOrEqual(PAGE_SIZE);
				return {
					rows: all.slice((index - 1) * size, index * size),
					total: counted ? count : null,
				};
			}, limit);
			expect(rows).toEqual(all.slice(0, limit));
		}),
	);
});

test('a page that is shorter than asked for is not taken for the last one', async () => {
	const all = numbers(70);
	const rows = await collectPages(
		async (index) => ({ rows: all.slice((index - 1) * 20, index * 20), total: null }),
		Infinity,
	);
	expect(rows).toEqual(all);
});

test('a service that gives the same page for ever is asked twice', async () => {
	const fetchPage = jest.fn(async () => ({ rows: [1, 2, 3], total: null }));
	expect(await collectPages(fetchPage, Infinity)).toEqual([1, 2, 3]);
	expect(fetchPage).toHaveBeenCalledTimes(2);
});

test('a list left out of the answer is empty, a total as text counts', () => {
	expect(rowsOf({ Data: null }, 'Data')).toEqual([]);
	expect(rowsOf({}, 'Data')).toEqual([]);
	expect(totalOf({ Total: '12' }, 'Total')).toBe(12);
	expect(totalOf({ Total: null }, 'Total')).toBeNull();
	expect(totalOf({ Total: '' }, 'Total')).toBeNull();
});
