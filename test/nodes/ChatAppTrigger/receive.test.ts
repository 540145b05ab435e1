import { EventEmitter } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { type IDataObject, type IWebhookResponseData, Workflow } from 'n8n-workflow';

import {
	activateWorkflow,
	loadNode,
	webhookContext,
	type ActiveWorkflow,
	type LoadedNode,
} from '../../harness';

const ACCEPTED = { code: 0, msg: 'ok' };
const SECRET = '3f9c1e7ab2d84c60';

const message = (MessageId: string, To = '6531589000'): object => ({
	MessageId,
	To,
	Type: 'TEXT',
	Message: 'hi',
});
const receipt = (MessageId: string, Status: string): object => ({ MessageId, To: '65', Status });

/** As far as the node uses Express. */
class Response extends EventEmitter {
	statusCode = 200;

	body: unknown;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(body: unknown): this {
		this.body = body;
		return this;
	}
}

let nodes = 0;

async function trigger(parameters: object = {}, staticData: IDataObject = {}): Promise<LoadedNode> {
	return await loadNode(
		{ type: 'chatAppTrigger', webhookId: 'hook-1', name: `Node ${nodes++}`, parameters },
		{ staticData },
	).then((loaded) => {
		loaded.node.id = `node-${nodes}`;
		return loaded;
	});
}

async function push(
	node: LoadedNode,
	body: unknown,
	{ response = new Response(), url = '/webhook/hook-1/chat-app', method = 'POST' } = {},
): Promise<IWebhookResponseData> {
	const request = { method, body, url, originalUrl: url };
	const result = await node.nodeType.webhook?.call(webhookContext(node, request, response));
	// n8n reads the answer once it has started the run.
	void result?.webhookResponse;
	return result as IWebhookResponseData;
}

const idsOf = ({ workflowData }: IWebhookResponseData): unknown[] =>
	(workflowData ?? []).flat().map(({ json }) => json.messageId ?? json.event);

describe('a secret in the path', () => {
	const options = { pathSecret: SECRET };
	const good = `/webhook/hook-1/chat-app/${SECRET}`;

	it.each([good, `${good}/`, `${good}?a=b/c`, `/prefix${good}`])('opens %s', async (url) => {
		const node = await trigger({ options });
		expect(idsOf(await push(node, [message('m')], { url }))).toEqual(['m']);
	});

	it.each([
		'/webhook/hook-1/chat-app',
		'/webhook/hook-1/chat-app/',
		good.toUpperCase(),
		good.slice(0, -1),
		`${good}0`,
		`/webhook/hook-1/chat-app/x?y=/${SECRET}`,
		'',
	])('keeps out %p', async (url) => {
		for (const method of ['POST', 'GET', 'HEAD']) {
			const node = await trigger({ options });
			const response = new Response();

			expect(await push(node, [message('m')], { url, method, response })).toEqual({
				noWebhookResponse: true,
			});
			expect(response.statusCode).toBe(404);
			expect(JSON.stringify(response.body)).not.toContain(SECRET);
		}
	});

	it('is part of the URL that n8n registers and the editor shows', async () => {
		const node = await trigger({ options });
		const active = await activateWorkflow({
			nodes: [{ ...node.node, name: 'Trigger' }],
			connections: {},
		});
		const url = active.webhookUrl('Trigger');
		const body = JSON.stringify([message('m')]);

		expect(url).toMatch(new RegExp(`/webhook/hook-1/chat-app/${SECRET}$`));
		const wrong = await fetch(url.slice(0, -1), { method: 'POST', body });
		expect(wrong.status).toBe(404);
		const right = await fetch(url, { method: 'POST', body });
		expect(await right.json()).toEqual(ACCEPTED);
		expect(JSON.stringify((await active.nextRun()).jsonOf('Trigger'))).not.toContain(SECRET);
		expect(active.runs).toHaveLength(1);
		await active.deactivate();
	});
});

it('drops what a filter does not want, with the usual answer', async () => {
	const node = await trigger({ filters: { businessNumbers: '6531589001' } });

	expect(await push(node, [message('m')])).toEqual({ webhookResponse: ACCEPTED });
	expect(idsOf(await push(node, [message('m'), message('n', '+6531589001')]))).toEqual(['n']);
});

