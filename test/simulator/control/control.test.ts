import { get } from 'node:http';
import { call, failure } from '../conformance/clients';
import { startSimulator, type Simulator } from '../index';
import type { StateEvent } from './state';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ delivery: { sentMs: 1, deliveredMs: 2 } });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

async function control(name: string, body: unknown = {}) {
	const answer = await fetch(`${simulator.endpoints.control}/control/${name}`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
	return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('over HTTP', () => {
	it('scripts a conversation', async () => {
		const reply = await control('reply', { user: '6591230001', text: 'hi' });
		expect(reply).toMatchObject({ status: 200, body: { direction: 'in', user: '6591230001' } });
		await call(simulator, 'cams', 'SendChatappMessage', {
			query: {
				...{
					ChannelType: 'whatsapp',
					Type: 'message',
					MessageType: 'text',
					Content: '{"text":"a"}',
				},
				...{ From: '6531589000', To: '6591230001' },
			},
		});
		const state = await (await fetch(`${simulator.endpoints.control}/control/state`)).json();
		const { messages } = state as { messages: Array<{ id: string }> };
		const read = await control('read', { messageId: messages[1]?.id });
		expect(read.body.status).toBe('read');
		expect(await control('window', { user: '6591230001', openForMs: 0 })).toMatchObject({
			status: 200,
		});
		expect(await control('reset')).toEqual({ status: 200, body: { ok: true } });
		expect(simulator.control.state()).toMatchObject({ messages: [], requestCount: 0 });
	});

	it('says what is wrong with a request', async () => {
		expect((await control('nothing')).status).toBe(404);
		expect((await control('constructor')).status).toBe(404);
		expect(await control('read', { messageId: 'x' })).toMatchObject({
			status: 400,
			body: { error: 'There is no message x' },
		});
		expect((await control('behave', { color: 'red' })).status).toBe(400);
		expect((await control('permissions', { accessKeyId: 'x', deny: [] })).status).toBe(400);
	});

	it('refuses other web pages', async () => {
		const from = async (origin: string) => {
			const options = { method: 'POST', headers: { origin } };
			return (await fetch(`${simulator.endpoints.control}/control/reset`, options)).status;
		};
		expect(await from('https://example.com')).toBe(403);
		expect(await from(simulator.endpoints.control)).toBe(200);
	});

	it('streams what changes', async () => {
		const events: StateEvent[] = [];
		const stream = get(`${simulator.endpoints.control}/control/events`);
		await new Promise<void>((resolve) => {
			stream.on('response', (response) => {
				response.on('data', (chunk: Buffer) => {
					const text = chunk.toString();
					if (text.startsWith(':')) resolve();
					for (const line of text.split('\n')) {
						if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)) as StateEvent);
					}
				});
			});
		});
		simulator.control.reply({ user: '6512345678', text: 'hi' });
		while (events.length < 4) await new Promise((resolve) => setTimeout(resolve, 2));
		stream.destroy();
		expect(events.map((event) => event.type)).toEqual(
			expect.arrayContaining(['user', 'message', 'conversation', 'queue']),
		);
	});

	it('serves the phone page, or not', async () => {
		const page = await fetch(simulator.endpoints.control);
		expect(page.headers.get('content-type')).toContain('text/html');
		const without = await startSimulator({ page: false });
		expect((await fetch(without.endpoints.control)).status).toBe(404);
		await without.close();
	});
});

describe('faults of an answer', () => {
	const list = async () => await call(simulator, 'cams', 'ListInstance');

	it('throttle, status, html, truncate and reset each strike once', async () => {
		for (const [kind, expected] of [
			['throttle', { code: 'System.LimitControl' }],
			['status', { code: 'ServiceUnavailable', data: { statusCode: 503 } }],
			['html', {}],
			['truncate', {}],
			['reset', {}],
		] as const) {
			simulator.control.fault({ service: 'cams', action: 'ListInstance', kind });
			expect((await call(simulator, 'cams', 'QueryChatappPhoneNumbers')).Code).toBe('OK');
			expect(await failure(list())).toMatchObject(expected);
			expect((await list()).Code).toBe('OK');
		}
		expect(simulator.requests.map((one) => one.code)).toEqual(
			expect.arrayContaining(['System.LimitControl', 'ServiceUnavailable', 'html', 'reset']),
		);
	});

	it('delays, several times, for other services too, until cleared', async () => {
		simulator.control.fault({ service: 'sts', kind: 'delay', delayMs: 40, times: 2 });
		simulator.control.fault({
			service: 'dybaseapi',
			kind: 'throttle',
			times: null,
			code: 'Throttling',
		});
		const start = performance.now();
		await call(simulator, 'sts', 'GetCallerIdentity');
		expect(performance.now() - start).toBeGreaterThanOrEqual(39);
		expect(simulator.control.state().faults).toMatchObject([{ left: 1 }, { left: null }]);
		const token = async () =>
			await call(simulator, 'dybaseapi', 'QueryTokenForMnsQueue', {
				query: { MessageType: 'ChatAppAudit' },
			});
		expect((await failure(token())).code).toBe('Throttling');
		expect((await failure(token())).code).toBe('Throttling');
		simulator.control.clearFaults();
		expect((await token()).Code).toBe('OK');
	});

	it('lets a lost answer still have sent the message', async () => {
		simulator.control.fault({ service: 'cams', kind: 'truncate' });
		const query = {
			...{ ChannelType: 'whatsapp', Type: 'template', From: '6531589000', To: '6591230001' },
			...{ TemplateCode: '1119000000000000002', Language: 'en' },
		};
		await failure(call(simulator, 'cams', 'SendChatappMessage', { query }));
		expect(simulator.world.messages.all).toHaveLength(1);
	});
});

it('waits for requests, past and future', async () => {
	const isList = simulator.control.waitForRequest((one) => one.action === 'ListInstance', 500);
	await call(simulator, 'cams', 'ListInstance');
	expect((await isList).status).toBe(200);
	await simulator.control.waitForRequest((one) => one.action === 'ListInstance');
	await expect(simulator.control.waitForRequest(() => false, 5)).rejects.toThrow('within 5 ms');
});

it('closes at once, whatever is open', async () => {
	const other = await startSimulator({ latencyMs: 60_000 });
	const waiting = fetch(`${other.endpoints.cams}/`, { method: 'POST' }).catch(() => 'cut');
	const events = fetch(`${other.endpoints.control}/control/events`);
	await events;
	const start = performance.now();
	await other.close();
	expect(performance.now() - start).toBeLessThan(500);
	expect(await waiting).toBe('cut');
	const busy = Number(new URL(simulator.endpoints.cams).port);
	await expect(startSimulator({ ports: { oss: busy } })).rejects.toThrow('EADDRINUSE');
});
