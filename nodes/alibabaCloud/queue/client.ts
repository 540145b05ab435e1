import { signMns } from '../signing/mns';
import {
	explainQueueError,
	LOCAL_QUEUE_CODES,
	type LocalQueueCode,
	type QueueFailure,
} from './failures';
import { isSafe } from '../wire/endpoints';
import type { Outcome, QueueToken, TokenKeeper } from './token';
import {
	type QueueMessage,
	readDelivery,
	readError,
	readFailedHandles,
	readVisibility,
	writeReceiptHandles,
} from './xml';

/** One HTTP request, signed. */
export interface QueueRequest {
	readonly method: 'GET' | 'PUT' | 'DELETE';
	readonly url: string;
	readonly headers: Record<string, string>;
	readonly body?: string;
	readonly timeoutMs: number;
	readonly signal?: AbortSignal;
}

type Answer = { readonly status: number; readonly body: string };

/** Sends a request; the code of what kept the answer away when none came. */
export type QueueTransport = (request: QueueRequest) => Promise<Answer | LocalQueueCode>;

interface Call {
	readonly method: QueueRequest['method'];
	readonly query: string;
	readonly body?: string;
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal;
}

/** The service accepts up to 16 messages in one request and waits up to 30 seconds. */
export const MAX_BATCH = 16;
const MAX_WAIT_SECONDS = 30;

const TIMEOUT_MS = 15_000;

/** A long poll that the service ends by itself must not look like a dead connection. */
const LONG_POLL_MARGIN_MS = 10_000;

/**
 * One queue of Simple Message Queue (formerly MNS), as the message platform offers it: read with a
 * temporary key that the keeper renews.
 *
 * Source: https://www.alibabacloud.com/help/doc-detail/35137.htm
 */
export class QueueClient {
	constructor(
		private readonly name: string,
		private readonly token: TokenKeeper,
		private readonly transport: QueueTransport,
		private readonly clock: () => number,
	) {}

	/**
	 * Takes up to `max` messages, waiting until there is one. They are hidden from others for a
	 * while, and come again unless they are deleted. An empty list is the normal end of waiting.
	 *
	 * @param waits false to be told at once that there is none: the service refuses to let several
	 * wait at the same time, and bills it
	 */
	async receive(max: number, signal?: AbortSignal, waits = true): Promise<Outcome<QueueMessage[]>> {
		const count = Math.max(1, Math.min(MAX_BATCH, Math.trunc(max)));
		const seconds = waits ? MAX_WAIT_SECONDS : 0;
		const outcome = await this.call({
			method: 'GET',
			query: `?numOfMessages=${count}&waitseconds=${seconds}`,
			timeoutMs: waits ? seconds * 1000 + LONG_POLL_MARGIN_MS : TIMEOUT_MS,
			signal,
		});
		return emptyIfNone(outcome, 'received');
	}

	/** Looks at the next message without taking it, which shows that the queue can be read. */
	async peek(): Promise<Outcome<QueueMessage[]>> {
		return emptyIfNone(await this.call({ method: 'GET', query: '?peekonly=true' }), 'peeked');
	}

	/**
	 * Deletes up to 16 messages. A batch is used for a single one as well: handles contain `+` and
	 * `/`, which clients encode differently in a query.
	 *
	 * @returns the handles that were dead already: these messages will come again
	 */
	async remove(handles: readonly string[]): Promise<Outcome<ReadonlySet<string>>> {
		const outcome = await this.call({
			method: 'DELETE',
			query: '',
			body: writeReceiptHandles(handles),
		});
		if (!outcome.ok) return outcome;
		const { status, body } = outcome.value;
		// Documented is 204. With a text it may be a proxy's, and the messages are still there.
		if (isSuccess(status) && body.trim() === '') return { ok: true, value: new Set() };

		const failed = readFailedHandles(outcome.value.body);
		if (failed !== null) return { ok: true, value: new Set(failed.keys()) };
		const answer = refused(outcome.value);
		// Without a list: none of these handles was alive.
		return answer.failure.reaction === 'empty' ? { ok: true, value: new Set(handles) } : answer;
	}

