import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** One page of list entries. */
export interface ItemPage {
	readonly items: readonly INodeListSearchItems[];
	/** Whether the service has rows beyond this page. */
	readonly hasMore: boolean;
}

/** Enough to find something in thousands of entries without making the user wait for minutes. */
const PAGES_A_SEARCH = 10;

/**
 * Serves a drop-down page by page. A filter that matches nothing on a page moves on to the next:
 * an empty page would look like the end of the list.
 *
 * @param token what the last call returned: the next page, and the last entry already shown.
 */
export async function searchPages(
	fetchPage: (index: number) => Promise<ItemPage>,
	isWanted: (item: INodeListSearchItems) => boolean,
	token: unknown,
): Promise<INodeListSearchResult> {
	const [first, shown] = readToken(token);
	let previous = shown;
	for (let index = first; index < first + PAGES_A_SEARCH; index++) {
		const { items, hasMore } = await fetchPage(index);
		// One template may be cut in two by the end of a page, one language here and one there.
		const results = items.filter((item) => String(item.value) !== previous && isWanted(item));
		previous = String(items.at(-1)?.value ?? previous);
		if (!hasMore) return { results };
		if (results.length > 0) return { results, paginationToken: `${index + 1}|${previous}` };
	}
	return { results: [], paginationToken: `${first + PAGES_A_SEARCH}|${previous}` };
}

function readToken(token: unknown): [page: number, shown: string] {
	const [, page, shown] = /^(\d+)\|(.*)$/.exec(typeof token === 'string' ? token : '') ?? [];
	return [Number(page ?? 1), shown ?? ''];
}