describe('a repetition', () => {
	it('starts no second run', async () => {
		const node = await trigger();
		expect(idsOf(await push(node, [message('a'), message('a')]))).toEqual(['a']);
		expect(await push(node, [message('a')])).toEqual({ webhookResponse: ACCEPTED });
		expect(idsOf(await push(node, [message('a'), message('b')]))).toEqual(['b']);
	});

	it('starts one by choice', async () => {
		const node = await trigger({ options: { deduplicate: false } });
		await push(node, [message('a')]);
		expect(idsOf(await push(node, [message('a')]))).toEqual(['a']);
	});

	it('starts one in the test of the editor', async () => {
		const node = await trigger();
		const context = () => {
			const made = webhookContext(node, { body: [message('a')] }, new Response());
			made.getMode = () => 'manual';
			return made;
		};
		await node.nodeType.webhook?.call(context());
		expect(idsOf((await node.nodeType.webhook?.call(context())) ?? {})).toEqual(['a']);
		expect(node.staticData).toEqual({});
	});

	it('is known after a restart', async () => {
		const first = await trigger();
		await push(first, [message('a')]);
		const saved = JSON.parse(JSON.stringify(first.staticData)) as IDataObject;
		const second = await trigger();
		Object.assign(second.staticData, saved);

		expect(idsOf(await push(second, [message('a'), message('b')]))).toEqual(['b']);
	});

	it('is known to calls that n8n gave old static data', async () => {
		const node = await trigger();
		await push(node, [message('a')]);
		delete node.staticData.seen;

		expect(idsOf(await push(node, [message('a')]))).toEqual([]);
	});

	it('is taken again when n8n could not start the run', async () => {
		const node = await trigger({
			events: ['inbound', 'status'],
			options: { suppressLateStates: true },
		});
		const response = new Response();
		await push(node, [message('a'), receipt('a', 'read')], { response });
		response.statusCode = 500;
		response.emit('finish');

		expect(idsOf(await push(node, [message('a'), receipt('a', 'read')]))).toHaveLength(2);
	});

	describe('while n8n is still starting the run', () => {
		const begin = async (node: LoadedNode, body: unknown): Promise<IWebhookResponseData> => {
			const context = webhookContext(node, { body }, new Response());
			return (await node.nodeType.webhook?.call(context)) ?? {};
		};
		const moment = async () =>
			await new Promise((resolve) => setTimeout(() => resolve('not yet'), 20));

		it('waits for that and is then answered as usual', async () => {
			const node = await trigger();
			const first = await begin(node, [message('a')]);
			const second = push(node, [message('a')]);
			expect(await Promise.race([second, moment()])).toBe('not yet');

			expect(first.webhookResponse).toEqual(ACCEPTED);
			expect(await second).toEqual({ webhookResponse: ACCEPTED });
		});

		it('is refused if that takes long, and so comes again', async () => {
			const node = await trigger();
			const first = await begin(node, [message('a')]);
			const response = new Response();
			const refused = await push(node, [message('a'), message('b')], { response });
			expect(refused).toEqual({ noWebhookResponse: true });
			expect(response.statusCode).toBe(503);

			void first.webhookResponse;
			expect(idsOf(await push(node, [message('a'), message('b')]))).toEqual(['b']);
		});

		it('is taken when the start of the run fails', async () => {
			const node = await trigger();
			const response = new Response();
			const context = webhookContext(node, { body: [message('a')] }, response);
			await node.nodeType.webhook?.call(context);
			const second = push(node, [message('a')]);
			expect(await Promise.race([second, moment()])).toBe('not yet');
			response.statusCode = 500;
			response.emit('finish');

			expect(idsOf(await second)).toEqual(['a']);
		});

		it('is taken when nothing was heard of the start for a minute', async () => {
			const node = await trigger();
			const now = jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 8, 1));
			await begin(node, [message('a')]);
			now.mockReturnValue(Date.UTC(2026, 8, 1) + 60_000);

			expect(idsOf(await push(node, [message('a')]))).toEqual(['a']);
		});

		it('is taken by the next process when this one ends before', async () => {
			const first = await trigger();
			await begin(first, [message('a')]);
			await push(first, [message('b')]);
			const second = await trigger();
			Object.assign(second.staticData, first.staticData);

			expect(idsOf(await push(second, [message('a'), message('b')]))).toEqual(['a']);
		});
	});

	it('costs a write to the database every two seconds at most', async () => {
		const node = await trigger();
		const now = jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 8, 1));
		await push(node, [message('a')]);
		const first = node.staticData.seen;
		await push(node, [message('b')]);
		expect(node.staticData.seen).toBe(first);

		now.mockReturnValue(Date.UTC(2026, 8, 1) + 2_000);
		await push(node, [message('c')]);
		expect(node.staticData.seen).not.toBe(first);
	});

	it('is saved although n8n takes static data for unchanged when it starts a run', async () => {
		const node = await trigger({}, { 'node:Other': { a: 1 } });
		const { workflow } = node;
		const request = { body: [message('a')] };
		const result = await node.nodeType.webhook?.call(webhookContext(node, request, new Response()));
		new Workflow({
			...{ nodes: [], connections: {}, active: true, nodeTypes: workflow.nodeTypes },
			staticData: workflow.staticData,
		});
		expect(workflow.staticData.__dataChanged).toBe(false);

		expect(result?.webhookResponse).toEqual(ACCEPTED);
		expect(workflow.staticData.__dataChanged).toBe(true);
		expect(node.staticData.seen).toEqual(expect.any(String));
	});

	it('never overwrites a registration that n8n has not saved yet', async () => {
		const node = await trigger({ registerAutomatically: true });
		await push(node, [message('a')]);
		expect(node.staticData).toEqual({});

		node.staticData.registered = { url: 'https://n8n.example.com', channel: 'c' };
		await push(node, [message('b')]);
		expect(Object.keys(node.staticData).sort()).toEqual(['registered', 'seen']);
	});
});

