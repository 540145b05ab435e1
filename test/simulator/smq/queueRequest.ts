import type { HttpRequest } from '../http';
import { refusal } from './refusals';

export type QueueAction =
	| 'SendMessage'
	| 'BatchSendMessage'
	| 'ReceiveMessage'
	| 'BatchReceiveMessage'
	| 'PeekMessage'
	| 'BatchPeekMessage'
	| 'DeleteMessage'
	| 'BatchDeleteMessage'
	| 'ChangeMessageVisibility';

export interface QueueRequest {
	readonly queue: string;
	readonly query: ReadonlyMap<string, string>;
}

const MESSAGES_PATH = /^\/queues\/([A-Za-z0-9][A-Za-z0-9-]{0,254})\/messages$/;

/**
 * Reads queue and query of a request. The query is not read as a form: a '+' is a '+', because
 * clients send receipt handles unencoded. Throws `InvalidRequestURL` or `InvalidQueryString`.
 */
export function readQueueRequest(target: string): QueueRequest {
	const [path, ...rest] = target.split('?');
	const queue = MESSAGES_PATH.exec(path ?? '')?.[1];
	if (queue === undefined) throw refusal('InvalidRequestURL');
	return { queue, query: readQuery(rest.join('?')) };
}

/** The operation behind method and query, as far as it can be told; "Unknown" otherwise. */
export function actionOf(request: Pick<HttpRequest, 'method' | 'target' | 'body'>): string {
	let query: ReadonlyMap<string, string>;
	try {
		({ query } = readQueueRequest(request.target));
	} catch {
		return 'Unknown';
	}
	const batch = query.has('numOfMessages') ? 'Batch' : '';
	switch (request.method) {
		case 'GET':
			return query.get('peekonly') === 'true' ? `${batch}PeekMessage` : `${batch}ReceiveMessage`;
		case 'DELETE':
			return query.has('ReceiptHandle') || request.body.length === 0
				? 'DeleteMessage'
				: 'BatchDeleteMessage';
		case 'PUT':
			return 'ChangeMessageVisibility';
		case 'POST':
			return /<Messages[\s>]/.test(request.body.toString('utf8'))
				? 'BatchSendMessage'
				: 'SendMessage';
		default:
			return 'Unknown';
	}
}

/**
 * A whole number of the query within its documented bounds, or the default when it is absent.
 * Throws `InvalidArgument` for everything else.
 */
export function boundedInteger(
	query: ReadonlyMap<string, string>,
	name: string,
	[low, high]: readonly [low: number, high: number],
	absent: number,
): number {
	const text = query.get(name);
	if (text === undefined) return absent;
	const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (value >= low && value <= high) return value;
	throw refusal('InvalidArgument', `The value of ${name} should between ${low} and ${high}.`);
}

/** Refuses parameters that the operation does not know, as the service does. */
export function allowOnly(query: ReadonlyMap<string, string>, names: readonly string[]): void {
	for (const name of query.keys()) {
		if (!names.includes(name)) throw badQuery(name);
	}
}

function readQuery(text: string): Map<string, string> {
	const query = new Map<string, string>();
	for (const pair of text.split('&')) {
		if (pair === '') continue;
		const mark = pair.indexOf('=');
		const name = mark < 0 ? pair : pair.slice(0, mark);
		query.set(decode(name), mark < 0 ? '' : decode(pair.slice(mark + 1)));
	}
	return query;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		throw badQuery(text);
	}
}

function badQuery(item: string) {
	return refusal(
		'InvalidQueryString',
		`Http request URL contains invalid querystring item "${item}".`,
	);
}
