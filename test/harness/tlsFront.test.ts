import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CERTIFICATE, makeCertificate, startTlsFront } from './tlsFront';

it('hands on a request and its answer to whoever trusts its certificate', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'chat-app-tls-'));
	const server = createServer((incoming, response) => {
		incoming.pipe(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	makeCertificate(folder);
	const front = await startTlsFront(`http://127.0.0.1:${port}`, folder);
	const echo = async (ca?: Buffer): Promise<string> =>
		await new Promise((resolve, reject) => {
			const sent = request(front.url, { method: 'POST', ca, agent: false }, (answer) => {
				let text = '';
				answer.setEncoding('utf8').on('data', (part: string) => (text += part));
				answer.on('end', () => resolve(text));
			});
			sent.on('error', reject);
			sent.end('x'.repeat(300_000));
		});
	try {
		expect(await echo(readFileSync(join(folder, CERTIFICATE)))).toBe('x'.repeat(300_000));
		await expect(echo()).rejects.toThrow('self-signed');
	} finally {
		await front.close();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		rmSync(folder, { recursive: true, force: true });
	}
});
