import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { callApi } from '../../alibabaCloud/client/client';
import type { ApiValue } from '../../alibabaCloud/wire/serialize';
import { findAction } from '../apiCatalog/apiCatalog';
import { pageRequest, pagingStyleOf } from '../apiCatalog/paging';
import { readBoundAccount } from '../calls/boundAccount';
import { hasMorePages, PAGE_SIZE } from '../../alibabaCloud/lists/pages';
import { listRows } from '../calls/answers';
import { catalogRows, toChatFlow } from '../calls/undocumentedRows';
import { toResult } from '../runtime/results';
import { choosable, chosen, read, whenEmpty } from '../../alibabaCloud/lists/listAnswers';
import { textOf } from '../../alibabaCloud/input/text';
import { matching } from '../../alibabaCloud/lists/rowText';
import { searchPages } from '../../alibabaCloud/lists/searchPages';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
) => Promise<INodeListSearchResult>;

interface RowSource {
	readonly action: string;
	body(context: ILoadOptionsFunctions): Record<string, ApiValue>;
	/** Rows have lower camel case; name parts that are empty are left out. */
	toItem(row: IDataObject): { value: unknown; name: readonly unknown[] };
	readonly empty: { readonly message: string; readonly description: string };
}

/** Channels by the ID of the instance, which the actions on channels themselves want. */
export const searchInstances: Search = searchOf({
	action: 'ListInstance',
	body: () => ({}),
	toItem: ({ instanceId, instanceName, channelType }) => ({
		value: instanceId,
		name: [instanceName, channelType],
	}),
	empty: {
		message: 'This account has no channel',
		description: "Create a channel with the operation 'Create', or check the credential.",
	},
});

/** Forms of the chosen channel. */
export const searchFlows: Search = searchOf({
	action: 'ListFlow',
	body: (context) => ({ CustSpaceId: chosen(context, 'channel', 'Channel') }),
	toItem: ({ flowId, flowName, categories }) => ({
		value: flowId,
		name: [flowName, Array.isArray(categories) ? categories.join(', ') : ''],
	}),
	empty: {
		message: 'This channel has no flow',
		description: "Create a flow with the operation 'Create', or choose another 'Channel'.",
	},
});

/** Groups of the chosen number. */
export const searchGroups: Search = searchOf({
	action: 'ListChatGroup',
	body: (context) => ({
		CustSpaceId: chosen(context, 'channel', 'Channel'),
		BusinessNumber: chosen(context, 'phoneNumber', 'Phone Number'),
		ChannelType: 'WHATSAPP',
	}),
	toItem: ({ groupId, subject, groupStatus }) => ({
		value: groupId,
		name: [subject, groupStatus === 'ACTIVE' ? '' : groupStatus],
	}),
	empty: {
		message: 'This number has no group',
		description: "Create a group with the operation 'Create', or choose another 'Phone Number'.",
	},
});

/** QR codes of the chosen number, by the message that they start. */
export const searchQrCodes: Search = searchOf({
	action: 'ListPhoneMessageQrdl',
	body: (context) => ({
		CustSpaceId: chosen(context, 'channel', 'Channel'),
		PhoneNumber: chosen(context, 'phoneNumber', 'Phone Number'),
	}),
	toItem: ({ qrdlCode, prefilledMessage }) => ({
		value: qrdlCode,
		name: [prefilledMessage, qrdlCode],
	}),
	empty: {
		message: 'This number has no QR code',
		description: "Create one with the operation 'Create', or choose another 'Phone Number'.",
	},
});

/** Chat flows of the account. Only those that are started by hand can be triggered. */
export const searchChatFlows: Search = searchOf({
	action: 'ListChatFlow',
	body: () => ({ FlowTriggerType: 'TriggeredManually' }),
	toItem(row) {
		const { flowCode, title } = toChatFlow(row);
		return { value: flowCode, name: [title] };
	},
	empty: {
		message: 'This account has no chat flow that can be started by an API call',
		description: 'Create one in the Flow Editor of the console and publish it.',
	},
});

/** Catalogs of the Meta business behind the chosen channel. */
export async function searchCatalogs(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const channel = chosen(this, 'channel', 'Channel');
	const { businessId } = await readBoundAccount(async (call) => await callApi(this, call), channel);
	const answer = await read(this, 'ListProductCatalog', {
		CustSpaceId: channel,
		BusinessId: businessId,
		Fields: 'id,name',
		Limit: 1000,
	});
	const rows = catalogRows(answer).map((row) => toResult(row, answer));
	const all = rows.flatMap(({ id, name }) => itemsOf(id, [name]));
	const items = choosable(this, rows, all);
	return whenEmpty(this, { results: matching(items, filter) }, items.length ? filter : '', {
		message: 'The business of this channel has no catalog',
		description: "Create a catalog in Meta's Commerce Manager.",
	});
}

function searchOf({ action, body, toItem, empty }: RowSource): Search {
	return async function search(filter, paginationToken) {
		const known = findAction(action);
		const style = known ? pagingStyleOf(known) : null;
		const path = known?.result.find((field) => field.endsWith('[]'));
		const parameters = body(this);
		const found = await searchPages(
			async (index) => {
				const page = style ? pageRequest(style, index, PAGE_SIZE) : {};
				const answer = await read(this, action, { ...parameters, ...page } as typeof parameters);
				const { rows, total } = listRows(answer, path) ?? { rows: [], total: null };
				const all = rows.map(toItem).flatMap(({ value, name }) => itemsOf(value, name));
				const items = choosable(this, rows, all);
				return { items, hasMore: style !== null && hasMorePages(rows.length, total, index) };
			},
			(item) => matching([item], filter).length > 0,
			paginationToken,
		);
		return whenEmpty(this, found, filter || paginationToken, empty);
	};
}

/** An entry; none for a row that has no ID, which nobody could choose. */
function itemsOf(given: unknown, name: readonly unknown[]): INodeListSearchItems[] {
	const value = textOf(given);
	const parts = name.map(textOf).filter((part) => part !== '');
	return value === '' ? [] : [{ value, name: parts.join(' · ') || value }];
}
