import type { IDataObject } from 'n8n-workflow';

/** One page of a list. */
export interface Page<T> {
	readonly rows: readonly T[];
	/** `null` when the service does not count. */
	readonly total: number | null;
}

/** The largest page the documentation shows in use; larger ones may be cut without a word. */
export const PAGE_SIZE = 50;

/**
 * Collects pages until the limit, the total or an empty page is reached. A short page is no end:
 * the service may give fewer rows than asked for.
 *
 * @param fetchPage reads a page by number, from 1, and size.
 * @param limit `Infinity` for all.
 */
export async function collectPages<T>(
	fetchPage: (index: number, size: number) => Promise<Page<T>>,
	limit: number,
): Promise<T[]> {
	const size = Math.min(PAGE_SIZE, limit);
	const collected: T[] = [];
	let previous = '';
	for (let index = 1; collected.length < limit; index++) {
		const { rows, total } = await fetchPage(index, size);
		// A service that ignores the page number would otherwise be asked for ever.
		const content = JSON.stringify(rows);
		if (rows.length === 0 || content === previous) break;
		previous = content;
		collected.push(...rows);
		if (total !== null && collected.length >= total) break;
	}
	return collected.slice(0, limit);
}

/** The rows under a key of the envelope; an empty list when the service left it out. */
export function rowsOf(envelope: IDataObject, key: string): IDataObject[] {
	const rows = envelope[key];
	return Array.isArray(rows) ? (rows as IDataObject[]) : [];
}

/** The total under a key of the envelope, which some lists type as text. */
export function totalOf(envelope: IDataObject, key: string): number | null {
	const total = envelope[key];
	const isCount = typeof total === 'number' || (typeof total === 'string' && /^\d+$/.test(total));
	return isCount ? Number(total) : null;
}
