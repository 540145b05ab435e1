import { NodeApiError, type ILoadOptionsFunctions, type INodeListSearchItems } from 'n8n-workflow';

import { createClient } from '../../alibabaCloud/client/client';
import { collectPages, rowsOf, totalOf } from '../../alibabaCloud/lists/pages';
import { textOf } from '../../alibabaCloud/input/text';
import { templateDetailCall, type TemplateType } from '../calls/templateDetail';
import { readDefinition } from '../templates/definition';
import { templateText } from '../templates/fields';
import { templateItems } from './listRows';

/**
 * Texts are in no list, so each costs a call, of which the service takes five a second: somebody who
 * waits for a list waits for no more of them.
 */
const MOST_TEXTS = 20;
/** Shorter words are in every text. */
const SHORTEST_WORDS = 3;
/** More of a text than this does not fit a row. */
const SHOWN = 60;

/**
 * Templates whose text has the words, with the text in their row. Looks into the first templates
 * alone.
 *
 * @param state the review state that they have; any without it.
 */
export async function searchTemplateTexts(
	context: ILoadOptionsFunctions,
	place: { readonly channel: string; readonly type: TemplateType },
	words: string,
	state?: string,
): Promise<INodeListSearchItems[]> {
	const wanted = words.trim().toLowerCase();
	if (wanted.length < SHORTEST_WORDS) return [];
	const client = createClient(context);
	const rows = await collectPages(async (Index, Size) => {
		const { channel: CustSpaceId, type: TemplateType } = place;
		const answer = await client.call({
			product: 'cams',
			action: 'ListChatappTemplate',
			retry: 'safe',
			body: { CustSpaceId, TemplateType, AuditStatus: state, Page: { Index, Size } },
		});
		return { rows: rowsOf(answer, 'ListTemplate'), total: totalOf(answer, 'Total') };
	}, MOST_TEXTS);
	const found: INodeListSearchItems[] = [];
	for (const row of rows) {
		const code = textOf(row.TemplateCode);
		if (found.some(({ value }) => value === code)) continue;
		const key = { ...place, code, language: textOf(row.Language) };
		const answer = await client.call(templateDetailCall(key)).catch((error: unknown) => {
			// What was found is worth more than why the search ended, such as too many calls.
			if (error instanceof NodeApiError) return null;
			throw error;
		});
		if (answer === null) break;
		const text = templateText(readDefinition(answer));
		if (!text.toLowerCase().includes(wanted)) continue;
		const versions = rows.filter(({ TemplateCode }) => textOf(TemplateCode) === code);
		const [item] = templateItems(versions);
		if (item) found.push({ ...item, name: `${item.name} · ${around(text, wanted)}` });
	}
	return found;
}

/** The part of a text that has the words. */
function around(text: string, wanted: string): string {
	const points = [...text];
	if (points.length <= SHOWN) return `"${text}"`;
	const before = [...text.slice(0, text.toLowerCase().indexOf(wanted))].length;
	const start = Math.max(0, Math.min(before - 10, points.length - SHOWN));
	const part = points.slice(start, start + SHOWN).join('');
	return `"${start > 0 ? '...' : ''}${part}${start + SHOWN < points.length ? '...' : ''}"`;
}
