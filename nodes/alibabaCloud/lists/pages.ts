import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../input/invalidInput';
import { answeredJson } from '../wire/answeredJson';
import { isObject } from '../wire/parseJson';

/** One page of a list that is read by page number. */
export interface Page<T> {
	readonly rows: readonly T[];
	/** `null` when the service does not count. */
	readonly total: number | null;
}

/** One page of a list where each answer says how to go on. */
export interface CursorPage<T> {
	readonly rows: readonly T[];
	/** Where the next page starts; `null` or empty at the end. */
	readonly next: string | null;
}

export interface Collecting<T> {
	/** What makes a row the same row; default: its content without the ID of the request. */
	readonly keyOf?: (row: T) => string;
	/** Rows to ask for at a time. */
	readonly size?: number;
	/** Which rows are wanted, where the service has no condition for it; the limit counts those. */
	readonly isWanted?: (row: T) => boolean;
}

/** The largest page the documentation shows in use; larger ones may be cut without a word. */
export const PAGE_SIZE = 50;

/** Nobody has half a million rows; a service that makes up rows without end has. */
const MOST_PAGES = 10_000;

/** Pages with nothing new, one after the other, before a list counts as read to its end. */
const MOST_STALE = 10;

/** How often rows that vanished meanwhile make the driver look back. */
const MOST_REWINDS = 10;

/**
 * Collects pages until the limit, the total or an empty page is reached. A short page is no end:
 * the service may give fewer rows than asked for.
 *
 * Rows that are added while the pages are read push others to the next page, where they would come
 * again; they are dropped by their key. Rows that are deleted pull others to a page that was read
 * already; a total that went down shows it, and the pages in question are read again.
 *
 * @param fetchPage reads a page by number, from 1, and size.
 * @param limit `Infinity` for all.
 * @throws InvalidInput when the list does not end.
 */
export async function collectPages<T>(
	fetchPage: (index: number, size: number) => Promise<Page<T>>,
	limit: number,
	{ keyOf, isWanted, size = isWanted ? PAGE_SIZE : Math.min(PAGE_SIZE, limit) }: Collecting<T> = {},
): Promise<T[]> {
	const collected = new DistinctRows(keyOf, isWanted);
	/** Rows up to and with each page. */
	const seen: number[] = [0];
	let known: number | null = null;
	let previous = '';
	let furthest = 0;
	let stale = 0;
	let rewinds = 0;
	for (let index = 1, calls = 1; collected.rows.length < limit; index++, calls++) {
		const { rows, total } = await fetchPage(index, size);
		const added = collected.add(rows);
		const seenNow = (seen[index - 1] ?? 0) + rows.length;
		seen[index] = seenNow;
		const gone = known !== null && total !== null ? known - total : 0;
		known = total;
		if (gone > 0 && index > 1 && rewinds < MOST_REWINDS) {
			rewinds++;
			furthest = Math.max(furthest, index);
			index = Math.max(0, index - 1 - Math.ceil(gone / size));
			// A page that reads the same the second time is no sign of the end.
			previous = '';
			continue;
		}
		// A service that ignores the page number would otherwise be asked forever.
		const content = JSON.stringify(rows, withoutRequestId);
		if (rows.length === 0 || content === previous) break;
		previous = content;
		// A total that is smaller than what was read says nothing: it may count something else.
		if (seenNow === total) break;
		if (index > furthest) stale = added > 0 ? 0 : stale + 1;
		if (stale >= MOST_STALE) break;
		if (calls >= MOST_PAGES) throw endless();
	}
	return collected.rows.slice(0, limit);
}

/**
 * Collects pages of a list that is read by cursors until the limit or the last page is reached.
 * Cursors that come again and pages with nothing new end it as well: some services name a next
 * page forever.
 *
 * @param fetchPage reads the page at a cursor, `null` for the first one.
 * @param limit `Infinity` for all.
 * @throws InvalidInput when the list does not end.
 */
export async function collectByCursor<T>(
	fetchPage: (cursor: string | null, size: number) => Promise<CursorPage<T>>,
	limit: number,
	{ keyOf, isWanted, size = isWanted ? PAGE_SIZE : Math.min(PAGE_SIZE, limit) }: Collecting<T> = {},
): Promise<T[]> {
	const collected = new DistinctRows(keyOf, isWanted);
	const used = new Set<string>();
	let stale = 0;
	for (let cursor: string | null = null; collected.rows.length < limit; ) {
		const { rows, next }: CursorPage<T> = await fetchPage(cursor, size);
		stale = collected.add(rows) > 0 ? 0 : stale + 1;
		if (next === null || next === '' || used.has(next) || stale >= MOST_STALE) break;
		if (used.size >= MOST_PAGES) throw endless();
		used.add(next);
		cursor = next;
	}
	return collected.rows.slice(0, limit);
}

/**
 * Whether a list that is read by pages of the usual size goes on after one of them. A total that is
 * smaller than what was read is none.
 */
export function hasMorePages(rows: number, total: number | null, index: number): boolean {
	const before = (index - 1) * PAGE_SIZE;
	if (total === null || before + rows > total) return rows === PAGE_SIZE;
	return rows > 0 && before + PAGE_SIZE < total;
}

/** A key made of the named fields; rows without one of them are told apart by their content. */
export function keyOfFields(names: readonly string[]): (row: object) => string {
	return (row) => {
		const values = names.map((name) => (row as IDataObject)[name]);
		const isComplete = values.every((value) => value !== undefined && value !== null);
		return isComplete ? JSON.stringify(values) : contentOf(row);
	};
}

/** Rows in the order of their arrival, without those that an earlier page had. */
class DistinctRows<T> {
	readonly rows: T[] = [];
	private readonly keys = new Set<string>();

	constructor(
		private readonly keyOf: (row: T) => string = contentOf,
		private readonly isWanted: (row: T) => boolean = () => true,
	) {}

	/** Returns how many were new, wanted or not. Equal rows of one page stay: the service means it. */
	add(rows: readonly T[]): number {
		const fresh = rows
			.map((row) => ({ row, key: this.keyOf(row) }))
			.filter(({ key }) => !this.keys.has(key));
		for (const { row, key } of fresh) {
			if (this.isWanted(row)) this.rows.push(row);
			this.keys.add(key);
		}
		return fresh.length;
	}
}

function contentOf(row: unknown): string {
	return JSON.stringify(row, withoutRequestId);
}

/** Every answer has another request ID, which says nothing about the row it was added to. */
function withoutRequestId(name: string, value: unknown): unknown {
	return /^requestId$/i.test(name) ? undefined : value;
}

function endless(): InvalidInput {
	return new InvalidInput(
		`The list has more than ${MOST_PAGES} pages`,
		"Narrow it down with filters, or switch off 'Return All' and set 'Limit'.",
	);
}

/**
 * The rows under a key of the envelope, also where they came as JSON text; an empty list when the
 * service left it out. What is no object has no fields and is no row.
 */
export function rowsOf(envelope: IDataObject, key: string): IDataObject[] {
	const rows = answeredJson(envelope[key]);
	return Array.isArray(rows) ? rows.filter(isObject) : [];
}

/** The total under a key of the envelope, which some lists type as text. */
export function totalOf(envelope: IDataObject, key: string): number | null {
	const total = envelope[key];
	const isCount = typeof total === 'number' || (typeof total === 'string' && /^\d+$/.test(total));
	return isCount ? Number(total) : null;
}
