import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServiceRequest {
	/** The host that n8n wanted to reach. */
	readonly host: string;
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	/** JSON or a form; empty for everything else. */
	readonly body: Readonly<Record<string, unknown>>;
}

export interface ServiceAnswer {
	readonly status?: number;
	readonly json?: unknown;
	readonly file?: { readonly type: string; readonly bytes: Buffer };
}

/** A service that n8n's nodes talk to; undefined for requests that it does not know. */
export interface Service {
	readonly host: RegExp;
	answer(request: ServiceRequest): ServiceAnswer | undefined;
}

export interface StandInServer {
	readonly url: string;
	/** What no service knew, in words: the test has to fail on it. */
	readonly unknown: readonly string[];
	close(): Promise<void>;
}

/** Answers on loopback for the services beside Alibaba Cloud that the examples use. */
export async function startStandIn(services: readonly Service[]): Promise<StandInServer> {
	const unknown: string[] = [];
	const server = createServer((incoming, response) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const url = new URL(incoming.url ?? '/', 'http://localhost');
			const host = String(incoming.headers['x-meant-for'] ?? 'localhost');
			const method = incoming.method ?? 'GET';
			const type = incoming.headers['content-type'] ?? '';
			const body = readBody(Buffer.concat(chunks).toString('utf8'), type);
			const request = { host, method, body, path: url.pathname, query: url.searchParams };
			const found = services.find((service) => service.host.test(host))?.answer(request);
			if (!found) unknown.push(`${method} ${host}${url.pathname}`);
			const { status = 200, json = {}, file } = found ?? { status: 404 };
			response.writeHead(status, { 'content-type': file?.type ?? 'application/json' });
			response.end(file?.bytes ?? JSON.stringify(json));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		unknown,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function readBody(text: string, type: string): Record<string, unknown> {
	if (type.includes('json')) return JSON.parse(text || '{}') as Record<string, unknown>;
	return type.includes('form') ? Object.fromEntries(new URLSearchParams(text)) : {};
}
