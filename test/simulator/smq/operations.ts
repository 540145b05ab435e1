import type { HttpAnswer, HttpRequest } from '../http';
import { receiveOrWait } from './longPoll';
import { allowOnly, boundedInteger, type QueueAction, type QueueRequest } from './queueRequest';
import type { QueueStore } from './queueStore';
import { Refusal, refusal } from './refusals';
import {
	document,
	elements,
	messageElements,
	readMessages,
	readReceiptHandles,
	type SentMessage,
} from './xml';

export interface OperationInput extends QueueRequest {
	readonly store: QueueStore;
	readonly http: HttpRequest;
}

type Operation = (input: OperationInput) => HttpAnswer | Promise<HttpAnswer>;

// Bounds: https://www.alibabacloud.com/help/doc-detail/35137.htm (receive),
// https://www.alibabacloud.com/help/doc-detail/35142.htm (visibility),
// https://help.aliyun.com/en/mns/product-overview/limits (send)
const BATCH = [1, 16] as const;
const WAIT_SECONDS = [0, 30] as const;
const VISIBILITY_SECONDS = [1, 43_200] as const;
const DELAY_SECONDS = [0, 604_800] as const;
const PRIORITY = [1, 16] as const;
const MAX_BODY_BYTES = 65_536;

/** What the service does for each operation, once the caller is known to be allowed. */
export const OPERATIONS = Object.freeze({
	ReceiveMessage: async (input) => await receive(input, 1, 'one'),
	BatchReceiveMessage: async (input) => await receive(input, batchSize(input), 'batch'),
	PeekMessage: (input) => peek(input, 1, 'one'),
	BatchPeekMessage: (input) => peek(input, batchSize(input), 'batch'),

	DeleteMessage: ({ store, queue, query }) => {
		allowOnly(query, ['ReceiptHandle']);
		store.remove(queue, required(query.get('ReceiptHandle'), 'MissingReceiptHandle'));
		return { status: 204 };
	},

	BatchDeleteMessage: ({ store, queue, query, http }) => {
		allowOnly(query, []);
		const handles = readReceiptHandles(http.body);
		if (handles.length > BATCH[1]) {
			throw refusal('InvalidArgument', `More than ${BATCH[1]} receipt handles.`);
		}
		const errors = handles.map((handle) => removalError(store, queue, handle)).join('');
		return errors === '' ? { status: 204 } : xml(404, document('Errors', errors));
	},

	ChangeMessageVisibility: ({ store, queue, query }) => {
		allowOnly(query, ['receiptHandle', 'ReceiptHandle', 'visibilityTimeout']);
		const handle = query.get('receiptHandle') ?? query.get('ReceiptHandle');
		const known = required(handle, 'MissingReceiptHandle');
		required(query.get('visibilityTimeout'), 'MissingVisibilityTimeout');
		const seconds = boundedInteger(query, 'visibilityTimeout', VISIBILITY_SECONDS, 0);
		const message = store.changeVisibility(queue, known, seconds * 1000);
		const fields = {
			ReceiptHandle: message.receiptHandle,
			NextVisibleTime: message.nextVisibleAt,
		};
		return xml(200, document('ChangeVisibility', elements(fields)));
	},

	SendMessage: (input) => xml(201, document('Message', send(input, 'Message').join(''))),
	BatchSendMessage: (input) => {
		const sent = send(input, 'Messages').map((inner) => `<Message>${inner}</Message>`);
		return xml(201, document('Messages', sent.join('')));
	},
} satisfies Record<QueueAction, Operation>);

/** An XML answer as the service labels it. */
export function xml(status: number, body: string): HttpAnswer {
	return {
		status,
		headers: { 'content-type': 'text/xml;charset=utf-8', 'x-mns-version': '2015-06-06' },
		body,
	};
}

async function receive(input: OperationInput, max: number, form: 'one' | 'batch') {
	const { store, queue, query, http } = input;
	allowOnly(query, ['numOfMessages', 'waitseconds', 'peekonly']);
	const seconds = boundedInteger(query, 'waitseconds', WAIT_SECONDS, 0);
	const messages = await receiveOrWait(store, queue, max, seconds * 1000, http.signal);
	return messageAnswer(
		messages.map((message) => messageElements(message, 'received')),
		form,
	);
}

function peek({ store, queue, query }: OperationInput, max: number, form: 'one' | 'batch') {
	allowOnly(query, ['numOfMessages', 'peekonly']);
	const messages = store.peek(queue, max);
	return messageAnswer(
		messages.map((message) => messageElements(message, 'peeked')),
		form,
	);
}

function messageAnswer(messages: readonly string[], form: 'one' | 'batch'): HttpAnswer {
	if (messages.length === 0) throw refusal('MessageNotExist');
	if (form === 'one') return xml(200, document('Message', messages.join('')));
	const wrapped = messages.map((message) => `<Message>${message}</Message>`).join('');
	return xml(200, document('Messages', wrapped));
}

function batchSize({ query }: OperationInput): number {
	return boundedInteger(query, 'numOfMessages', BATCH, 1);
}

function removalError(store: QueueStore, queue: string, handle: string): string {
	try {
		store.remove(queue, handle);
		return '';
	} catch (error) {
		if (!(error instanceof Refusal) || error.code === 'QueueNotExist') throw error;
		const fields = {
			ErrorCode: error.code,
			ErrorMessage: error.message,
			ReceiptHandle: handle,
		};
		return `<Error>${elements(fields)}</Error>`;
	}
}

function send({ store, queue, query, http }: OperationInput, root: 'Message' | 'Messages') {
	allowOnly(query, []);
	const messages = readMessages(http.body, root);
	if (messages.length > BATCH[1]) {
		throw refusal('InvalidArgument', `More than ${BATCH[1]} messages.`);
	}
	return messages
		.map((message) => checkedMessage(message))
		.map(({ body, options }) => {
			const stored = store.enqueue(queue, body, options);
			return elements({ MessageId: stored.id, MessageBodyMD5: stored.bodyMd5 });
		});
}

function checkedMessage(message: SentMessage) {
	const fields = new Map(Object.entries(message));
	const body = message.MessageBody ?? '';
	if (body === '' || Buffer.byteLength(body) > MAX_BODY_BYTES) {
		throw refusal('InvalidArgument', `MessageBody should between 1 and ${MAX_BODY_BYTES} bytes.`);
	}
	return {
		body,
		options: {
			delayMs: boundedInteger(fields, 'DelaySeconds', DELAY_SECONDS, 0) * 1000,
			priority: boundedInteger(fields, 'Priority', PRIORITY, 8),
		},
	};
}

function required(
	value: string | undefined,
	code: 'MissingReceiptHandle' | 'MissingVisibilityTimeout',
): string {
	if (value === undefined || value === '') throw refusal(code);
	return value;
}
