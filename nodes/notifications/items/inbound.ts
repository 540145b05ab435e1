import { isInboundType, readContent, readGroup, readReferral } from './content';
import { asEcho } from './echo';
import { unwrapJson } from '../../alibabaCloud/wire/embedded';
import { canonicalJson, digestOf, keyOf, keyOfContent } from './eventKey';
import { type Entry, isEntry, read, readText, readWord, toAddress, toPhone } from './fields';
import { isOptOut } from './optOut';
import { personOf } from './person';
import { preferenceOf } from './preference';
import { STOP_WORDS } from './stopWords';
import { readTime, toIso } from './time';
import type { InboundItem, Json, Sender, SystemChange } from './types';
import { windowOpenUntil } from './window';

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
	const beside = unwrapJson(read(entry, 'Context'));
	const context = isEntry(beside) ? beside : content.context;
	const preference = preferenceOf(entry);
	const groupId = readText(entry, 'GroupId') ?? readGroup(context) ?? content.groupId;

	// What people use comes first; the editor shows the fields in this order.
	const item: InboundItem = {
		event: 'inbound',
		type,
		text: content.text,
		from,
		reply: content.reply,
		media: content.media,
		to,
		timestamp: toIso(time),
		messageId,
		context: readContext(context, content.target),
		location: content.location,
		contacts: content.contacts,
		order: content.order,
		referral: readReferral(entry, context) ?? content.referral,
		system: readChange(content.system, from),
		groupId,
		isEcho: false,
		windowOpenUntil: windowOpenUntil({ type, groupId }, preference, time),
		optOut: isOptOut(preference, { type, text: content.text, media: content.media }, STOP_WORDS),
		chatInput: content.text,
		sessionId: from.key === null ? null : `${to ?? channelId ?? ''}:${from.key}`,
		channelId,
		wabaId: readText(entry, 'WabaId'),
		eventKey: eventKeyOf(entry, type, raw),
		raw,
	};
	return isMarkedEcho(entry, item) ? asEcho(item) : item;
}

/**
 * Only a preference comes without an ID, see `kindOf`. What types that are not known tell, such as
 * that a message was deleted or edited, may come under the ID of that message, so the ID alone does
 * not tell them apart. Its content is compared as the queue and HTTP both have it.
 */
function eventKeyOf(entry: Entry, type: string, raw: Json): string {
	const channelId = readText(entry, 'CustSpaceId');
	const messageId = readText(entry, 'MessageId');
	if (messageId === null) return keyOfContent(raw);
	const ids = channelId === null ? [messageId] : [channelId, messageId];
	if (isInboundType(type)) return keyOf('in', ids);
	const content = canonicalJson(unwrapJson(read(entry, 'Message')));
	return keyOf('in', [...ids, type, digestOf(content)]);
}

const YES = new Set(['true', '1', 'yes', 'y']);

/** The channel says so itself, or who wrote is the number that was written to. */
function isMarkedEcho(entry: Entry, { from, to }: Pick<InboundItem, 'from' | 'to'>): boolean {
	const flag = readWord(entry, 'IsEcho');
	const notice = readWord(entry, 'NoticeType') ?? '';
	if (YES.has(flag ?? '') || notice.includes('echo') || notice === 'outbound') return true;
	return (
		from.phone !== null && [to, toPhone(readText(entry, 'OriginPhoneNumber'))].includes(from.phone)
	);
}

function senderOf(entry: Entry, name: string | null): Sender {
	const person = personOf(entry, readText(entry, 'From'), name);
	return { ...person, name };
}

/** Who it was before is the sender, where only the new ID is told. */
function readChange(change: SystemChange | null, from: Sender): SystemChange | null {
	if (change === null || change.oldId !== null) return change;
	const isId = change.kind?.includes('user_id') === true;
	return { ...change, oldId: isId ? from.userId : (from.phone ?? from.userId) };
}

function readContext(context: unknown, target: string | null): InboundItem['context'] {
	if (!isEntry(context)) return target === null ? null : { messageId: target, from: null };
	return {
		messageId: target ?? readText(context, 'id', 'Id', 'messageId', 'MessageId', 'message_id'),
		from: toAddress(readText(context, 'from', 'From')),
	};
}
