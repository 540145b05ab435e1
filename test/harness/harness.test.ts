import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	NodeApiError,
	NodeConnectionTypes,
	sleep,
	type IDataObject,
	type INodeType,
	type JsonObject,
} from 'n8n-workflow';

import { activateWorkflow, runWorkflow, startTrigger } from '.';

/*
 * What the tests of the nodes rely on: a failing harness would otherwise look like a failing node.
 */

let server: Server;
let url: string;

beforeAll(async () => {
	server = createServer((request, response) => {
		response.statusCode = request.url === '/fail' ? 403 : 200;
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ path: request.url }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
	server.close();
});

const base = (name: string): INodeType['description'] => ({
	displayName: name,
	name,
	group: ['transform'],
	version: 1,
	description: name,
	defaults: { name },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [{ displayName: 'Path', name: 'path', type: 'string', default: '/' }],
});

const fetchNode: INodeType = {
	description: base('fetch'),
	async execute() {
		const items = this.getInputData();
		const results = items.map(async (_item, item) => {
			const path = this.getNodeParameter('path', item) as string;
			try {
				const json = (await this.helpers.httpRequest({ url: url + path })) as IDataObject;
				return { json, pairedItem: { item } };
			} catch (error) {
				if (!this.continueOnFail()) throw new NodeApiError(this.getNode(), error as JsonObject);
				return { json: { error: (error as Error).message }, pairedItem: { item } };
			}
		});
		return [await Promise.all(results)];
	},
};

const tickNode: INodeType = {
	description: { ...base('tick'), group: ['trigger'], inputs: [] },
	async trigger() {
		let closed = false;
		const loop = async (): Promise<void> => {
			for (let tick = 1; !closed && tick <= 3; tick++) {
				const done = this.helpers.createDeferredPromise<never>();
				this.emit([[{ json: { tick } }]], undefined, done as never);
				await done.promise;
				await sleep(1);
			}
		};
		void loop();
		return {
			closeFunction: async () => {
				closed = true;
			},
		};
	},
};

const hookNode: INodeType = {
	description: {
		...base('hook'),
		group: ['trigger'],
		inputs: [],
		webhooks: [{ name: 'default', httpMethod: 'POST', path: 'in', responseMode: 'onReceived' }],
	},
	webhookMethods: {
		default: {
			async checkExists() {
				return this.getWorkflowStaticData('node').url !== undefined;
			},
			async create() {
				this.getWorkflowStaticData('node').url = this.getNodeWebhookUrl('default');
				return true;
			},
			async delete() {
				delete this.getWorkflowStaticData('node').url;
				return true;
			},
		},
	},
	async webhook() {
		const body = this.getBodyData();
		return { webhookResponse: { code: 0 }, workflowData: [[{ json: { body } }]] };
	},
};

const nodeTypes = { 'test.fetch': fetchNode, 'test.tick': tickNode, 'test.hook': hookNode };

const node = (name: string, type: string, parameters: object = {}, more: object = {}): object => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...more,
});
const to = (name: string): object => ({ node: name, type: 'main', index: 0 });

const condition = {
	options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
	combinator: 'and',
	conditions: [
		{
			id: '1',
			leftValue: '={{ $json.path }}',
			rightValue: '/good',
			operator: { type: 'string', operation: 'equals' },
		},
	],
};

describe('runWorkflow', () => {
	const file = {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Fetch', 'test.fetch', { path: '={{ $json.path }}' }),
			node('If', 'n8n-nodes-base.if', { conditions: condition }, { typeVersion: 2.2 }),
			node('Label', 'n8n-nodes-base.set', {
				assignments: { assignments: [{ name: 'label', value: '=was {{ $json.path }}' }] },
			}),
		],
		connections: {
			Start: { main: [[to('Fetch')]] },
			Fetch: { main: [[to('If')]] },
			If: { main: [[to('Label')], []] },
		},
	};

	test('runs expressions, HTTP and branches, and returns the items of each node', async () => {
		const input = [{ path: '/good' }, { path: '/other' }];
		const run = await runWorkflow(file, { input, nodeTypes });
		expect(run.status).toBe('success');
		expect(run.jsonOf('Fetch')).toEqual(input);
		expect(run.jsonOf('Label')).toEqual([{ label: 'was /good' }]);
		expect(run.jsonOf('If', 1)).toEqual([{ path: '/other' }]);
	});

	test('reports the node that failed', async () => {
		const run = await runWorkflow(file, { input: [{ path: '/fail' }], nodeTypes });
		expect(run.status).toBe('error');
		expect(run.error?.name).toBe('NodeApiError');
		expect(run.error).toMatchObject({ httpCode: '403', node: { name: 'Fetch' } });
		expect(run.ran('Label')).toBe(false);
	});

	test('names an unknown node type', async () => {
		const unknown = { nodes: [node('X', 'test.missing')], connections: {} };
		await expect(runWorkflow(unknown)).rejects.toThrow('no node type test.missing');
	});
});

describe('startTrigger', () => {
	test('hands out emissions and ends the executions that the node waits for', async () => {
		const trigger = await startTrigger({ type: 'test.tick' }, { nodeTypes });
		const first = await trigger.next();
		expect(first.outputs).toEqual([[{ json: { tick: 1 } }]]);
		await sleep(20);
		expect(trigger.emissions).toHaveLength(1);
		first.finish();
		expect((await trigger.next()).outputs[0]?.[0]?.json).toEqual({ tick: 2 });
		await trigger.close();
	});
});

describe('activateWorkflow', () => {
	test('runs the workflow for each emission of a trigger', async () => {
		const active = await activateWorkflow(
			{
				nodes: [node('Tick', 'test.tick'), node('End', 'n8n-nodes-base.noOp')],
				connections: { Tick: { main: [[to('End')]] } },
			},
			{ nodeTypes },
		);
		expect((await active.nextRun()).jsonOf('End')).toEqual([{ tick: 1 }]);
		expect((await active.nextRun()).jsonOf('End')).toEqual([{ tick: 2 }]);
		await active.deactivate();
	});

	test('registers, serves and removes a web hook', async () => {
		const active = await activateWorkflow(
			{
				nodes: [
					node('Hook', 'test.hook', {}, { webhookId: 'abc' }),
					node('End', 'n8n-nodes-base.noOp'),
				],
				connections: { Hook: { main: [[to('End')]] } },
			},
			{ nodeTypes },
		);
		const address = active.webhookUrl('Hook');
		expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/webhook\/abc\/in$/);
		expect(active.staticDataOf('Hook')).toEqual({ url: address });

		const post = async (body: string): Promise<Response> =>
			await fetch(address, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body,
			});
		const answer = await post('{"a":1}');
		// n8n itself answers so when the description has no responseData, whatever the node says.
		expect([answer.status, await answer.text()]).toEqual([200, 'firstEntryJson']);
		expect((await active.nextRun()).jsonOf('End')).toEqual([{ body: { a: 1 } }]);
		expect((await post('{"a":')).status).toBe(422);

		await active.deactivate();
		expect(active.staticDataOf('Hook')).toEqual({});
		await expect(fetch(address)).rejects.toThrow();
	});
});
