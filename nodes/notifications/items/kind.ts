import { isAuditType } from './audit';
import { isInboundType } from './content';
import { type Entry, read, readText, readWord } from './fields';
import { preferenceOf } from './preference';
import type { EventKind } from './types';

/**
 * Which kind of notification an entry is, from its own fields: the addresses that the service
 * pushes to may be shared, so where it arrived proves nothing.
 *
 * The status comes first because its `Type` names the media that was sent, `template` included. An
 * id that is no text counts as none: all such entries would share one event key.
 */
export function kindOf(entry: Entry): EventKind | 'unknown' {
	const hasMessageId = readText(entry, 'MessageId') !== null;
	if (hasMessageId && readText(entry, 'Status') !== null) return 'status';

	const type = readWord(entry, 'Type') ?? '';
	if (readText(entry, 'AuditStatus') !== null || isAuditType(type)) return 'audit';
	// Before the account: what a person chose about marketing is no review.
	if (preferenceOf(entry) !== null) return 'inbound';
	if (!hasMessageId) return readText(entry, 'WabaId') === null ? 'unknown' : 'audit';

	const isInbound =
		read(entry, 'Message') !== undefined ||
		readWord(entry, 'NoticeType') === 'inbound' ||
		isInboundType(type);
	return isInbound ? 'inbound' : 'unknown';
}
