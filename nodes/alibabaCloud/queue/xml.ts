import {
	childText,
	elementsNamed,
	elementsWith,
	isElement,
	parseXml,
	type XmlElement,
} from '../wire/xml';

/** A message as the queue hands it out. Times are in milliseconds of the service's clock. */
export interface QueueMessage {
	readonly id: string;
	/** Proof of having received it, valid until `nextVisibleTime`. */
	readonly receiptHandle: string;
	/** As it stands in the queue, see `decodeBody`. */
	readonly body: string;
	readonly dequeueCount: number;
	readonly firstDequeueTime: number | null;
	readonly nextVisibleTime: number | null;
}

/** What the queue says when it refuses. */
export interface QueueError {
	readonly code: string;
	readonly message: string;
	readonly requestId: string | null;
}

const NAMESPACE = 'http://mns.aliyuncs.com/doc/v1/';

/**
 * The messages of a receive or peek, by element name: the root differs between one and many.
 *
 * Source: https://www.alibabacloud.com/help/doc-detail/35137.htm
 */
export function readMessages(xml: string): QueueMessage[] {
	return messagesIn(parseXml(xml));
}

/**
 * What a receive or peek brought. A page of a proxy must not pass for an empty queue, nor half of an
 * answer for a message.
 *
 * @param form messages that were only looked at have no handle
 * @returns null when the text is not the queue's
 */
export function readDelivery(xml: string, form: 'received' | 'peeked'): QueueMessage[] | null {
	const root = parseXml(xml);
	if (!isElement(root)) return null;
	const elements = [root.Messages, root.Message].filter((element) => element !== undefined);
	if (elements.length !== 1) return null;
	const messages = messagesIn(root);
	const isWhole = ({ id, receiptHandle }: QueueMessage) =>
		id !== '' && (form === 'peeked' || receiptHandle !== '');
	const count = elementsNamed(root, 'Message').length;
	const isEmpty = count === 0 && root.Messages === '';
	return isEmpty || (count > 0 && count === messages.length && messages.every(isWhole))
		? messages
		: null;
}

/** The new handle and the end of its life, after the visibility of a message was changed. */
export function readVisibility(
	xml: string,
): Pick<QueueMessage, 'receiptHandle' | 'nextVisibleTime'> | null {
	const [element] = elementsWith(parseXml(xml), 'ReceiptHandle');
	const receiptHandle = element && childText(element, 'ReceiptHandle');
	return receiptHandle
		? { receiptHandle, nextVisibleTime: timeOf(element, 'NextVisibleTime') }
		: null;
}

/** What went wrong with the request as a whole; null when the text is not the queue's. */
export function readError(xml: string): QueueError | null {
	const [element] = elementsWith(parseXml(xml), 'Code');
	const code = element && childText(element, 'Code');
	if (!code) return null;
	return {
		code,
		message: childText(element, 'Message') ?? '',
		requestId: childText(element, 'RequestId'),
	};
}

/**
 * The handles that a batch delete could not delete, with the code for each; null when the text is
 * no such answer.
 *
 * Source: https://www.alibabacloud.com/help/doc-detail/35139.htm
 */
export function readFailedHandles(xml: string): Map<string, string> | null {
	const failed = elementsWith(parseXml(xml), 'ErrorCode').flatMap((element) => {
		const handle = childText(element, 'ReceiptHandle');
		return handle === null ? [] : [[handle, childText(element, 'ErrorCode') ?? ''] as const];
	});
	return failed.length === 0 ? null : new Map(failed);
}

/** The body of a batch delete. */
export function writeReceiptHandles(handles: readonly string[]): string {
	const inner = handles.map((handle) => `<ReceiptHandle>${escaped(handle)}</ReceiptHandle>`);
	return `<?xml version="1.0" encoding="UTF-8"?>\n<ReceiptHandles xmlns="${NAMESPACE}">${inner.join('')}</ReceiptHandles>`;
}

function messagesIn(root: unknown): QueueMessage[] {
	return elementsNamed(root, 'Message').flatMap((element) => {
		const body = childText(element, 'MessageBody');
		return body === null ? [] : [toMessage(element, body)];
	});
}

function toMessage(element: XmlElement, body: string): QueueMessage {
	return {
		id: childText(element, 'MessageId') ?? '',
		receiptHandle: childText(element, 'ReceiptHandle') ?? '',
		body,
		dequeueCount: timeOf(element, 'DequeueCount') ?? 1,
		firstDequeueTime: timeOf(element, 'FirstDequeueTime'),
		nextVisibleTime: timeOf(element, 'NextVisibleTime'),
	};
}

function timeOf(element: XmlElement, name: string): number | null {
	const value = Number(childText(element, name) ?? Number.NaN);
	return Number.isFinite(value) ? value : null;
}

function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
