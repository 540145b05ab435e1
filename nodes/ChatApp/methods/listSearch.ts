import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { CHANNELS, type ChannelType } from '../../alibabaCloud/channels/channels';
import { callApi } from '../../alibabaCloud/client/client';
import { PAGE_SIZE, rowsOf } from '../../alibabaCloud/lists/pages';
import { templateTypeOf } from '../calls/templateDetail';
import { versionsByCode, versionsByName, type Reader } from '../calls/templateLookup';
import {
	choosable,
	chosen,
	pageOf,
	plainParameter,
	read,
	whenEmpty,
} from '../../alibabaCloud/lists/listAnswers';
import { matching } from '../../alibabaCloud/lists/rowText';
import { isByName } from './chosenTemplate';
import { searchTemplateTexts } from './templateTexts';
import { languageItems, senderItems, templateItems } from './listRows';
import { searchPages, type ItemPage } from '../../alibabaCloud/lists/searchPages';

export { searchChannels } from '../../alibabaCloud/channels/searchChannels';
export { searchActions } from './actionSearch';
export {
	searchCatalogs,
	searchChatFlows,
	searchFlows,
	searchGroups,
	searchInstances,
	searchQrCodes,
} from './managementSearch';

/** Numbers of the chosen channel. Only WhatsApp has a list of them. */
export async function searchSenders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const channelType = plainParameter(this, 'channelType') || 'whatsapp';
	if (channelType !== 'whatsapp') {
		const { name, sender } = CHANNELS[channelType as ChannelType] ?? CHANNELS.messenger;
		throw new NodeOperationError(this.getNode(), `${name} senders cannot be listed`, {
			description: `Switch to 'By ID' and enter the ${sender}.`,
		});
	}
	const answer = await read(this, 'QueryChatappPhoneNumbers', {
		CustSpaceId: chosen(this, 'channel', 'Channel'),
	});
	const rows = rowsOf(answer, 'PhoneNumbers');
	const items = choosable(this, rows, senderItems(rows), 'phone number');
	return whenEmpty(this, { results: matching(items, filter) }, items.length ? filter : '', {
		message: 'This channel has no phone number',
		description: "Add a number with Phone Number > Add, or choose another 'Channel'.",
	});
}

/** Templates of the chosen channel by name, a page at a time. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const found = await findTemplates(this, filter, paginationToken);
	return whenEmpty(this, found, filter || paginationToken, NO_TEMPLATE);
}

/**
 * Templates of the chosen channel that can be sent. Those in other states, named with their state,
 * are shown to somebody who searches for one of them, and when nothing is approved.
 */
export async function searchApprovedTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const token = typeof paginationToken === 'string' ? paginationToken : '';
	if (!token.startsWith(ANY_STATE)) {
		const approved = await findTemplates(this, filter, paginationToken, 'pass');
		if (token || approved.results.length > 0 || approved.paginationToken) return approved;
	}
	const rest = token.slice(ANY_STATE.length) || undefined;
	const { results, paginationToken: next } = await findTemplates(this, filter, rest);
	const found =
		next === undefined ? { results } : { results, paginationToken: ANY_STATE + String(next) };
	return whenEmpty(this, found, filter || token, NO_TEMPLATE);
}

/** Marks the pages of a list that has all states. */
const ANY_STATE = 'any|';

const NO_TEMPLATE = {
	message: 'This channel has no template',
	description: "Create a template with Template > Create, or choose another 'Channel'.",
};

/**
 * A page of templates. What the service finds for a name comes first, then the pages of all templates
 * are looked through: it is not documented whether the service finds parts of a name. The tokens of
 * those pages begin with the codes that were shown first.
 */
async function findTemplates(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	paginationToken: unknown,
	AuditStatus?: string,
): Promise<INodeListSearchResult> {
	const channel = chosen(context, 'channel', 'Channel');
	const TemplateType = templateTypeOf(plainParameter(context, 'channelType'));
	const readPage = async (index: number, Name?: string): Promise<ItemPage> => {
		const answer = await read(context, 'ListChatappTemplate', {
			CustSpaceId: channel,
			TemplateType,
			Name,
			AuditStatus,
			Page: { Index: index, Size: PAGE_SIZE },
		});
		return pageOf(context, answer, 'ListTemplate', 'Total', index, templateItems);
	};
	const isFirst = Boolean(filter) && !paginationToken;
	if (isFirst) {
		const results = matching((await readPage(1, filter)).items, filter);
		const codes = results.map(({ value }) => String(value)).join();
		if (codes !== '') return { results, paginationToken: `${codes};` };
	}
	const token = typeof paginationToken === 'string' ? paginationToken : '';
	const [shown = '', page = ''] = token.includes(';') ? token.split(';') : ['', token];
	const known = new Set(shown.split(','));
	const all = await searchPages(
		readPage,
		(item) => matching([item], filter).length > 0 && !known.has(String(item.value)),
		page,
	);
	if (shown !== '' && all.paginationToken !== undefined) {
		return { ...all, paginationToken: `${shown};${String(all.paginationToken)}` };
	}
	const isMiss = isFirst && all.results.length === 0 && !all.paginationToken;
	if (!isMiss) return all;
	const place = { channel, type: TemplateType };
	return { results: await searchTemplateTexts(context, place, filter ?? '', AuditStatus) };
}

/** Languages that the chosen template was created in. */
export async function searchLanguages(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const place = {
		channel: chosen(this, 'channel', 'Channel'),
		type: templateTypeOf(plainParameter(this, 'channelType')),
	};
	const template = chosen(this, 'template', 'Template');
	const readCall: Reader = async (call) => await callApi(this, call);
	// As a run looks them up, so that both know the same languages.
	const versions = isByName(this)
		? await versionsByName(readCall, place, template)
		: await versionsByCode(readCall, place, template);
	const items = choosable(this, versions, languageItems(versions), 'language code');
	return whenEmpty(this, { results: matching(items, filter) }, items.length ? filter : '', {
		message: 'This template does not exist in the chosen channel',
		description: "Select the 'Template' again. It may have been deleted.",
	});
}
