import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { DEFAULTS } from '../../../nodes/ChatAppQueueTrigger/settings';
import { hookContext, loadNode } from '../../harness';
import { startLoaded } from '../../harness/trigger';
import type { TestCredentials } from '../../harness/credentials';
import { withSsrfProtection } from '../../harness/ssrfProtection';
import { startSimulator } from '../../simulator';
import { sampleText } from '../notifications/items/samples';
import {
	byName,
	enqueue,
	INBOUND,
	inbound,
	left,
	moveTo,
	simulator,
	start,
	startNode,
	texts,
	until,
	useQueues,
} from './queueBench';

useQueues();

describe('activation', () => {
	it.each([
		[{ inboundQueue: byName('') }, "'Inbound Queue' is empty"],
		[{ inboundQueue: byName('two queues') }, "'Inbound Queue' contains spaces"],
		[
			{ inboundQueue: byName(`https://1.mns.example.com/queues/${INBOUND}`) },
			"'Inbound Queue' is not the name of a queue: https://1.mns.example.com/queues/",
		],
		[{ inboundQueue: byName('Alicom-Queue-****-ChatAppInbound') }, /Enter the name alone/],
		[{ inboundQueue: byName(`${INBOUND}\u200b`) }, /invisible characters/],
		[
			{ inboundQueue: byName('Alicom-Queue-1234567890123456-ChatAppStatus') },
			/^'Inbound Queue' has the name of a queue for something else.* ends in -ChatAppInbound/,
		],
		[{ events: [] }, "'Trigger On' is empty"],
		[{ inboundQueue: byName('Alicom-Queue-1-Nowhere') }, /Alicom-Queue-1-Nowhere/],
		[{ site: 'custom', queueEndpoint: 'http://10.0.0.1' }, /not encrypted/],
		[{ site: 'custom', queueEndpoint: 'http://127.0.0.1:1' }, /cannot be reached/],
	])('fails clearly with %j', async (parameters, message) => {
		await expect(start(parameters)).rejects.toThrow(message);
	});

	it('fails clearly with a wrong secret, and shows none', async () => {
		Object.assign(simulator.credential, { accessKeySecret: 'test-wrong-secret' });

		const error: Error = await start().then(
			() => new Error('activated'),
			(caught: Error) => caught,
		);

		expect(error.message).toContain(INBOUND);
		expect(JSON.stringify({ ...error, message: error.message })).not.toContain('test-wrong-secret');
	});
});

