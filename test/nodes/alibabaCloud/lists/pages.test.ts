import fc from 'fast-check';

import {
	collectByCursor,
	collectPages,
	hasMorePages,
	keyOfFields,
	PAGE_SIZE,
	rowsOf,
	totalOf,
	type CursorPage,
	type Page,
} from '../../../../nodes/alibabaCloud/lists/pages';

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

test.each([0, 70, -1])('a total of %d of more rows ends nothing', async (total) => {
	const all = numbers(120);
	const rows = await collectPages(
		async (index, size) => ({ rows: all.slice((index - 1) * size, index * size), total }),
		Infinity,
	);
	expect(rows).toEqual(all);
	expect(hasMorePages(PAGE_SIZE, total, 2)).toBe(true);
});

test.each<[rows: number, total: number | null, index: number, goesOn: boolean]>([
	[PAGE_SIZE, null, 1, true],
	[20, null, 1, false],
	[PAGE_SIZE, 2 * PAGE_SIZE, 1, true],
	[PAGE_SIZE, 2 * PAGE_SIZE, 2, false],
	[0, 2 * PAGE_SIZE, 1, false],
	[20, 10, 1, false],
])('after a page of %d rows of %p, page %d, a list goes on: %p', (rows, total, index, goesOn) => {
	expect(hasMorePages(rows, total, index)).toBe(goesOn);
});

test('a service that returns the same page for ever is asked twice', async () => {
	const fetchPage = jest.fn(async () => ({ rows: [1, 2, 3], total: null }));
	expect(await collectPages(fetchPage, Infinity)).toEqual([1, 2, 3]);
	expect(fetchPage).toHaveBeenCalledTimes(2);
});

interface Row {
	readonly id: number;
	readonly state: string;
	readonly requestId: string;
}

/** A list that changes between the calls, newest first, as the service's lists are. */
class ChangingList {
	calls = 0;
	private ids: number[];

	constructor(
		count: number,
		private readonly change: (ids: number[], call: number) => number[],
		private readonly counted: boolean,
		private readonly largest = PAGE_SIZE,
	) {
		this.ids = numbers(count);
	}

	readonly fetch = async (index: number, asked: number): Promise<Page<Row>> => {
		this.calls++;
		const size = Math.min(asked, this.largest);
		const rows = this.ids.slice((index - 1) * size, index * size).map((id) => ({
			...{ id, state: `seen in call ${this.calls}`, requestId: `request ${this.calls}` },
		}));
		const total = this.counted ? this.ids.length : null;
		this.ids = this.change(this.ids, this.calls);
		return { rows, total };
	};
}

const byRowId = { keyOf: keyOfFields(['id']) };

test('rows that are added while pages are read neither hide others nor make them come twice', async () => {
	const cases = fc.record({
		count: fc.integer({ min: 0, max: 300 }),
		// Nobody can read a list that grows by a page with every page that is read.
		added: fc.array(fc.integer({ min: 0, max: 19 }), { maxLength: 8 }),
		largest: fc.constantFrom(20, PAGE_SIZE),
		counted: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(cases, async ({ count, added, largest, counted }) => {
			let newest = 0;
			const list = new ChangingList(
				count,
				(ids, call) => [...Array.from({ length: added[call - 1] ?? 0 }, () => --newest), ...ids],
				counted,
				largest,
			);
			const ids = (await collectPages(list.fetch, Infinity, byRowId)).map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids.filter((id) => id >= 0)).toEqual(numbers(count));
		}),
	);
});

test('rows that are deleted while pages are read do not hide those that move up', async () => {
	const deleted = fc.array(fc.integer({ min: 0, max: 299 }), { maxLength: 60 });
	const cases = fc.record({ deleted, atCall: fc.integer({ min: 1, max: 4 }) });
	await fc.assert(
		fc.asyncProperty(cases, async ({ deleted: gone, atCall }) => {
			const list = new ChangingList(
				300,
				(ids, call) => (call === atCall ? ids.filter((id) => !gone.includes(id)) : ids),
				true,
			);
			const ids = (await collectPages(list.fetch, Infinity, byRowId)).map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
			const read = new Set(ids);
			expect(numbers(300).filter((id) => !gone.includes(id) && !read.has(id))).toEqual([]);
		}),
	);
});

