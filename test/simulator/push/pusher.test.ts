import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator, type Simulator } from '../index';

let simulator: Simulator;
let receiver: Server;
let url = '';
let bodies: string[] = [];
let answer: (response: ServerResponse) => void;

const good = (response: ServerResponse) => void response.end('{"code":0,"msg":"ok"}');

beforeAll(async () => {
	receiver = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			bodies.push(text);
			answer(response);
		});
		request.on('error', () => bodies.push(`cut: ${text}`));
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/in`;
	simulator = await startSimulator({
		push: { timeoutMs: 500, retryAfterMs: [10, 20], batchWindowMs: 5, maxBatch: 3 },
	});
});
afterAll(async () => {
	await simulator.close();
	receiver.closeAllConnections();
	await new Promise((resolve) => receiver.close(resolve));
});
beforeEach(() => {
	simulator.control.reset();
	simulator.control.number({ number: '6531589000', upCallbackUrl: url, httpFlag: 'Y' });
	bodies = [];
	answer = good;
});

const write = (text: string) => simulator.control.reply({ user: '6591230001', text });
const texts = () =>
	bodies.map((body) => (JSON.parse(body) as Array<{ Message: string }>).map((one) => one.Message));

async function until(done: () => boolean): Promise<void> {
	const end = Date.now() + 10_000;
	while (!done()) {
		if (Date.now() > end)
			throw new Error(`Not in time: ${JSON.stringify(simulator.world.pusher.views)}`);
		await new Promise((resolve) => setTimeout(resolve, 3));
	}
}

const last = () => simulator.control.state().pushes.at(-1);

it('collects entries into batches of a limited size', async () => {
	for (const text of ['1', '2', '3', '4']) write(text);
	await simulator.control.waitForPushes();
	expect(texts()).toEqual([['1', '2', '3'], ['4']]);
	expect(last()).toMatchObject({ outcome: 'delivered', attempts: 1, lastAnswer: '200' });
});

it.each<[string, (response: ServerResponse) => void]>([
	['HTTP 500', (response) => void response.writeHead(500).end('{"code":0}')],
	['HTTP 204', (response) => void response.writeHead(204).end()],
	['a code that is text', (response) => void response.end('{"code":"0"}')],
	['no JSON', (response) => void response.end('ok')],
	['no answer in time', () => {}],
	['a closed connection', (response) => void response.destroy()],
])('pushes the same again after %s, then gives up', async (_, bad) => {
	answer = bad;
	write('again');
	await until(() => last()?.outcome === 'given up');
	expect(last()?.attempts).toBe(3);
	expect(bodies).toHaveLength(3);
	expect(new Set(bodies).size).toBe(1);
});

it('stops pushing as soon as a retry is taken', async () => {
	answer = (response) => {
		answer = good;
		response.writeHead(503).end();
	};
	write('twice');
	await until(() => last()?.outcome === 'delivered');
	expect(bodies).toHaveLength(2);
});

it('duplicates and reorders on request', async () => {
	simulator.control.fault({ service: 'push', action: 'inbound', kind: 'duplicate' });
	write('double');
	await simulator.control.waitForPushes();
	expect(texts()).toEqual([['double'], ['double']]);

	bodies = [];
	simulator.control.fault({ service: 'push', kind: 'reorder' });
	write('early');
	await until(() => simulator.control.state().faults.length === 0);
	write('late');
	await simulator.control.waitForPushes();
	expect(texts().flat().sort()).toEqual(['early', 'late']);
	expect(texts()[0]).toEqual(['late']);
});

it('cuts, garbles and withholds a push on request, and repeats it', async () => {
	for (const kind of ['truncate', 'status', 'html'] as const) {
		simulator.control.fault({ service: 'push', kind });
	}
	answer = (response) => {
		answer = good;
		response.writeHead(400).end();
	};
	write('third time');
	await until(() => last()?.outcome === 'given up');
	expect(bodies.at(-1)).toContain('<html>');
});

it('sends raw bodies as they are', async () => {
	const push = (entries: unknown) => simulator.control.push({ kind: 'inbound', entries });
	expect(push('not json').url).toBe(url);
	push({ a: 1 });
	push([{ b: 2 }, 'c']);
	await simulator.control.waitForPushes();
	expect([...bodies].sort()).toEqual(['[{"b":2},"c"]', 'not json', '{"a":1}']);
});

it('never leaves this machine', async () => {
	const upCallbackUrl = 'http://example.com/in';
	simulator.control.number({ number: '6531589000', upCallbackUrl });
	write('outside');
	await until(() => last()?.outcome === 'given up');
	expect(last()?.lastAnswer).toBe('not a loopback address');
});
