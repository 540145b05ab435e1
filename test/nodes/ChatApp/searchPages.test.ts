import fc from 'fast-check';
import type { INodeListSearchItems } from 'n8n-workflow';

import { templateItems } from '../../../nodes/ChatApp/methods/listRows';
import { searchPages } from '../../../nodes/alibabaCloud/lists/searchPages';

const SIZE = 5;

/** Scrolls a drop-down to its end. */
async function scroll(
	codes: readonly string[],
	isWanted: (item: INodeListSearchItems) => boolean,
): Promise<string[]> {
	const shown: string[] = [];
	let token: string | undefined;
	do {
		const page = await searchPages(
			async (index) => ({
				items: templateItems(
					codes.slice((index - 1) * SIZE, index * SIZE).map((TemplateCode) => ({
						TemplateCode,
						TemplateName: TemplateCode,
						AuditStatus: 'pass',
					})),
				),
				hasMore: index * SIZE < codes.length,
			}),
			isWanted,
			token,
		);
		shown.push(...page.results.map(({ value }) => String(value)));
		token = page.paginationToken;
	} while (token !== undefined);
	return shown;
}

test('every template is shown once, however pages cut its languages apart', async () => {
	const templates = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 40 });
	const languages = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 40, maxLength: 40 });
	await fc.assert(
		fc.asyncProperty(templates, languages, async (ids, counts) => {
			const names = ids.map(String);
			const rows = names.flatMap((name, index) => Array<string>(counts[index] ?? 1).fill(name));
			expect(await scroll(rows, () => true)).toEqual(names);
		}),
	);
});

test('a match far down is found without the user having to scroll for it', async () => {
	const codes = Array.from({ length: 40 }, (_, index) => `code${index}`);
	expect(await scroll(codes, ({ value }) => value === 'code37')).toEqual(['code37']);
});

test('one call looks through a bounded number of pages', async () => {
	const fetchPage = jest.fn(async () => ({ items: [], hasMore: true }));
	const { results, paginationToken } = await searchPages(fetchPage, () => true, undefined);
	expect(results).toEqual([]);
	expect(paginationToken).toBe('11|');
	expect(fetchPage).toHaveBeenCalledTimes(10);
});
