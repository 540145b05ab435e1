import type { IDataObject, IWebhookResponseData } from 'n8n-workflow';

import { activateWorkflow, type LoadedNode, unpublish, webhookContext } from '../../harness';
import { ACCEPTED, idsOf, push, receipt, Response, trigger } from './pushBench';

/** Longer than any of these tests takes. */
const NEVER = { joinMessages: true, joinSilenceSeconds: 60, joinLongestSeconds: 60 };
const SOON = { joinMessages: true, joinSilenceSeconds: 0.2 };

const from = (From: string, MessageId: string, more: object = {}): object => ({
	...{ MessageId, From, To: '6531589000', Type: 'TEXT', Message: MessageId },
	...more,
});
const tap = (person: string, id: string): object =>
	from(person, id, { Type: 'BUTTON', Message: JSON.stringify({ payload: 'yes', text: 'Yes' }) });

const open: LoadedNode[] = [];

const joining = async (options: object, more: object = {}): Promise<LoadedNode> => {
	const node = await trigger({ options, ...more });
	open.push(node);
	return node;
};

afterEach(async () => {
	for (const node of open.splice(0)) await unpublish(node);
});

/** A push whose answer has left, while its call may still wait. */
async function answered(
	node: LoadedNode,
	...entries: object[]
): Promise<{ readonly call: Promise<IWebhookResponseData>; readonly response: Response }> {
	const response = new Response();
	const call = push(node, entries, { response });
	for (let turn = 0; turn < 100 && response.body === undefined; turn++) {
		await new Promise((resolve) => setImmediate(resolve));
	}
	return { call, response };
}

const textsOf = ({ workflowData }: IWebhookResponseData): unknown[] =>
	(workflowData ?? []).flat().map(({ json }) => json.text);

/** A push that n8n cannot start a run for; it has not read the response of the node, and gives its own. */
async function unstarted(
	node: LoadedNode,
	...entries: object[]
): Promise<{ readonly run: IWebhookResponseData; readonly fail: () => void }> {
	const response = new Response();
	const request = { method: 'POST', body: entries, originalUrl: '/webhook/hook-1/chat-app' };
	const run = await node.nodeType.webhook?.call(webhookContext(node, request, response));
	return { run: run ?? {}, fail: () => void response.status(500).emit('finish') };
}

