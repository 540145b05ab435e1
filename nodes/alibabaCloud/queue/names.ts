import { textOf } from '../input/text';
import type { MessageType } from './access';

/** A queue that can be chosen. */
export interface ListedQueue {
	readonly name: string;
	/** Who fills it, for people. */
	readonly usedBy: string;
}

/** A number as `QueryChatappPhoneNumbers` lists it; queues that are off have no name. */
type NumberRow = Readonly<Record<string, unknown>>;

/**
 * Which field of a number names the queue.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/use-cases/manage-phone-numbers
 */
const QUEUE_FIELDS = Object.freeze({
	ChatAppInbound: ['UpQueue'],
	ChatAppStatus: ['StatusQueue'],
	// All queues of an account are named alike, up to the type at the end.
	ChatAppAudit: ['UpQueue', 'StatusQueue'],
}) satisfies Readonly<Record<MessageType, readonly string[]>>;

const PATTERN = /^(Alicom-Queue-\d+-)ChatApp(?:Inbound|Status)$/;

/**
 * The queues that the numbers of an account use, each once. For reviews it is the name that the
 * queue must have: no action reads it.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/configure-message-receipts
 */
export function queuesOf(numbers: readonly NumberRow[], messageType: MessageType): ListedQueue[] {
	const users = new Map<string, string[]>();
	for (const number of numbers) {
		for (const field of QUEUE_FIELDS[messageType]) {
			const name = nameFor(messageType, textOf(number[field]));
			if (name === '') continue;
			const label = numberLabel(number);
			const known = users.get(name) ?? [];
			users.set(name, known.includes(label) ? known : [...known, label]);
		}
	}
	const isGuess = messageType === 'ChatAppAudit';
	return [...users].map(([name, labels]) => ({
		name,
		usedBy: isGuess ? 'usual name' : labels.join(', '),
	}));
}

function nameFor(messageType: MessageType, name: string): string {
	if (messageType !== 'ChatAppAudit') return name;
	const [, account] = PATTERN.exec(name) ?? [];
	return account === undefined ? '' : `${account}${messageType}`;
}

function numberLabel(number: NumberRow): string {
	const phone = textOf(number.PhoneNumber).replace(/^\+?/, '+');
	return [textOf(number.VerifiedName), phone].filter((part) => part !== '').join(' ');
}