describe('the connection', () => {
	it('is renewed with another key when the key runs out', async () => {
		await moveTo(await startSimulator({ queueTokenMs: 1_500, page: false }));
		const running = await start();
		await new Promise((resolve) => setTimeout(resolve, 1_600));
		enqueue(inbound('m1'));

		(await running.next(10_000)).finish();
		await until(() => left() === 0);
		const tokens = simulator.requests.filter(({ action }) => action === 'QueryTokenForMnsQueue');
		expect(tokens.length).toBeGreaterThan(1);
	});

	it('follows a credential that was changed while the workflow is active', async () => {
		await moveTo(await startSimulator({ queueTokenMs: 1_500, page: false }));
		const credentials = { alibabaCloudApi: simulator.credential };
		const node = { type: 'chatAppQueueTrigger', parameters: { inboundQueue: byName(INBOUND) } };
		const loaded = await loadNode(node, { credentials });
		const running = await startNode(loaded);

		const moved = await startSimulator({ page: false });
		const helper = loaded.additionalData.credentialsHelper as TestCredentials;
		Object.assign(helper.stored.alibabaCloudApi ?? {}, moved.credential);
		await moveTo(moved);
		enqueue(inbound('m1'));

		(await running.next(10_000)).finish();
		await until(() => left() === 0);
	});

	it.each(['reset', 'status', 'throttle', 'html', 'truncate'] as const)(
		'recovers from %s',
		async (kind) => {
			const running = await start();
			simulator.control.fault({ service: 'mns', kind, times: 2 });
			enqueue(inbound('m1'));

			(await running.next(10_000)).finish();
			await until(() => left() === 0, 10_000);
			expect(running.errors).toEqual([]);
		},
	);

	it('follows no redirect: the key and the signature stay with the queue', async () => {
		let elsewhere = 0;
		const other = createServer((_request, response) => void response.end(String(elsewhere++)));
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const { port } = other.address() as AddressInfo;
		let asked = 0;
		const queue = createServer((_request, response) => {
			asked++;
			response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
		});
		await new Promise<void>((resolve) => queue.listen(0, '127.0.0.1', resolve));
		const queueEndpoint = `http://127.0.0.1:${(queue.address() as AddressInfo).port}`;
		const { dybaseapiEndpoint } = simulator.credential as { dybaseapiEndpoint?: string };

		await expect(
			start({ site: 'custom', platformEndpoint: dybaseapiEndpoint, queueEndpoint }),
		).rejects.toThrow('The response is not from a queue');

		expect([asked, elsewhere]).toEqual([1, 0]);
		for (const server of [queue, other]) {
			server.closeAllConnections();
			server.close();
		}
	});

	it("stops with a clear error when n8n's SSRF protection blocks the queue", async () => {
		const running = await start();
		await withSsrfProtection(async () => {
			// Ends the request that waits; the next one is blocked.
			enqueue(inbound('m1'));
			await until(() => running.errors.length > 0);
		});

		expect(running.errors.map(({ message }) => message)).toEqual([
			expect.stringMatching(
				/The address of the queue is blocked by n8n's SSRF protection\. Add the host to N8N_SSRF_ALLOWED_HOSTNAMES/,
			),
		]);
	});

	it("is refused at the start when n8n's SSRF protection blocks the platform", async () => {
		const options = { activation: 'init' } as const;
		const started = withSsrfProtection(async () => await start({}, options));

		await expect(started).rejects.toThrow(
			/is blocked by n8n's SSRF protection\. Add the host to N8N_SSRF_ALLOWED_HOSTNAMES/,
		);
	});

	it('stops with a clear error when the queue disappears', async () => {
		const running = await start();
		simulator.control.fault({
			service: 'mns',
			kind: 'status',
			times: 5,
			status: 404,
			code: 'QueueNotExist',
		});

		await until(() => running.errors.length > 0);
		expect(running.errors[0]?.message).toMatch(
			`Queue '${INBOUND}': The queue does not exist. Copy the queue name`,
		);
	});
});

describe('closing', () => {
	it('ends within a second although a long poll is open', async () => {
		const running = await start();
		await new Promise((resolve) => setTimeout(resolve, 100));

		const started = Date.now();
		await running.close();

		expect(Date.now() - started).toBeLessThan(1_000);
		// The service needs a moment to see that nobody waits any more.
		await new Promise((resolve) => setTimeout(resolve, 100));
		enqueue(inbound('m1'));
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(running.emissions).toHaveLength(0);
		expect(simulator.world.queues.depth(INBOUND)).toEqual({ active: 1, inactive: 0 });
	});

	it('still deletes the message of a run that ends afterwards', async () => {
		const running = await start();
		enqueue(inbound('m1'));
		const emission = await running.next();

		await running.close();
		emission.finish();

		await until(() => left() === 0);
	});

	it('starts no run whose file arrives afterwards, and hands its message back', async () => {
		const asked: Array<() => void> = [];
		const files = createServer((_, response) => asked.push(() => response.end('file')));
		await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
		const link = `http://127.0.0.1:${(files.address() as AddressInfo).port}/here.jpg`;
		const running = await start({ options: { downloadMedia: true, mediaHosts: '127.0.0.1' } });
		enqueue(JSON.stringify({ MessageId: 'm1', From: '65', Type: 'IMAGE', Message: { link } }));
		await until(() => asked.length === 1);

		await running.close();
		asked[0]?.();
		files.close();
		await until(() => simulator.world.queues.depth(INBOUND).active === 1);
		const handedBack = simulator.requests.filter(
			({ action, params }) =>
				action === 'ChangeMessageVisibility' && params.visibilityTimeout === '1',
		);

		expect(handedBack).not.toEqual([]);
		expect(running.emissions).toEqual([]);
	});
});

