import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { pageOf, plainParameter, read, whenEmpty } from '../lists/listAnswers';
import { PAGE_SIZE } from '../lists/pages';
import { textOf } from '../input/text';
import { joined, matching, titleCase } from '../lists/rowText';
import { searchPages } from '../lists/searchPages';
import { CHANNELS, CHANNELS_PAGE, type ChannelType } from './channels';

/** Channels of the account, of the chosen type only when one is chosen. */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const ChannelType = plainParameter(this, 'channelType') || undefined;
	const found = await searchPages(
		async (index) => {
			const answer = await read(this, 'ListInstance', {
				PageIndex: index,
				PageSize: PAGE_SIZE,
				ChannelType,
			});
			return pageOf(this, answer, 'Data', 'TotalCount', index, channelItems);
		},
		(item) => matching([item], filter).length > 0,
		paginationToken,
	);
	const kind = CHANNELS[ChannelType as ChannelType]?.name;
	return whenEmpty(this, found, filter || paginationToken, {
		message: `This account has no ${kind ? `${kind} ` : ''}channel`,
		description:
			'Create one with Channel > Create, or check that the credential is of the right account.',
	});
}

/**
 * Channels by name, with what they connect to and their state when they are not in use. n8n puts a link
 * to the console beside a row that was chosen. An ID that was entered has none: n8n would resolve its
 * address like an expression, which throws in the page when the panel is closed meanwhile. A channel
 * without an ID could not be chosen and is left out.
 */
export function channelItems(rows: readonly IDataObject[]): INodeListSearchItems[] {
	return rows.flatMap((row) => {
		const value = textOf(row.CustSpaceId) || textOf(row.InstanceId);
		if (value === '') return [];
		const state = textOf(row.State);
		const item = {
			name: joined([
				textOf(row.InstanceName) || value,
				titleCase(textOf(row.ChannelType)),
				state.toLowerCase() === 'published' ? '' : titleCase(state),
			]),
			value,
			url: CHANNELS_PAGE,
		};
		return [item];
	});
}