describe('what was to run with a push that n8n could not start a run for', () => {
	it('comes with its repetition', async () => {
		const node = await joining(NEVER);
		await answered(node, from('65', 'a'), from('66', 'x'));
		for (const again of [false, true]) {
			const { run, fail } = await unstarted(node, tap('65', 'b'));
			expect([again, textsOf(run)]).toEqual([again, ['a', 'Yes']]);
			fail();
		}

		expect(textsOf(await push(node, [tap('66', 'y')]))).toEqual(['x', 'Yes']);
		expect(textsOf(await push(node, [tap('65', 'b')]))).toEqual(['a', 'Yes']);
		expect(textsOf(await push(node, [tap('65', 'c')]))).toEqual(['Yes']);
	});

	it('comes with it also when others wrote meanwhile, and nothing was held then', async () => {
		const node = await joining(NEVER);
		await answered(node, from('65', 'a'));
		const { fail } = await unstarted(node, tap('65', 'b'));
		await answered(node, from('66', 'x'));
		fail();

		expect(textsOf(await push(node, [tap('65', 'b')]))).toEqual(['a', 'Yes']);
		expect(textsOf(await push(node, [tap('66', 'y')]))).toEqual(['x', 'Yes']);
	});

	it('comes with it also when others have taken its place', async () => {
		const node = await joining(NEVER);
		const people = Array.from({ length: 99 }, (_, index) => from(`66${index}`, `x${index}`));
		await answered(node, from('65', 'a'), ...people);
		const { fail } = await unstarted(node, tap('65', 'b'));
		await answered(node, from('67', 'late'));
		fail();

		expect(textsOf(await push(node, [tap('65', 'b')]))).toEqual(['a', 'Yes']);
		expect(textsOf(await push(node, [tap('67', 'y')]))).toEqual(['late', 'Yes']);
	});

	it('comes with it also where as much is held as is joined at once', async () => {
		const node = await joining(NEVER);
		const many = Array.from({ length: 49 }, (_, index) => from('65', `a${index}`));
		await answered(node, ...many);
		const { run, fail } = await unstarted(node, tap('65', 'b'));
		await answered(node, from('65', 'c'));
		fail();

		const repeated = await push(node, [tap('65', 'b')]);
		expect(textsOf(repeated)).toEqual([expect.stringContaining('a48'), 'Yes']);
		expect(textsOf(repeated).join()).toContain('c');
		expect(textsOf(run)).toHaveLength(2);
	});

	it('comes with it also when the service has hung up before n8n gave up', async () => {
		const node = await joining(NEVER);
		const service = new AbortController();
		const active = await activateWorkflow(
			{ nodes: [{ ...node.node, name: 'Trigger' }], connections: {} },
			{
				async refusesStart() {
					if (service.signal.aborted) return false;
					service.abort();
					return await new Promise((resolve) => setTimeout(() => resolve(true), 100));
				},
			},
		);
		const post = async (entry: object, signal: AbortSignal | null = null) =>
			await fetch(active.webhookUrl('Trigger'), {
				...{ method: 'POST', body: JSON.stringify([entry]), signal },
			}).then(
				({ status }) => status,
				() => 'hung up',
			);
		expect(await post(from('65', 'a'))).toBe(200);
		expect(await post(tap('65', 'b'), service.signal)).toBe('hung up');
		const statuses: unknown[] = [];
		// Until n8n has given up, it is not known whether the repetition is one.
		while (statuses.at(-1) !== 200 && statuses.length < 25) {
			statuses.push(await post(tap('65', 'b')));
		}

		expect(statuses.at(-1)).toBe(200);
		expect((await active.nextRun()).jsonOf('Trigger')).toMatchObject([
			{ text: 'a' },
			{ text: 'Yes' },
		]);
		await active.deactivate();
	});
});

describe('messages that come quickly', () => {
	it('become one item of one run, and each push gets its response before', async () => {
		const node = await joining(NEVER);
		const first = await answered(node, from('65', 'a'));
		const second = await answered(node, from('65', 'b'), from('65', 'c'));

		expect([first.response.body, second.response.body]).toEqual([ACCEPTED, ACCEPTED]);
		expect(await first.call).toEqual({ noWebhookResponse: true });
		await unpublish(node);
		const run = await second.call;
		expect(run.noWebhookResponse).toBe(true);
		expect(textsOf(run)).toEqual(['a\nb\nc']);
		expect(run.workflowData?.[0]?.[0]?.json).toMatchObject({
			messageId: 'c',
			chatInput: 'a\nb\nc',
		});
	});

	it('of several people start a run for each, whoever writes last', async () => {
		const node = await joining(NEVER);
		const both = await answered(node, from('65', 'a1'), from('66', 'b1'));
		const more = await answered(node, from('65', 'a2'));

		await unpublish(node);
		expect(textsOf(await more.call)).toEqual(['a1\na2']);
		expect(textsOf(await both.call)).toEqual(['b1']);
	});

	it('start their run over real HTTP, although the response has been sent', async () => {
		const node = await joining(NEVER);
		const active = await activateWorkflow({
			nodes: [{ ...node.node, name: 'Trigger' }],
			connections: {},
		});
		const url = active.webhookUrl('Trigger');
		for (const id of ['a', 'b', 'c']) {
			const response = await fetch(url, { method: 'POST', body: JSON.stringify([from('65', id)]) });
			expect([response.status, await response.json()]).toEqual([200, ACCEPTED]);
		}

		await unpublish(node);
		expect((await active.nextRun()).jsonOf('Trigger')).toMatchObject([{ text: 'a\nb\nc' }]);
		expect(active.runs).toHaveLength(1);
		await active.deactivate();
	});

	it('start their run when the person has been silent', async () => {
		const node = await joining(SOON);
		const { call } = await answered(node, from('65', 'a'), from('65', 'b'));
		expect(textsOf(await call)).toEqual(['a\nb']);
	});

	it('wait no longer than the longest wait, although the person goes on', async () => {
		const node = await joining({ ...NEVER, joinLongestSeconds: 0.3 });
		const { call } = await answered(node, from('65', 'a'));
		expect(textsOf(await call)).toEqual(['a']);
	});

	it('count once when the service repeats a push meanwhile', async () => {
		const node = await joining(NEVER);
		const { call } = await answered(node, from('65', 'a'));
		expect(await push(node, [from('65', 'a')])).toEqual({ webhookResponse: ACCEPTED });

		await unpublish(node);
		expect(textsOf(await call)).toEqual(['a']);
	});
});

