import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One request as it arrived. */
export interface Arrival {
	readonly action: string;
	readonly params: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly socket: Socket;
}

/** Answers as no simulator of the service should: whatever stands in its place can say anything. */
export interface ScriptedService {
	readonly url: string;
	readonly arrivals: Arrival[];
	/** The credential that calls it. */
	credential(changes?: object): object;
	close(): Promise<void>;
}

export const SECRET = 'test-secret-of-the-access-key';

export async function startScriptedService(
	script: (arrival: Arrival, response: ServerResponse) => void | Promise<void>,
): Promise<ScriptedService> {
	const arrivals: Arrival[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
			const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
			const arrival: Arrival = {
				action: String(request.headers['x-acs-action']),
				params: new URLSearchParams([...searchParams, ...form]),
				headers: request.headers,
				socket: request.socket,
			};
			arrivals.push(arrival);
			void script(arrival, response);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		arrivals,
		credential: (changes = {}) => ({
			...{ authentication: 'accessKey', accessKeyId: 'test-key', accessKeySecret: SECRET },
			...{ securityToken: '', regionId: 'ap-southeast-1', customEndpoints: true },
			...{ camsEndpoint: url, stsEndpoint: url, dybaseapiEndpoint: url, mnsEndpoint: url },
			...changes,
		}),
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Answers with JSON, or with a text as it is. */
export function reply(
	response: ServerResponse,
	status: number,
	body: unknown,
	headers: Readonly<Record<string, string>> = {},
): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
