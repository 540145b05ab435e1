import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in of graph.facebook.com in a process of its own, so that its work is not counted. */
export interface Graph {
	/** Settings of an n8n that is to reach it. */
	readonly environment: Readonly<Record<string, string>>;
	stop(): Promise<void>;
}

const REDIRECT = require.resolve('./graphRedirect.cjs');

/**
 * Starts a stand-in that takes every message after the given time, in the form in which the
 * Cloud API answers.
 *
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
export async function startGraph(latencyMs: number): Promise<Graph> {
	const child = fork(__filename, [String(latencyMs)], {
		execArgv: ['--require', require.resolve('tsx/cjs')],
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	const url = await new Promise<string>((resolve, reject) => {
		child.once('message', resolve);
		child.once('exit', () => reject(new Error('The stand-in of graph.facebook.com ended')));
	});
	return {
		environment: { NODE_OPTIONS: `--require ${REDIRECT}`, BENCH_GRAPH: url },
		async stop() {
			const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
			child.disconnect();
			await exit;
		},
	};
}

function serve(latencyMs: number): void {
	let messages = 0;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { to } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { to: string };
			const answer = JSON.stringify({
				messaging_product: 'whatsapp',
				contacts: [{ input: to, wa_id: to }],
				messages: [{ id: `wamid.${messages++}`, message_status: 'accepted' }],
			});
			setTimeout(() => {
				response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
				response.end(answer);
			}, latencyMs);
		});
	});
	process.on('disconnect', () => process.exit(0));
	server.listen(0, '127.0.0.1', () => {
		process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	});
}

if (require.main === module) serve(Number(process.argv[2]));
