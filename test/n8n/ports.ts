import { createServer } from 'node:net';

/**
 * Below the range from which Linux (32768) and others (49152) give ports to outgoing connections:
 * one of those could take the port in the seconds until a started program listens.
 */
const LOWEST = 20_000;
const COUNT = 12_000;
const TRIES = 50;

const given = new Set<number>();

/** A port on loopback that nothing listens on, and that was not given before in this process. */
export async function freePort(): Promise<number> {
	for (let tries = 0; tries < TRIES; tries += 1) {
		const port = LOWEST + Math.floor(Math.random() * COUNT);
		if (given.has(port) || !(await isFree(port))) continue;
		given.add(port);
		return port;
	}
	throw new Error(`No free port was found in ${TRIES} tries`);
}

/** @throws Error in one line that names the port and how to choose another. */
export async function assertFree(port: number): Promise<void> {
	if (await isFree(port)) return;
	throw new Error(`Port ${port} is in use. Stop what runs there, or choose another with --port.`);
}

async function isFree(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(false));
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
	});
}
