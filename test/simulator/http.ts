import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Fault, FaultPlan, ServiceName } from './faults';

export interface HttpRequest {
	readonly method: string;
	/** Path and query exactly as on the wire. */
	readonly target: string;
	/** Path without query, still percent-encoded. */
	readonly path: string;
	readonly query: URLSearchParams;
	/** Lower-case names; repeated headers joined with ", ". */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	/** Aborted when the caller hangs up or the server closes: long polls end with it. */
	readonly signal: AbortSignal;
	/** For answers that are streams; return `STREAMED` after taking it over. */
	readonly response: ServerResponse;
}

export interface HttpAnswer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Buffer;
}

export const STREAMED = Symbol('streamed');

export interface HttpService {
	readonly service: ServiceName;
	readonly host: string;
	/** 0 = any free port. */
	readonly port: number;
	readonly faults: FaultPlan;
	/** Name of the action for matching faults, read before any check. */
	actionOf(request: HttpRequest): string;
	/** The answer for a fault of kind "status" or "throttle", in the service's own error format. */
	faultAnswer(fault: Fault, request: HttpRequest): HttpAnswer;
	/** Called for every request that gets as far as an answer. */
	handle(request: HttpRequest): Promise<HttpAnswer | typeof STREAMED>;
	/** Called when a fault answered or cut the connection instead of `handle`; `answer.status` 0 = cut. */
	onFault?(fault: Fault, request: HttpRequest, status: number): void;
}

export interface RunningServer {
	readonly url: string;
	close(): Promise<void>;
}

const HTML = '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>';

/**
 * Starts a server on its own port. Rejects with the system's error (EADDRINUSE) when the port is
 * taken. `close` cuts all connections, so it never waits for a client's keep-alive.
 */
export async function startHttpService(service: HttpService): Promise<RunningServer> {
	const sockets = new Set<Socket>();
	const open = new Set<AbortController>();
	const server = createServer((incoming, response) => {
		void serve(service, incoming, response, open).catch((error: unknown) => {
			if (response.destroyed) return;
			const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
			if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
			response.end(`The simulator failed: ${text}`);
		});
	});
	server.keepAliveTimeout = 60_000;
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(service.port, service.host, () => {
			server.off('error', reject);
			resolve();
		});
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://${service.host}:${port}`,
		async close() {
			for (const request of open) request.abort();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}

/** Waits, but not beyond the end of the server or the caller. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	if (ms <= 0 || signal.aborted) return;
	await new Promise<void>((resolve) => {
		const done = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		signal.addEventListener('abort', done);
	});
}

async function serve(
	service: HttpService,
	incoming: IncomingMessage,
	response: ServerResponse,
	open: Set<AbortController>,
): Promise<void> {
	const hangUp = new AbortController();
	response.on('close', () => hangUp.abort());
	// One shared signal would collect a listener a request, and Node.js warns from the eleventh on.
	open.add(hangUp);
	try {
		const request = await readRequest(incoming, response, hangUp.signal);
		const fault = service.faults.take(service.service, service.actionOf(request));
		if (fault) {
			await pause(fault.delayMs ?? (fault.kind === 'delay' ? 1_000 : 0), hangUp.signal);
			if (hangUp.signal.aborted) return;
			const early = answerInstead(service, fault, request);
			if (early === 'cut') {
				service.onFault?.(fault, request, 0);
				incoming.socket.destroy();
				return;
			}
			if (early) {
				service.onFault?.(fault, request, early.status);
				write(response, early);
				return;
			}
		}
		const answer = await service.handle(request);
		if (answer === STREAMED || response.destroyed) return;
		if (fault?.kind === 'truncate') truncate(response, answer);
		else write(response, answer);
	} finally {
		open.delete(hangUp);
	}
}

function answerInstead(
	service: HttpService,
	fault: Fault,
	request: HttpRequest,
): HttpAnswer | 'cut' | undefined {
	if (fault.kind === 'reset') return 'cut';
	if (fault.kind === 'html') {
		return { status: fault.status ?? 502, headers: { 'content-type': 'text/html' }, body: HTML };
	}
	if (fault.kind === 'status' || fault.kind === 'throttle') {
		return service.faultAnswer(fault, request);
	}
	return undefined;
}

async function readRequest(
	incoming: IncomingMessage,
	response: ServerResponse,
	signal: AbortSignal,
): Promise<HttpRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const target = incoming.url ?? '/';
	const mark = target.indexOf('?');
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(incoming.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	return {
		method: incoming.method ?? 'GET',
		target,
		path: mark < 0 ? target : target.slice(0, mark),
		query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
		headers,
		body: Buffer.concat(chunks),
		signal,
		response,
	};
}

function write(response: ServerResponse, answer: HttpAnswer): void {
	const body = Buffer.from(answer.body ?? '');
	const empty = answer.status === 204 || answer.status === 304;
	response.writeHead(answer.status, {
		...answer.headers,
		...(empty ? {} : { 'content-length': String(body.length) }),
	});
	response.end(empty ? undefined : body);
}

/** Announces the whole answer, sends half of it and cuts the connection. */
function truncate(response: ServerResponse, answer: HttpAnswer): void {
	const body = Buffer.from(answer.body ?? '');
	response.writeHead(answer.status, {
		...answer.headers,
		'content-length': String(Math.max(body.length, 2)),
	});
	response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
}
