import { isReference, mentionsReference, readTaskId, withoutSignatures } from './reference';
import type { InboundItem, NotificationItem, StatusItem } from './types';

/**
 * References to waiting executions that came with items. They stay beside the items and never in
 * them: what is in an item is stored with executions and read by many, and with a reference anybody
 * could answer for somebody else.
 */
const carried = new WeakMap<NotificationItem, string>();

/** The reference that came with an item, while it is the very item that was read. */
export function referenceOf(item: NotificationItem): string | null {
	return carried.get(item) ?? null;
}

/**
 * An item as people are to see it. The task ID is the one that the user gave, or the ID of the
 * message where none was given, as the service has it. A choice that was tapped has its label for a
 * value. Elsewhere, `raw` included, references lose their signatures.
 */
export function withoutReferences(item: NotificationItem): NotificationItem {
	if (!holdsReference(item.raw)) return item;
	const { reference, readable } = taken(item);
	const clean = hidden(readable) as NotificationItem;
	if (reference !== null) carried.set(clean, reference);
	return clean;
}

interface Taken {
	readonly reference: string | null;
	readonly readable: NotificationItem;
}

function taken(item: NotificationItem): Taken {
	if (item.event === 'status') return takenFromStatus(item);
	if (item.event === 'inbound') return takenFromReply(item);
	return { reference: null, readable: item };
}

function takenFromStatus(item: StatusItem): Taken {
	const { reference, own } = readTaskId(item.taskId);
	if (reference === null) return { reference, readable: item };
	return { reference, readable: { ...item, taskId: own ?? item.messageId } };
}

function takenFromReply(item: InboundItem): Taken {
	const { reply } = item;
	const reference = [reply?.payload, reply?.id].find(isReference) ?? null;
	if (reply === null || reference === null) return { reference: null, readable: item };
	const readable = { ...reply, value: reply.title, id: null, payload: null };
	return { reference, readable: { ...item, reply: readable } };
}

function holdsReference(value: unknown): boolean {
	if (typeof value === 'string') return mentionsReference(value);
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsReference);
}

/** Entries were made shallow before, so this ends. */
function hidden(value: unknown): unknown {
	if (typeof value === 'string') return withoutSignatures(value);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(hidden);
	return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, hidden(child)]));
}
