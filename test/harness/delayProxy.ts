import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that takes its time. */
export interface DelayProxy {
	/** Where to connect instead; with the scheme and the path of the server's address. */
	readonly url: string;
	/** Connections that are open. */
	readonly connections: number;
	/** Nothing comes through any more, and nothing is cut either, as when a network fails silently. */
	stall(): void;
	/** What was held comes through, and all that follows. */
	resume(): void;
	close(): Promise<void>;
}

/** What one direction of one connection has on its way; beyond, the sender has to wait. */
const MOST_ON_THE_WAY = 1024 * 1024;

/**
 * Starts a proxy for TCP that makes a server on this machine as far away as one on another
 * continent. A new connection takes a round trip before anything can be sent, as the handshake of TCP
 * does, and each byte half of one.
 *
 * @param target address of the server, such as `http://127.0.0.1:8080`
 */
export async function startDelayProxy(target: string, roundTripMs: number): Promise<DelayProxy> {
	const { hostname, port, protocol, pathname } = new URL(target);
	const sockets = new Set<Socket>();
	const held: Array<() => void> = [];
	let isStalled = false;
	/** Timers of the same length end in their order, and what is held goes before what comes after. */
	const later = (ms: number, deliver: () => void): void => {
		setTimeout(() => (isStalled ? held.push(deliver) : deliver()), ms);
	};

	const relay = (from: Socket, to: Socket): void => {
		let onTheWay = 0;
		from.on('data', (chunk: Buffer) => {
			onTheWay += chunk.length;
			if (onTheWay > MOST_ON_THE_WAY) from.pause();
			later(roundTripMs / 2, () => {
				onTheWay -= chunk.length;
				if (onTheWay <= MOST_ON_THE_WAY) from.resume();
				if (!to.destroyed) to.write(chunk);
			});
		});
		from.on('end', () => later(roundTripMs / 2, () => to.end()));
		from.on('error', () => later(roundTripMs / 2, () => to.destroy()));
		from.on('close', () => sockets.delete(from));
	};

	const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (client) => {
		sockets.add(client);
		client.setNoDelay(true);
		const upstream = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
		upstream.setNoDelay(true);
		sockets.add(upstream);
		relay(upstream, client);
		relay(client, upstream);
		client.pause();
		later(roundTripMs, () => client.resume());
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port: own } = server.address() as AddressInfo;
	return {
		url: `${protocol}//127.0.0.1:${own}${pathname === '/' ? '' : pathname}`,
		get connections() {
			return [...sockets].length / 2;
		},
		stall() {
			isStalled = true;
		},
		resume() {
			isStalled = false;
			for (const deliver of held.splice(0)) deliver();
		},
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}