describe('a test in the editor', () => {
	it('takes one message and leaves the others', async () => {
		const running = await start({}, { mode: 'manual' });
		for (const id of ['m1', 'm2', 'm3']) enqueue(inbound(id));
		expect(running.emissions).toHaveLength(0);

		await running.startManually();
		const emission = await running.next();
		// n8n closes a trigger that is tested before it reports the end of the run.
		await running.close();
		emission.finish();

		await until(() => left() === 2);
		expect(running.emissions).toHaveLength(1);
	});

	it.each(['immediately', 'onCompletion'])('%s deletes it although the run fails', async (mode) => {
		const running = await start({ options: { acknowledge: mode } }, { mode: 'manual' });
		for (const id of ['m1', 'm2']) enqueue(inbound(id));
		await running.startManually();

		(await running.next()).finish({ status: 'error' });
		await running.close();

		await until(() => left() === 1);
		expect(running.emissions).toHaveLength(1);
	});

	it('leaves the message when the run fails', async () => {
		const running = await start({}, { mode: 'manual' });
		enqueue(inbound('m1'));
		await running.startManually();

		(await running.next()).finish({ status: 'error' });
		await running.close();

		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(left()).toBe(1);
	});

	it('deletes nothing that its settings leave out, and gives it back when it ends', async () => {
		for (const id of ['m1', 'm2', 'm3']) enqueue(inbound(id));
		enqueue(sampleText('smq/status-read.json'));
		const running = await start({ filters: { senders: '6599999999' } }, { mode: 'manual' });
		await running.startManually();
		await until(() => simulator.world.queues.depth(INBOUND).active === 0);
		// Longer than the queue hides them.
		await new Promise((resolve) => setTimeout(resolve, 2_000));
		expect(simulator.world.queues.depth(INBOUND)).toMatchObject({ active: 0, inactive: 4 });

		enqueue(JSON.stringify({ MessageId: 'm5', From: '6599999999', Type: 'TEXT', Message: 'm5' }));
		(await running.next()).finish();
		await running.close();

		await until(() => simulator.world.queues.depth(INBOUND).active === 4);
		expect(texts(running)).toEqual(['m5']);
		expect(left()).toBe(4);
	});
});

it('shows in the editor what it does without options', async () => {
	const { nodeType } = await loadNode({ type: 'chatAppQueueTrigger' });
	const options = nodeType.description.properties.find(({ name }) => name === 'options')?.options;

	const shown = (options ?? []).map((option) => [
		option.name,
		'default' in option && option.default,
	]);
	expect(Object.fromEntries(shown)).toMatchObject({
		...DEFAULTS,
		deduplicate: true,
		suppressLateStates: false,
	});
	const labels = (options ?? []).map((option) =>
		'displayName' in option ? option.displayName : '',
	);
	expect(labels).toEqual([...labels].sort((left, right) => left.localeCompare(right)));
});

describe('two workflows that read one queue', () => {
	/** What the log says while the second of two nodes starts. */
	async function warningsOf(second: { workflow: string; queue?: string; mode?: 'manual' }) {
		const load = async (workflow: string, queue = INBOUND) => {
			const loaded = await loadNode(
				{
					type: 'chatAppQueueTrigger',
					parameters: { events: ['inbound'], inboundQueue: byName(queue) },
				},
				{ credentials: { alibabaCloudApi: simulator.credential } },
			);
			Object.assign(loaded.workflow, { id: workflow, name: workflow });
			return loaded;
		};
		const first = await startLoaded(await load('Support'));
		const loaded = await load(second.workflow, second.queue);
		const warn = jest.spyOn(hookContext(loaded).logger, 'warn').mockReturnValue(undefined);
		const other = await startLoaded(loaded, second.mode ? { mode: second.mode } : {});
		await first.close();
		await other.close();
		const third = await startLoaded(await load('Returns'));
		await third.close();
		const said = warn.mock.calls.map(([text]) => text);
		warn.mockRestore();
		return said;
	}

	it('are told by the log, for as long as both are published', async () => {
		expect(await warningsOf({ workflow: 'Sales' })).toEqual([
			`Queue '${INBOUND}': the published workflow 'Support' reads it as well. Each message goes to one of both only. Use one workflow for each queue, and branch after the trigger.`,
		]);
	});

	it.each([
		['a changed workflow that is published again', { workflow: 'Support' }],
		['a test in the editor', { workflow: 'Sales', mode: 'manual' as const }],
	])('are not what %s is', async (_what, second) => {
		expect(await warningsOf(second)).toEqual([]);
	});
});
