import { XMLParser, XMLValidator } from 'fast-xml-parser';

import type { StoredMessage } from './queueContent';
import { refusal } from './refusals';

const NAMESPACE = 'http://mns.aliyuncs.com/doc/v1/';
const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
};

const parser = new XMLParser({
	ignoreAttributes: true,
	parseTagValue: false,
	ignoreDeclaration: true,
	isArray: (_name, path) => path === 'ReceiptHandles.ReceiptHandle' || path === 'Messages.Message',
});

type Fields = Readonly<Record<string, string | number | undefined>>;

/** One document: the root with the service's namespace around ready-made inner XML. */
export function document(root: string, inner: string): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${inner}</${root}>\n`;
}

/** Elements in the given order; those without a value are left out. */
export function elements(fields: Fields): string {
	return Object.entries(fields)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `<${name}>${escape(String(value))}</${name}>`)
		.join('');
}

/** The fields of a message as a receive (with handle) or a peek (without) shows them. */
export function messageElements(message: StoredMessage, how: 'received' | 'peeked'): string {
	const received = how === 'received';
	return elements({
		MessageId: message.id,
		ReceiptHandle: received ? message.receiptHandle : undefined,
		MessageBody: message.body,
		MessageBodyMD5: message.bodyMd5,
		EnqueueTime: message.enqueuedAt,
		NextVisibleTime: received ? message.nextVisibleAt : undefined,
		FirstDequeueTime: message.firstDequeuedAt,
		DequeueCount: message.dequeueCount,
		Priority: message.priority,
	});
}

/** The handles of a batch delete; throws `MalformedXML`, or `InvalidArgument` for a wrong schema. */
export function readReceiptHandles(body: Buffer): string[] {
	const handles = (readRoot(body, 'ReceiptHandles') as { ReceiptHandle?: unknown }).ReceiptHandle;
	if (!Array.isArray(handles) || !handles.every((handle) => typeof handle === 'string')) {
		throw refusal('InvalidArgument', 'The XML has no ReceiptHandle element.');
	}
	return handles.map((handle) => handle.trim());
}

export interface SentMessage {
	readonly MessageBody?: string;
	readonly DelaySeconds?: string;
	readonly Priority?: string;
}

/** The messages of a send, one or a batch. */
export function readMessages(body: Buffer, root: 'Message' | 'Messages'): SentMessage[] {
	const content = readRoot(body, root);
	if (root === 'Message') return [content as SentMessage];
	const messages = (content as { Message?: unknown }).Message;
	if (!Array.isArray(messages)) {
		throw refusal('InvalidArgument', 'The XML has no Message element.');
	}
	return messages as SentMessage[];
}

function readRoot(body: Buffer, root: string): object {
	const text = body.toString('utf8');
	if (XMLValidator.validate(text) !== true) throw refusal('MalformedXML');
	const parsed = parser.parse(text) as Record<string, unknown>;
	const content = parsed[root];
	if (typeof content !== 'object' || content === null) {
		throw refusal('InvalidArgument', `The XML has no ${root} element with content.`);
	}
	return content;
}

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