test('a page that is read again and is still the same does not end the list', async () => {
	let calls = 0;
	const rows = await collectPages(async (index, size) => {
		// One of the last rows vanishes after the second page.
		const left = numbers(++calls > 2 ? 199 : 200);
		return { rows: left.slice((index - 1) * size, index * size), total: left.length };
	}, Infinity);
	expect(rows).toHaveLength(199);
});

test('without a key rows are told apart by their content, whatever request they came with', async () => {
	const fetchPage = jest.fn(async (index: number) => ({
		rows: [{ id: 1, requestId: `request ${index}` }],
		total: null,
	}));
	expect(await collectPages(fetchPage, Infinity)).toHaveLength(1);
	expect(fetchPage).toHaveBeenCalledTimes(2);
});

test('rows of one page that are alike are all meant; rows without a key count by content', async () => {
	const pages = [[{ a: 1 }, { a: 1 }, { id: 5 }], [{ a: 1 }, { a: 2 }, { id: 5, b: 1 }], []];
	const rows = await collectPages<object>(
		async (index) => ({ rows: pages[index - 1] ?? [], total: null }),
		Infinity,
		byRowId,
	);
	expect(rows).toEqual([{ a: 1 }, { a: 1 }, { id: 5 }, { a: 2 }]);
});

test.each([
	['a total that is only that of the page', (index: number) => (index % 2 ? 50 : 20)],
	['a total that never stands still', (index: number) => 1000 + ((index * 7) % 13)],
])('%s does not keep it going for ever', async (_what, totalFor) => {
	let calls = 0;
	const rows = await collectPages(async (index, size) => {
		calls++;
		const start = Math.min(index - 1, 4) * size;
		return { rows: numbers(300).slice(start, start + size), total: totalFor(calls) };
	}, Infinity);
	expect(new Set(rows).size).toBe(rows.length);
	expect(calls).toBeLessThan(60);
});

test('a service that makes up rows for ever is given up', async () => {
	let last = 0;
	const endless = collectPages(async () => ({ rows: [last++], total: null }), Infinity);
	await expect(endless).rejects.toThrow('more than 10000 pages');
	const cursors = collectByCursor(async () => ({ rows: [last++], next: `${last}` }), Infinity);
	await expect(cursors).rejects.toThrow('more than 10000 pages');
});

test('cursors lead through all rows once, also through empty pages', async () => {
	const cases = fc.record({
		sizes: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 }),
		limit: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant(Infinity)),
	});
	await fc.assert(
		fc.asyncProperty(cases, async ({ sizes, limit }) => {
			const pages = sizes.filter((size, index) => size > 0 || sizes[index - 1] !== 0);
			let next = 0;
			const rows = pages.map((size) => Array.from({ length: size }, () => next++));
			const fetchPage = async (cursor: string | null): Promise<CursorPage<number>> => {
				const index = Number(cursor ?? 0);
				return { rows: rows[index] ?? [], next: index + 1 < rows.length ? `${index + 1}` : null };
			};
			expect(await collectByCursor(fetchPage, limit)).toEqual(rows.flat().slice(0, limit));
		}),
	);
});

test.each<[string, (call: number) => CursorPage<number>, number]>([
	['the same cursor again', () => ({ rows: [1], next: 'A' }), 2],
	['two cursors in turn', (call) => ({ rows: [call], next: call % 2 ? 'A' : 'B' }), 3],
	['nothing new', (call) => ({ rows: [1], next: `${call}` }), 11],
	['nothing at all', (call) => ({ rows: [], next: `${call}` }), 10],
	['an empty cursor', () => ({ rows: [1], next: '' }), 1],
])('a service that answers with %s is not asked for ever', async (_what, answer, expected) => {
	let calls = 0;
	await collectByCursor(async () => answer(++calls), Infinity);
	expect(calls).toBe(expected);
});

test('a list left out of the answer is empty, a total as text counts', () => {
	expect(rowsOf({ Data: null }, 'Data')).toEqual([]);
	expect(rowsOf({}, 'Data')).toEqual([]);
	expect(rowsOf({ Data: 'none' }, 'Data')).toEqual([]);
	expect(rowsOf({ Data: '[{"Id":1}]' }, 'Data')).toEqual([{ Id: 1 }]);
	expect(rowsOf({ Data: [null, { Id: 1 }, 'x'] }, 'Data')).toEqual([{ Id: 1 }]);
	expect(totalOf({ Total: '12' }, 'Total')).toBe(12);
	expect(totalOf({ Total: null }, 'Total')).toBeNull();
	expect(totalOf({ Total: '' }, 'Total')).toBeNull();
});