it('leaves out a status that came late, by choice', async () => {
	const node = await trigger({ events: ['status'], options: { suppressLateStates: true } });
	expect(idsOf(await push(node, [receipt('a', 'Read')]))).toEqual(['a']);
	expect(await push(node, [receipt('a', 'Sent')])).toEqual({ webhookResponse: ACCEPTED });
});

describe('under load', () => {
	let active: ActiveWorkflow;

	afterEach(async () => await active.deactivate());

	async function start(): Promise<string> {
		const node = await trigger({ events: ['inbound', 'status'] });
		active = await activateWorkflow({
			nodes: [{ ...node.node, name: 'Trigger' }],
			connections: {},
		});
		return active.webhookUrl('Trigger');
	}

	/** Pushes with some in parallel; the longest wait for an answer in ms. */
	async function send(url: string, bodies: readonly string[], expected: number[]): Promise<number> {
		let longest = 0;
		const waiting = [...bodies];
		const work = async (): Promise<void> => {
			for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
				const started = performance.now();
				const { status } = await fetch(url, { method: 'POST', body, headers: JSON_TYPE });
				longest = Math.max(longest, performance.now() - started);
				expect(expected).toContain(status);
			}
		};
		await Promise.all(Array.from({ length: 8 }, work));
		return longest;
	}

	const JSON_TYPE = { 'content-type': 'text/plain' };

	/** The same in each run, so that a failure can be looked into. */
	function shuffled<T>(values: readonly T[], random: () => number): T[] {
		const copy = [...values];
		for (let index = copy.length - 1; index > 0; index--) {
			const other = Math.floor(random() * (index + 1));
			[copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
		}
		return copy;
	}

	function randomFrom(seed: number): () => number {
		let state = seed;
		return () => {
			state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
			return state / 2_147_483_648;
		};
	}

	it('takes each of 10,000 notifications with 20 % repeats once, and answers within a second', async () => {
		const url = await start();
		const random = randomFrom(7);
		const facts = Array.from({ length: 8_000 }, (_, index) =>
			index % 2 ? message(`m${index}`) : receipt(`m${index}`, 'delivered'),
		);
		const repeats = Array.from({ length: 2_000 }, () => facts[Math.floor(random() * 8_000)]);
		const all = shuffled([...facts, ...repeats], random);
		const bodies: string[] = [];
		while (all.length > 0) {
			bodies.push(JSON.stringify(all.splice(0, 1 + Math.floor(random() * 200))));
		}

		const longest = await send(url, bodies, [200]);
		while (active.runs.length < bodies.length - 1) {
			const before = active.runs.length;
			await new Promise((resolve) => setTimeout(resolve, 200));
			if (active.runs.length === before) break;
		}
		const taken = active.runs.flatMap((run) =>
			[0, 1].flatMap((output) => run.itemsOf('Trigger', output)),
		);
		expect(taken).toHaveLength(8_000);
		expect(new Set(taken.map(({ json }) => json.eventKey)).size).toBe(8_000);
		expect(longest).toBeLessThan(1_000);
	}, 60_000);

	it('survives 1,000 hostile bodies and keeps nothing of them', async () => {
		const url = await start();
		const random = randomFrom(11);
		const long = 'x'.repeat(200_000);
		const deep = (levels: number): string => `${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}`;
		const kinds: Array<() => string> = [
			() => '',
			() => '{"MessageId":',
			() => `[${'null,'.repeat(2_000)}null]`,
			() => JSON.stringify({ Type: 'TEXT', Message: long }),
			() => deep(400),
			() => deep(5_000),
			() => '[{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}]',
			() => JSON.stringify([{ MessageId: {}, Status: [], To: { a: 1 }, Type: 7 }]),
			() => '\ud800\udfff\u0000'.repeat(1_000),
			() => JSON.stringify(JSON.stringify(JSON.stringify([long]))),
			() => String.fromCharCode(...Array.from({ length: 500 }, () => random() * 65_536)),
			() => `{"Timestamp":1e999,"MessageId":"${random()}","Message":"{{{{"}`,
		];
		const bodies = (count: number): string[] =>
			Array.from({ length: count }, (_, index) => (kinds[index % kinds.length] as () => string)());

		await send(url, bodies(100), [200, 400]);
		(active.runs as unknown[]).length = 0;
		const before = heapUsed();
		await send(url, bodies(1_000), [200, 400]);
		await new Promise((resolve) => setTimeout(resolve, 300));
		(active.runs as unknown[]).length = 0;

		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
		expect(heapUsed() - before).toBeLessThan(8 * 1024 * 1024);
		const { status } = await fetch(url, { method: 'POST', body: JSON.stringify([message('z')]) });
		expect(status).toBe(200);
	}, 60_000);

	function heapUsed(): number {
		setFlagsFromString('--expose-gc');
		(runInNewContext('gc') as () => void)();
		return process.memoryUsage().heapUsed;
	}
});
