import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';

/** A server for HTTPS in front of one for HTTP. */
export interface TlsFront {
	readonly url: string;
	close(): Promise<void>;
}

/** File of a folder that clients have to trust: `NODE_EXTRA_CA_CERTS`. */
export const CERTIFICATE = 'certificate.pem';
const KEY = 'key.pem';

/**
 * Makes a certificate for this machine.
 *
 * @throws Error that says what to install
 */
export function makeCertificate(folder: string): void {
	try {
		execFileSync(
			'openssl',
			[
				...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
				...['-keyout', join(folder, KEY), '-out', join(folder, CERTIFICATE), '-days', '365'],
				...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
			],
			{ stdio: 'pipe' },
		);
	} catch (error) {
		throw new Error('openssl could not make a certificate. Install openssl.', { cause: error });
	}
}

/**
 * Starts the front.
 *
 * @param target address of the server behind it, such as `http://127.0.0.1:8080`
 * @param folder holds what `makeCertificate` made
 */
export async function startTlsFront(target: string, folder: string): Promise<TlsFront> {
	const { hostname, port } = new URL(target);
	const sockets = new Set<Socket>();
	const keep = (socket: Socket): void => {
		sockets.add(socket);
		socket.setNoDelay(true);
		socket.on('close', () => sockets.delete(socket));
	};
	const server = createServer(
		{ key: readFileSync(join(folder, KEY)), cert: readFileSync(join(folder, CERTIFICATE)) },
		(client) => {
			const upstream = connect({ host: hostname, port: Number(port) });
			for (const [one, other] of [
				[client, upstream],
				[upstream, client],
			] as const) {
				keep(one);
				one.on('error', () => other.destroy());
				one.on('close', () => other.destroy());
				one.pipe(other);
			}
		},
	);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port: own } = server.address() as AddressInfo;
	return {
		url: `https://127.0.0.1:${own}`,
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}
