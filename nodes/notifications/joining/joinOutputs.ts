import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { InboundItem, NotificationItem } from '../items/types';
import { conversationOf, mannerOf } from './manner';

/**
 * Joins the messages of each conversation in a run into one item. The item is the newest message,
 * with `messages`: all of them from the first to the last; `text` and `chatInput`: their texts, one
 * below the other; and `referral` of the newest one that has it, because only the first message after
 * an advertisement does. Files are in `data`, `data2` and so on, and `mediaField` of each message names
 * its own.
 *
 * Every inbound item gets `messages`, also one that stands alone, so that a workflow reads them all
 * the same way. Other items stay as they are.
 *
 * @param outputs of one run, in the order in which they were written, after files were downloaded
 */
export function joinOutputs(outputs: readonly INodeExecutionData[][]): INodeExecutionData[][] {
	return outputs.map((items) => groupsOf(items).map(joined));
}

/** Neighbors in a conversation; what is done in between ends a group. */
function groupsOf(items: readonly INodeExecutionData[]): INodeExecutionData[][] {
	const groups: INodeExecutionData[][] = [];
	const open = new Map<string, INodeExecutionData[]>();
	for (const item of items) {
		const notification = item.json as NotificationItem;
		const manner = mannerOf(notification);
		const conversation = conversationOf(notification) ?? '';
		const group = manner === 'hold' ? open.get(conversation) : undefined;
		if (group !== undefined) {
			group.push(item);
			continue;
		}
		const begun = [item];
		groups.push(begun);
		if (manner === 'hold') open.set(conversation, begun);
		else if (manner === 'act') open.delete(conversation);
	}
	return groups;
}

function joined(group: INodeExecutionData[]): INodeExecutionData {
	const newest = group.at(-1) as INodeExecutionData;
	if ((newest.json as NotificationItem).event !== 'inbound') return newest;
	const binary: IBinaryKeyData = {};
	const messages = group.map((item): IDataObject => {
		const file = item.binary?.data;
		if (file === undefined) {
			return 'mediaError' in item.json ? { ...item.json, mediaField: null } : item.json;
		}
		const count = Object.keys(binary).length + 1;
		const mediaField = count === 1 ? 'data' : `data${count}`;
		binary[mediaField] = file;
		return { ...item.json, mediaField };
	});
	const inbound = group.map(({ json }) => json as InboundItem);
	const text = textOf(inbound);
	const referral =
		inbound
			.map((message) => message.referral)
			.filter(Boolean)
			.at(-1) ?? null;
	return {
		...newest,
		json: { ...newest.json, text, chatInput: text, referral, messages },
		...(Object.keys(binary).length > 0 ? { binary } : {}),
	};
}

function textOf(messages: readonly InboundItem[]): string | null {
	const texts = messages.map(({ text }) => text).filter((text) => text !== null && text !== '');
	return texts.length === 0 ? (messages.at(-1)?.text ?? null) : texts.join('\n');
}
