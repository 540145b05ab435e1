import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { ANSWER, toReference } from '../../../../nodes/notifications/items/reference';

/** What was handed over in one call. */
export interface HandoverCall {
	readonly execution: string;
	readonly code: string;
	readonly signature: string;
	readonly path: string;
	readonly host: string;
	readonly item: Readonly<Record<string, unknown>>;
}

export interface ServerAnswer {
	readonly status?: number;
	/** JSON, or text as a page. */
	readonly body: unknown;
	readonly afterMs?: number;
}

export const RESUMED: ServerAnswer = { body: { chatApp: 'resumed' } };
export const refused = (reason = 'no'): ServerAnswer => ({ body: { chatApp: 'refused', reason } });
export const RUNNING: ServerAnswer = {
	status: 409,
	body: { code: 409, message: 'The execution "7" is running already.' },
};
/** n8n 2 for an execution that has ended. */
export const PAGE: ServerAnswer = { body: '<html>No action required</html>' };
export const ABSENT: ServerAnswer = {
	status: 404,
	body: { code: 404, message: 'The execution "7" does not exist.' },
};

/** Plays n8n's webhook for waiting executions. */
export class WaitingServer {
	readonly calls: HandoverCall[] = [];

	/** Answers of the next calls; then `RESUMED`. */
	answers: ServerAnswer[] = [];

	always: ServerAnswer = RESUMED;

	/** The highest number of calls at the same time. */
	peak = 0;

	private open = 0;

	private constructor(
		private readonly server: Server,
		readonly path: string,
	) {}

	static async start(path = '/webhook-waiting'): Promise<WaitingServer> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const waiting = new WaitingServer(server, path);
		server.on('request', (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const url = new URL(request.url ?? '/', 'http://localhost');
				if (request.method !== 'POST' || !url.pathname.startsWith(`${path}/`)) {
					response.writeHead(404, { 'content-type': 'text/html' }).end('Cannot POST');
					return;
				}
				const { item } = JSON.parse(Buffer.concat(chunks).toString()) as {
					item: HandoverCall['item'];
				};
				waiting.calls.push({
					execution: url.pathname.split('/').at(-2) ?? '',
					code: url.searchParams.get(ANSWER) ?? '',
					signature: url.searchParams.get('signature') ?? '',
					path: url.pathname,
					host: request.headers.host ?? '',
					item,
				});
				waiting.peak = Math.max(waiting.peak, ++waiting.open);
				const { status = 200, body, afterMs = 0 } = waiting.answers.shift() ?? waiting.always;
				const isPage = typeof body === 'string';
				setTimeout(() => {
					waiting.open--;
					response
						.writeHead(status, { 'content-type': isPage ? 'text/html' : 'application/json' })
						.end(isPage ? body : JSON.stringify(body));
				}, afterMs);
			});
		});
		return waiting;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	codes(): string[] {
		return this.calls.map(({ execution, code }) => `${execution}:${code}`);
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

const NODE_ID = '2f1b6c1e-9d0a-4b7e-8a55-0c3f1d2e4b60';
export const SIGNATURE = 'ab'.repeat(32);

/** As `getSignedResumeUrl` makes them. */
export function reference(execution: number | string, code: string, nonce = '9f3a11cc'): string {
	const url = `https://n8n.example.com/webhook-waiting/${execution}/${NODE_ID}`;
	return toReference(`${url}?${ANSWER}=${code}-${nonce}&signature=${SIGNATURE}`);
}

export const BUSINESS = '6531589000';

let numbers = 0;
/** Each test has people of its own: questions are shared by all nodes of a process. */
export const newPerson = (): string => `659${String(1_000_000 + numbers++)}`;
/** Executions of their own as well. */
export const newExecution = (): number => 1_000 + numbers++;

let messages = 0;
export const newId = (): string => `m-${messages++}`;

export const tap = (person: string, ref: string, title = 'Yes', more: object = {}): object => ({
	...{ MessageId: newId(), From: person, To: BUSINESS, Type: 'INTERACTIVE' },
	Message: JSON.stringify({ type: 'button_reply', button_reply: { id: ref, title } }),
	...more,
});

export const typed = (person: string, text: string, more: object = {}): object => ({
	...{ MessageId: newId(), From: person, To: BUSINESS, Type: 'TEXT', Message: text },
	...more,
});

export const receiptOf = (
	person: string,
	TaskId: string,
	MessageId: string,
	Status = 'Delivered',
	more: object = {},
): object => ({ MessageId, From: BUSINESS, To: person, Status, TaskId, ...more });
