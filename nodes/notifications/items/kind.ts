import { isAuditType } from './audit';
import { isInboundType } from './content';
import { type Entry, read, readText, readWord } from './fields';
import { preferenceOf } from './preference';
import type { EventKind } from './types';

/**
 * Which kind of notification an entry is, from its own fields: the addresses that the service
 * pushes to may be shared, so where it arrived proves nothing.
 *
 * The status comes first because its `Type` names the media that was sent, `template` included; only
 * a message that says that it came in may have a status of its own. An id that is no text counts as
 * none: all such entries would share one event key.
 */
export function kindOf(entry: Entry): EventKind | 'unknown' {
	const hasMessageId = readText(entry, 'MessageId') !== null;
	const hasMessage = read(entry, 'Message') !== undefined;
	const saysInbound = readWord(entry, 'NoticeType') === 'inbound';
	const type = readWord(entry, 'Type') ?? '';
	if (isChangeOfAccount(type)) return 'audit';
	if (hasMessageId && readText(entry, 'Status') !== null) {
		return saysInbound && hasMessage ? 'inbound' : 'status';
	}

	if (isAudit(entry, type)) return 'audit';
	// Before the account: what a person chose about marketing is no review.
	if (preferenceOf(entry) !== null) return 'inbound';
	if (!hasMessageId) {
		return readText(entry, 'WabaId') === null || isOfMessage(entry) ? 'unknown' : 'audit';
	}

	// One that was deleted, or that the channel cannot show, may have a message with nothing in it.
	const hasPlaceForMessage = Object.hasOwn(entry, 'Message');
	return hasPlaceForMessage || saysInbound || isInboundType(type) ? 'inbound' : 'unknown';
}

/** All types of reviews but `template` are only theirs, whatever else is in the entry. */
function isChangeOfAccount(type: string): boolean {
	return isAuditType(type) && type !== 'template';
}

/** The type `template` is no proof: statuses and echoes have it as well. */
function isAudit(entry: Entry, type: string): boolean {
	if (readText(entry, 'AuditStatus') !== null) return true;
	return type === 'template' && !isOfMessage(entry);
}

/**
 * Whether an entry has what only messages, calls and groups have. Taken for a change of the account,
 * it would be missing where only messages are listened to.
 *
 * Source: https://help.aliyun.com/zh/chatapp/developer-reference/chatappaudit
 */
function isOfMessage(entry: Entry): boolean {
	const value = read(entry, 'From', 'To', 'TaskId', 'MsgFrameType', 'Message', 'GroupId');
	return value !== undefined;
}
