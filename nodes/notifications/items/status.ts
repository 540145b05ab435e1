import { explainDeliveryCode } from '../../alibabaCloud/errors/deliveryCodes';
import { statedReason } from '../../alibabaCloud/errors/reviewReason';
import { keyOf } from './eventKey';
import { type Entry, readText, readWord, toAddress } from './fields';
import { personOf } from './person';
import { readTime, toIso } from './time';
import type { Json, StatusItem } from './types';

/** The two that only Viber sends are verbs; all others are participles. */
const STATUS_NAMES = Object.freeze({
	subscribe: 'subscribed',
	unsubscribe: 'unsubscribed',
}) satisfies Readonly<Record<string, string>>;

/** What a key has for these, whichever of both was sent. */
const VERBS = Object.freeze({
	subscribed: 'subscribe',
	unsubscribed: 'unsubscribe',
}) satisfies Readonly<Record<string, string>>;

/** What some channels put into the code when nothing went wrong. */
const NO_ERROR = new Set(['0', 'ok', 'success', 'delivered']);

/**
 * What the answers of the service have for success as well. One of them is an error of WhatsApp too,
 * so for a message that failed they are what they say.
 */
const NO_ERROR_OF_SUCCESS = new Set([...NO_ERROR, '0000', '200']);

/**
 * The status of a message that was sent.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappstatus
 */
export function toStatusItem(entry: Entry, raw: Json): StatusItem {
	const messageId = readText(entry, 'MessageId');
	const word = readWord(entry, 'Status') ?? 'unknown';
	const status = Object.hasOwn(STATUS_NAMES, word)
		? STATUS_NAMES[word as keyof typeof STATUS_NAMES]
		: word;
	const address = readText(entry, 'To');
	const to = toAddress(address);
	const recipient = personOf(entry, address, null);
	const code = statedReason(readText(entry, 'ErrorCode'));
	const time = readTime(entry);
	const verb = Object.hasOwn(VERBS, status) ? VERBS[status as keyof typeof VERBS] : null;

	return {
		event: 'status',
		status,
		to,
		from: toAddress(readText(entry, 'From')),
		error: readError(entry, status, code),
		timestamp: toIso(time),
		messageId,
		taskId: readText(entry, 'TaskId'),
		recipient,
		frame: readWord(entry, 'MsgFrameType'),
		type: readWord(entry, 'Type'),
		template: readTemplate(entry),
		conversation: readConversation(entry),
		channelId: readText(entry, 'CustSpaceId'),
		wabaId: readText(entry, 'WabaId'),
		eventKey: keyOf('st', [
			messageId,
			to ?? recipient.key,
			verb ?? word,
			// One way of receiving may write what another leaves out.
			saysNoError(code, status) ? null : code,
			// One can come and go any number of times; a message is delivered once.
			...(verb === null ? [] : [momentOf(entry, time)]),
		]),
		raw,
	};
}

/** The time, also one in a form that is not known; null for a zero, which is none. */
function momentOf(entry: Entry, time: number | null): string | null {
	if (time !== null) return String(time);
	const text = readText(entry, 'Timestamp', 'timestamp');
	return text === null || Number(text) === 0 ? null : text;
}

function saysNoError(code: string | null, status: string): boolean {
	const words = status === 'failed' ? NO_ERROR : NO_ERROR_OF_SUCCESS;
	return code === null || words.has(code.toLowerCase());
}

function readTemplate(entry: Entry): StatusItem['template'] {
	const code = readText(entry, 'TemplateCode');
	const name = readText(entry, 'TemplateName');
	if (code === null && name === null) return null;
	return { code, name, language: readText(entry, 'Language') };
}

function readConversation(entry: Entry): StatusItem['conversation'] {
	const id = readText(entry, 'ConversationId');
	const type = readWord(entry, 'ConversationType');
	return id === null && type === null ? null : { id, type };
}

function readError(entry: Entry, status: string, sent: string | null): StatusItem['error'] {
	const failed = status === 'failed';
	if (!failed && saysNoError(sent, status)) return null;

	const described = statedReason(readText(entry, 'ErrorDescription'));
	const message = described ?? (failed ? readText(entry, 'StatusDescription') : null);
	const code = sent ?? CODE_IN_FRONT.exec(message?.slice(0, LONGEST_CODE) ?? '')?.[1] ?? null;
	return { code, message: withoutCode(message, code), ...explainDeliveryCode(code) };
}

const LONGEST_CODE = 64;

/** The code that a description begins with: a number of WhatsApp, or a name of Viber. */
const CODE_IN_FRONT = /^(\d{3,7}|[A-Z]+(?:_[A-Z]+)+)[:\uFF1A]/;

/** The description repeats the code: `131026:Receiver is incapable of ...`. */
function withoutCode(message: string | null, code: string | null): string | null {
	if (message === null || code === null || !message.startsWith(code)) return message;
	const rest = message.slice(code.length);
	return /^[:\uFF1A]/.test(rest) ? rest.slice(1).trim() || null : message;
}
