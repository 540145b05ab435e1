import { readContent } from './content';
import { unwrapJson } from './embedded';
import { keyOf } from './eventKey';
import { type Entry, isEntry, read, readText, readWord, toAddress } from './fields';
import { personOf } from './person';
import { readTime, toIso } from './time';
import type { InboundItem, Json, Sender } from './types';

/**
 * What a person wrote to the business.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound-1
 */
export function toInboundItem(entry: Entry, raw: Json): InboundItem {
	const channelId = readText(entry, 'CustSpaceId');
	const messageId = readText(entry, 'MessageId');
	const name = readText(entry, 'Name');
	const from = senderOf(entry, name);
	const to = toAddress(readText(entry, 'To'));
	const type = readWord(entry, 'Type') ?? 'unknown';
	const time = readTime(entry);
	const content = readContent(type, read(entry, 'Message'), time);

	return {
		event: 'inbound',
		eventKey: keyOf('in', channelId === null ? [messageId] : [channelId, messageId]),
		channelId,
		wabaId: readText(entry, 'WabaId'),
		messageId,
		from,
		to,
		type,
		text: content.text,
		reply: content.reply,
		media: content.media,
		location: content.location,
		contacts: content.contacts,
		order: content.order,
		context: readContext(entry),
		timestamp: toIso(time),
		chatInput: content.text,
		sessionId: from.key === null ? null : `${to ?? channelId ?? ''}:${from.key}`,
		raw,
	};
}

function senderOf(entry: Entry, name: string | null): Sender {
	const person = personOf(entry, readText(entry, 'From'), name);
	const { key, phone, userId, parentUserId, userName } = person;
	return { key, phone, userId, parentUserId, userName, name };
}

function readContext(entry: Entry): InboundItem['context'] {
	const context = unwrapJson(read(entry, 'Context', 'context'));
	if (!isEntry(context)) return null;
	return {
		messageId: readText(context, 'id', 'messageId', 'MessageId'),
		from: toAddress(readText(context, 'from', 'From')),
	};
}
