import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { createClient } from '../alibabaCloud/client/client';
import { textOf } from '../alibabaCloud/input/text';
import { choosable } from '../alibabaCloud/lists/listAnswers';
import { rowsOf } from '../alibabaCloud/lists/pages';
import { type ListedQueue, queuesOf } from '../alibabaCloud/queue/names';

/** An account rarely has more channels; the queue of any other one can be typed. */
const MAX_CHANNELS = 30;

/** Queues for the messages of people, as the numbers of the account name them. */
export async function searchInboundQueues(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'ChatAppInbound', filter);
}

/** Queues for the states of messages, as the numbers of the account name them. */
export async function searchStatusQueues(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'ChatAppStatus', filter);
}

/** No action tells the queue of reviews; its name follows from those of the numbers. */
export async function searchReviewQueues(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'ChatAppAudit', filter);
}

async function search(
	context: ILoadOptionsFunctions,
	messageType: Parameters<typeof queuesOf>[1],
	filter = '',
): Promise<INodeListSearchResult> {
	const queues = queuesOf(await readNumbers(context), messageType);
	if (queues.length === 0) {
		throw new NodeOperationError(context.getNode(), 'No number of this account has a queue', {
			description:
				"Turn on the queue for the number under Channel Management in the Chat App Message Service console, then open this list again. Or turn on 'Switch Queue On' and leave this field empty, or switch it to 'By Name'.",
		});
	}
	const wanted = filter.trim().toLowerCase();
	return {
		results: queues.map(toItem).filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}

function toItem({ name, usedBy }: ListedQueue) {
	return { name: usedBy === '' ? name : `${name} · ${usedBy}`, value: name };
}

/** Numbers of the whole account: at once where the service returns them so, else by channel. */
async function readNumbers(context: ILoadOptionsFunctions): Promise<IDataObject[]> {
	const client = createClient(context);
	const numbersOf = async (CustSpaceId?: string): Promise<IDataObject[]> => {
		const action = 'QueryChatappPhoneNumbers';
		const body = { CustSpaceId };
		const answer = await client.call({ product: 'cams', action, retry: 'safe', body });
		return rowsOf(answer, 'PhoneNumbers');
	};
	const all = await numbersOf().catch((): IDataObject[] => []);
	if (all.length > 0) return all;

	const channels = await client.call({
		product: 'cams',
		action: 'ListInstance',
		retry: 'safe',
		body: { ChannelType: 'whatsapp', PageIndex: 1, PageSize: MAX_CHANNELS },
	});
	const numbers: IDataObject[] = [];
	// One after the other: the service takes ten of these calls a second.
	const rows = rowsOf(channels, 'Data');
	const ids = rows.map(({ CustSpaceId, InstanceId }) => textOf(CustSpaceId) || textOf(InstanceId));
	for (const id of choosable(context, rows, ids.filter(Boolean))) {
		numbers.push(...(await numbersOf(id)));
	}
	return numbers;
}
