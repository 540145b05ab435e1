import { type IDataObject, type IWebhookResponseData, Workflow } from 'n8n-workflow';

import { type LoadedNode, webhookContext } from '../../harness';
import { ACCEPTED, message, receipt, Response, trigger, push, idsOf } from './pushBench';

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

	it.each([
		['every run starts', []],
		['the first run does not start', [0]],
		['the second run does not start', [1]],
	])(
		'of parts of large pushes at the same time starts no second run, and none is lost: %s',
		async (_, failing) => {
			const some = (name: string): string[] =>
				Array.from({ length: 6_000 }, (_, index) => `${name}${index}`);
			const shared = some('shared');
			const pushes = ['a', 'b', 'c'].map((name) => [...some(name), ...shared]);
			const node = await trigger();
			const taken: unknown[] = [];
			const accepted = new Set<string>();
			let begun = 0;
			const deliver = async (ids: readonly string[]): Promise<void> => {
				for (;;) {
					const response = new Response();
					const context = webhookContext(node, { body: ids.map((id) => message(id)) }, response);
					const result = (await node.nodeType.webhook?.call(context)) ?? {};
					const starts = result.workflowData !== undefined;
					if (starts && failing.includes(begun++)) response.statusCode = 500;
					else void result.webhookResponse;
					response.emit('finish');
					if (response.statusCode === 503) continue;
					// The service gives up, and the others still bring the same.
					if (response.statusCode === 500) return;
					taken.push(...idsOf(result));
					for (const id of ids) accepted.add(id);
					return;
				}
			};
			await Promise.all(pushes.map(deliver));
			expect([...taken].sort()).toEqual([...accepted].sort());
			expect(accepted.size).toBe(6_000 * (4 - failing.length));
		},
		// Some seconds, and ten times as many on a busy machine: each push is refused until its turn.
		90_000,
	);

	it('is known after a restart, although pushes came close together and then none', async () => {
		const first = await trigger();
		for (const id of ['a', 'b', 'c', 'd']) await push(first, [message(id)]);
		const second = await trigger();
		Object.assign(second.staticData, JSON.parse(JSON.stringify(first.staticData)));

		const all = ['a', 'b', 'c', 'd', 'e'].map((id) => message(id));
		expect(idsOf(await push(second, all))).toEqual(['e']);
	});

	it('is known of 9,500 statuses in one push, and of most of them after a restart', async () => {
		const node = await trigger({ events: ['status'] });
		const all = Array.from({ length: 9_500 }, (_, index) => receipt(`m${index}`, 'delivered'));
		expect(idsOf(await push(node, all))).toHaveLength(9_500);
		expect(idsOf(await push(node, all))).toEqual([]);

		const next = await trigger({ events: ['status'] });
		Object.assign(next.staticData, JSON.parse(JSON.stringify(node.staticData)));
		expect(idsOf(await push(next, all))).toHaveLength(500);
	});

	it('writes at most some megabytes to the database at once, and a megabyte a second', async () => {
		const node = await trigger({ events: ['status'] });
		const start = Date.UTC(2026, 8, 1);
		const now = jest.spyOn(Date, 'now').mockReturnValue(start);
		const many = Array.from({ length: 9_000 }, (_, index) => receipt(`m${index}`, 'sent'));
		await push(node, many);
		let pushes = 0;
		const written = async (count: number): Promise<number> => {
			let bytes = 0;
			for (let index = 0; index < count; index++) {
				const before = node.staticData.seen;
				await push(node, [receipt(`n${pushes++}`, 'sent')]);
				if (node.staticData.seen !== before) bytes += String(node.staticData.seen).length;
			}
			return bytes;
		};
		expect(await written(100)).toBeLessThan(4_600_000);

		now.mockReturnValue(start + 1_000);
		const next = await written(100);
		expect(next).toBeGreaterThan(900_000);
		expect(next).toBeLessThan(1_200_000);
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

		const registered = { url: 'https://n8n.example.com', channel: 'c' };
		node.staticData.registered = { ...registered, owner: 'of the workflow that was copied' };
		await push(node, [message('b')]);
		expect(Object.keys(node.staticData)).toEqual(['registered']);

		node.staticData.registered = registered;
		await push(node, [message('c')]);
		expect(Object.keys(node.staticData).sort()).toEqual(['registered', 'seen']);
	});
});
