import { request as plainRequest, type IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

import type { Certificate } from './certificate';
import { DEVIATIONS, type Reply } from './deviations';

/** A service of the simulator behind TLS, whose responses can be made to deviate. */
export async function startTlsFront(
	service: string,
	target: string,
	certificate: Certificate,
	deviations: () => readonly string[],
): Promise<{ readonly url: string; readonly server: Server }> {
	const server = createServer(certificate, (request, response) => {
		void (async () => {
			const body = await read(request);
			const inner = plainRequest(
				new URL(request.url ?? '/', target),
				{ method: request.method, headers: request.headers },
				(answer) => {
					void (async () => {
						const text = (await read(answer)).toString('utf8');
						const { status, body: changed } = deviate(
							{
								...{ service, action: String(request.headers['x-acs-action'] ?? '') },
								...{ asked: asked(request, body), status: answer.statusCode ?? 0, body: text },
							},
							deviations(),
						);
						const {
							'content-length': _length,
							'transfer-encoding': _coding,
							...headers
						} = answer.headers;
						response.writeHead(status, headers).end(changed);
					})();
				},
			);
			inner.once('error', () => response.destroy());
			response.once('close', () => inner.destroy());
			inner.end(body);
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { url: `https://localhost:${(server.address() as AddressInfo).port}`, server };
}

function deviate(reply: Reply, names: readonly string[]): Pick<Reply, 'status' | 'body'> {
	let current = reply;
	for (const name of names) {
		const changed = DEVIATIONS[name]?.change(current);
		if (changed) current = { ...current, ...changed };
	}
	return current;
}

function asked(request: IncomingMessage, body: Buffer): Record<string, string> {
	const address = new URL(request.url ?? '/', 'http://localhost').searchParams;
	return Object.fromEntries([...new URLSearchParams(body.toString('utf8')), ...address]);
}

async function read(stream: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(part as Buffer);
	return Buffer.concat(parts);
}
