import { NodeHelpers } from 'n8n-workflow';

import { activateWorkflow, loadNode, webhookContext, type ActiveWorkflow } from '../../harness';
import { sampleText } from '../notifications/items/samples';

const ACCEPTED = { code: 0, msg: 'ok' };

function workflow(events: string[]): { nodes: object[]; connections: object } {
	return {
		nodes: [
			{
				id: 'trigger',
				name: 'Trigger',
				type: 'n8n-nodes-alibabacloud-chatapp.chatAppTrigger',
				typeVersion: 1,
				position: [0, 0],
				webhookId: 'hook-1',
				parameters: { events },
			},
		],
		connections: {},
	};
}

let active: ActiveWorkflow;

async function activate(events = ['inbound']): Promise<void> {
	active = await activateWorkflow(workflow(events));
}

async function push(
	body: string,
	contentType: string | null = 'application/json',
): Promise<{ status: number; type: string | null; body: unknown }> {
	const response = await fetch(active.webhookUrl('Trigger'), {
		method: 'POST',
		body: Buffer.from(body),
		headers: contentType === null ? {} : { 'content-type': contentType },
	});
	return {
		status: response.status,
		type: response.headers.get('content-type'),
		body: await response.json(),
	};
}

async function noRun(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(active.runs).toHaveLength(0);
}

afterEach(async () => await active.deactivate());

describe('a push', () => {
	it('is answered as the service asks for and starts one run with one item each', async () => {
		await activate();

		const answer = await push(sampleText('http/inbound-text.json'));

		expect(answer).toEqual({
			status: 200,
			type: expect.stringContaining('application/json') as string,
			body: ACCEPTED,
		});
		const run = await active.nextRun();
		expect(run.status).toBe('success');
		expect(run.jsonOf('Trigger')).toMatchObject([
			{ event: 'inbound', text: 'Where is my parcel?' },
			{ event: 'inbound', text: 'thank you 🙏' },
		]);
	});

	it.each(['text/plain', 'application/octet-stream', 'text/xml', null])(
		'is read whatever its content type (%p)',
		async (contentType) => {
			await activate();

			expect((await push(sampleText('http/inbound-text.json'), contentType)).body).toEqual(
				ACCEPTED,
			);
			expect((await active.nextRun()).jsonOf('Trigger')).toHaveLength(2);
		},
	);

	it.each([
		['http/status-message-read.json', ['inbound', 'audit']],
		['http/audit-v1.json', ['inbound', 'status']],
		['http/inbound-text.json', ['status', 'audit']],
	])('of a kind that is not chosen starts no run (%s)', async (path, events) => {
		await activate(events);

		expect(await push(sampleText(path))).toMatchObject({ status: 200, body: ACCEPTED });
		await noRun();
	});

	it('of several kinds leaves by the output of each', async () => {
		await activate(['audit', 'status', 'inbound']);
		const entries = ['inbound-text', 'status-message-read', 'audit-v1'].flatMap(
			(name) => JSON.parse(sampleText(`http/${name}.json`)) as unknown[],
		);

		await push(JSON.stringify([...entries, 'garbage']));

		const run = await active.nextRun();
		const outputs = [0, 1, 2].map((output) =>
			run.itemsOf('Trigger', output).map(({ json }) => json.event),
		);
		expect(outputs).toEqual([['inbound', 'inbound', 'unknown'], ['status'], ['audit', 'audit']]);
	});

	it.each([
		['', 'The body is empty'],
		['{{{', 'The body is not JSON'],
		['"text"', 'The body is neither an array nor an object'],
		[`${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'The body is nested too deeply'],
	])('that cannot be read is refused with a reason: %.10p', async (body, msg) => {
		await activate();

		expect(await push(body, 'text/plain')).toMatchObject({ status: 400, body: { code: 1, msg } });
		await noRun();
	});

	it('of 200 entries starts one run', async () => {
		await activate();
		const [entry] = JSON.parse(sampleText('http/inbound-text.json')) as [object];
		const entries = Array.from({ length: 200 }, (_, index) => ({
			...entry,
			MessageId: `m${index}`,
		}));

		await push(JSON.stringify(entries));

		expect((await active.nextRun()).jsonOf('Trigger')).toHaveLength(200);
	});
});

it('runs what follows the second output when the first has no items', async () => {
	const { nodes } = workflow(['inbound', 'status']);
	const noOp = (name: string): object => ({
		...{ id: name, name, type: 'n8n-nodes-base.noOp', typeVersion: 1 },
		...{ position: [0, 0], parameters: {} },
	});
	const to = (node: string): object[] => [{ node, type: 'main', index: 0 }];
	active = await activateWorkflow({
		nodes: [...nodes, noOp('Inbound'), noOp('Status')],
		connections: { Trigger: { main: [to('Inbound'), to('Status')] } },
	});

	await push(sampleText('http/status-message-read.json'));

	const run = await active.nextRun();
	expect(run.status).toBe('success');
	expect(run.jsonOf('Status')).toMatchObject([{ event: 'status', status: 'read' }]);
	expect(run.jsonOf('Inbound')).toEqual([]);
});

describe('a probe', () => {
	it.each(['GET', 'HEAD'])('with %s is answered and starts no run', async (method) => {
		await activate();
		const loaded = await loadNode({ type: 'chatAppTrigger', webhookId: 'hook-1' });

		const answer = await loaded.nodeType.webhook?.call(webhookContext(loaded, { method }));

		expect(answer).toEqual({ webhookResponse: ACCEPTED });
	});

	it('has an address of its own at the same path', async () => {
		await activate();
		const { nodeType } = await loadNode({ type: 'chatAppTrigger' });
		const all = nodeType.description.webhooks ?? [];
		const hooks = all.filter(({ path }) => path === all[0]?.path);

		expect(hooks.map(({ httpMethod }) => httpMethod)).toEqual(['POST', 'GET', 'HEAD']);
		expect(new Set(hooks.map(({ path }) => path)).size).toBe(1);
		expect(active.webhookUrl('Trigger')).toMatch(/\/webhook\/hook-1\/chat-app$/);
	});
});

it.each([
	[['inbound'], ['Inbound']],
	[
		['audit', 'inbound'],
		['Inbound', 'Review'],
	],
])('shows an output for each choice: %j', async (events, names) => {
	await activate();
	const {
		workflow: loaded,
		node,
		nodeType,
	} = await loadNode({
		type: 'chatAppTrigger',
		parameters: { events },
	});

	const outputs = NodeHelpers.getNodeOutputs(loaded, node, nodeType.description);

	expect(outputs).toEqual(
		names.map((displayName) => expect.objectContaining({ type: 'main', displayName }) as object),
	);
});
