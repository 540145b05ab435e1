import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type DelayProxy, startDelayProxy } from './delayProxy';

let server: Server;
let proxy: DelayProxy;
const ROUND_TRIP_MS = 100;
const LONG = 'x'.repeat(3_000_000);

beforeAll(async () => {
	server = createServer((request, response) => {
		if (request.url === '/long') return void response.end(LONG);
		request.setEncoding('utf8');
		let text = '';
		request.on('data', (part: string) => (text += part));
		request.on('end', () => response.end(text));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	proxy = await startDelayProxy(`http://127.0.0.1:${port}`, ROUND_TRIP_MS);
});
afterAll(async () => {
	await proxy.close();
	server.closeAllConnections();
	server.close();
});

const echo = async (text: string) => {
	const answer = await fetch(proxy.url, {
		method: 'POST',
		body: text,
		headers: { connection: 'close' },
	});
	return await answer.text();
};

it('takes two round trips for a request on a new connection', async () => {
	const begun = performance.now();
	expect(await echo('hello')).toBe('hello');
	expect(performance.now() - begun).toBeGreaterThanOrEqual(2 * ROUND_TRIP_MS - 5);
});

it('keeps every byte and their order, also of much', async () => {
	const answer = await fetch(`${proxy.url}/long`, { headers: { connection: 'close' } });
	expect((await answer.text()) === LONG).toBe(true);
	expect(await echo(LONG)).toBe(LONG);
});

it('lets requests run side by side', async () => {
	const begun = performance.now();
	await Promise.all(Array.from({ length: 20 }, async (_, index) => await echo(`${index}`)));
	expect(performance.now() - begun).toBeLessThan(20 * 2 * ROUND_TRIP_MS);
});

it('stalls without cutting anything, and goes on', async () => {
	proxy.stall();
	let isDone = false;
	const echoed = echo('held').then((text) => {
		isDone = true;
		return text;
	});
	await new Promise((resolve) => setTimeout(resolve, 5 * ROUND_TRIP_MS));
	expect(isDone).toBe(false);
	proxy.resume();
	expect(await echoed).toBe('held');
});