describe('what must not wait', () => {
	it('runs at once after what the person wrote before, whose own call starts nothing', async () => {
		const node = await joining(NEVER);
		const { call } = await answered(node, from('65', 'a'), from('66', 'other'));
		const tapped = await push(node, [tap('65', 'b')]);

		expect(tapped.webhookResponse).toEqual(ACCEPTED);
		expect(textsOf(tapped)).toEqual(['a', 'Yes']);
		await unpublish(node);
		expect(textsOf(await call)).toEqual(['other']);
	});

	it.each([
		['a stop word', from('65', 'b', { Message: 'STOP' }), ['a', 'STOP']],
		['a reaction', from('65', 'b', { Type: 'REACTION', Message: '{"emoji":"x"}' }), ['x']],
	])('such as %s', async (_, entry, texts) => {
		const node = await joining(NEVER);
		const { call } = await answered(node, from('65', 'a'));

		expect(textsOf(await push(node, [entry]))).toEqual(texts);
		await unpublish(node);
		await call;
	});

	it('such as statuses passes', async () => {
		const node = await joining(NEVER, { events: ['inbound', 'status'] });
		expect(idsOf(await push(node, [receipt('s', 'Read')]))).toEqual(['s']);
	});
});

describe('when nothing more can wait', () => {
	it('a push runs at once, with what was held of the same person', async () => {
		const node = await joining(NEVER);
		const people = Array.from({ length: 100 }, (_, index) => from(`65${index}`, `a${index}`));
		const { call } = await answered(node, ...people);
		expect(textsOf(await push(node, [from('66', 'late')]))).toEqual(['late']);
		const { call: more } = await answered(node, from('651', 'b'));

		await unpublish(node);
		expect([textsOf(await call).length, textsOf(await more)]).toEqual([99, ['a1\nb']]);
	});
});

describe('the test of the editor', () => {
	it('runs at once, with the same fields', async () => {
		const node = await joining(NEVER);
		const context = webhookContext(node, { body: [from('65', 'a')] }, new Response());
		context.getMode = () => 'manual';
		const run = (await node.nodeType.webhook?.call(context)) as IWebhookResponseData;

		expect(run.workflowData?.[0]?.[0]?.json).toMatchObject({
			text: 'a',
			messages: [{ messageId: 'a' }],
		});
	});
});

describe('what is saved with the workflow', () => {
	it('is what was seen, for the next process', async () => {
		const node = await joining(SOON);
		await (
			await answered(node, from('65', 'a'))
		).call;
		const next = await joining(SOON);
		Object.assign(next.staticData, JSON.parse(JSON.stringify(node.staticData)) as IDataObject);

		expect(await push(next, [from('65', 'a')])).toEqual({ webhookResponse: ACCEPTED });
	});

	it('is nothing by a call that waited while the registration could change', async () => {
		const node = await joining(SOON, { registerAutomatically: true });
		node.staticData.registered = { url: 'https://n8n.example.com', channel: 'c' };
		await (
			await answered(node, from('65', 'a'))
		).call;
		expect(Object.keys(node.staticData)).toEqual(['registered']);
		delete node.staticData.registered;

		const other = await joining(NEVER);
		const { call } = await answered(other, from('65', 'a'));
		await unpublish(other);
		await call;
		expect(other.staticData).toEqual({});
	});
});