	/** Hides a message for some seconds from now. Its old handle dies. */
	async changeVisibility(
		handle: string,
		seconds: number,
	): Promise<Outcome<Pick<QueueMessage, 'receiptHandle' | 'nextVisibleTime'>>> {
		const query = `?receiptHandle=${encodeURIComponent(handle)}&visibilityTimeout=${seconds}`;
		const outcome = await this.call({ method: 'PUT', query });
		if (!outcome.ok) return outcome;
		const changed = isSuccess(outcome.value.status) ? readVisibility(outcome.value.body) : null;
		return changed === null ? refused(outcome.value) : { ok: true, value: changed };
	}

	/** Signs and sends. After a refusal that another key may undo, the key is renewed once. */
	private async call(call: Call): Promise<Outcome<Answer>> {
		const first = await this.token.get();
		if (!first.ok) return first;
		const outcome = await this.send(call, first.value);
		if (!outcome.ok || !isKeyRefused(outcome.value)) return outcome;

		this.token.drop(first.value);
		const second = await this.token.get();
		if (!second.ok) return second;
		const repeated = await this.send(call, second.value);
		if (!repeated.ok || repeated.value.status !== 403) return repeated;

		const { failure } = refused(repeated.value);
		// A proxy that forbids something now may allow it later, and so may a queue that is too busy;
		// that the queue refuses a fresh key is final.
		const reaction = failure.reaction === 'renew' ? 'stop' : failure.reaction;
		return { ok: false, failure: { ...failure, reaction } };
	}

	private async send(call: Call, token: QueueToken): Promise<Outcome<Answer>> {
		const { endpoint } = token;
		if (!isSafe(endpoint)) return failed(LOCAL_QUEUE_CODES.insecureEndpoint);

		const resource = `/queues/${encodeURIComponent(this.name)}/messages${call.query}`;
		// Clients add a content type of their own to a PUT without one, which would break the signature.
		const contentType = call.method === 'GET' ? undefined : 'text/xml';
		const date = new Date(this.clock());
		const answer = await this.transport({
			method: call.method,
			url: `${endpoint}${resource}`,
			headers: signMns({ method: call.method, resource, contentType }, token, date),
			body: call.body,
			timeoutMs: call.timeoutMs ?? TIMEOUT_MS,
			signal: call.signal,
		});
		return typeof answer === 'string' ? failed(answer) : { ok: true, value: answer };
	}
}

function emptyIfNone(
	outcome: Outcome<Answer>,
	form: 'received' | 'peeked',
): Outcome<QueueMessage[]> {
	if (!outcome.ok) return outcome;
	const { status, body } = outcome.value;
	if (isSuccess(status)) {
		const messages = readDelivery(body, form);
		return messages === null
			? failed(LOCAL_QUEUE_CODES.foreignAnswer)
			: { ok: true, value: messages };
	}
	const answer = refused(outcome.value);
	return answer.failure.reaction === 'empty' ? { ok: true, value: [] } : answer;
}

/** A proxy may say no in place of the queue, about the key as well. */
function isKeyRefused(answer: Answer): boolean {
	if (answer.status !== 403) return false;
	const { reaction, code } = refused(answer).failure;
	return reaction !== 'retry' || code === LOCAL_QUEUE_CODES.foreignAnswer;
}

function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

function refused(answer: Answer): { readonly ok: false; readonly failure: QueueFailure } {
	const error = readError(answer.body);
	return error === null
		? failed(LOCAL_QUEUE_CODES.foreignAnswer)
		: {
				ok: false,
				failure: explainQueueError(error.code, answer.status, error.message, error.requestId),
			};
}

function failed(code: string): { readonly ok: false; readonly failure: QueueFailure } {
	return { ok: false, failure: explainQueueError(code) };
}
