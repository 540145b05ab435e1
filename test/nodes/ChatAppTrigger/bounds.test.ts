import crypto from 'node:crypto';

import type { IWebhookFunctions } from 'n8n-workflow';

import { type ActiveWorkflow, activateWorkflow, webhookContext } from '../../harness';
import { ACCEPTED, idsOf, message, push, receipt, Response, SECRET, trigger } from './pushBench';

describe('of a push', () => {
	let active: ActiveWorkflow;

	afterEach(async () => await active.deactivate());

	async function start(options = {}): Promise<string> {
		const node = await trigger({ options });
		active = await activateWorkflow({
			nodes: [{ ...node.node, name: 'Trigger' }],
			connections: {},
		});
		return active.webhookUrl('Trigger');
	}

	async function post(url: string, body: string | FormData, headers = {}) {
		const response = await fetch(url, { method: 'POST', body, headers });
		return { status: response.status, body: (await response.json()) as { msg?: string } };
	}

	it.each([
		['in a list', (count: number) => `[${'{"a":1},'.repeat(count - 1)}{}]`],
		['in a list as text', (count: number) => JSON.stringify(`[${'1,'.repeat(count - 1)}1]`)],
	])('refuses more than 50,000 notifications %s', async (_, bodyOf) => {
		const url = await start();
		const refused = await post(url, bodyOf(50_001), { 'content-type': 'text/plain' });

		expect(refused.status).toBe(413);
		expect(refused.body.msg).toBe(
			'The body contains more than 50000 notifications, 1500000 values (50000 if it is not a list) or 16 MB',
		);
		expect(active.runs).toHaveLength(0);
	});

	it('refuses what n8n itself would not read whole', async () => {
		const node = await trigger();
		const response = new Response();
		const context = webhookContext(node, { body: [] }, response);
		Object.assign(context.getRequestObject(), {
			rawBody: undefined,
			readRawBody: async () =>
				await Promise.reject(Object.assign(new Error('too large'), { status: 413 })),
		});
		active = await activateWorkflow({ nodes: [], connections: {} });

		const result = await node.nodeType.webhook?.call(context);
		expect(result).toEqual({ noWebhookResponse: true });
		expect(response.statusCode).toBe(413);
	});

	it('answers a form with files as what it cannot read, without asking n8n for what is left of it', async () => {
		const node = await trigger();
		const response = new Response();
		const context: IWebhookFunctions = webhookContext(node, { body: [] }, response);
		const readRawBody = jest.fn(async () => await Promise.reject(new Error('not readable')));
		Object.assign(context.getRequestObject(), {
			...{ rawBody: undefined, readRawBody },
			headers: { 'content-type': 'multipart/form-data; boundary=x' },
		});
		active = await activateWorkflow({ nodes: [], connections: {} });

		expect(await node.nodeType.webhook?.call(context)).toEqual({ noWebhookResponse: true });
		expect(response.statusCode).toBe(400);
		expect(readRawBody).not.toHaveBeenCalled();
	});

	it('lets the previous secret in as well', async () => {
		const previous = 'an-older-secret-of-24-lt';
		const url = await start({ pathSecret: SECRET, previousPathSecret: previous });
		const base = url.slice(0, -SECRET.length);
		const body = JSON.stringify([message('m')]);

		expect((await post(base + previous, body)).body).toEqual(ACCEPTED);
		expect((await post(url, JSON.stringify([message('n')]))).body).toEqual(ACCEPTED);
		expect((await post(`${base}0000000000000000`, body)).status).toBe(404);
		expect((await post(base.slice(0, -1), body)).status).toBe(404);
	});

	it.each([{ previousPathSecret: '' }, { previousPathSecret: SECRET }, {}])(
		'has one path where there is no other secret: %p',
		async (options) => {
			const url = await start({ pathSecret: SECRET, ...options });
			expect((await post(url, JSON.stringify([message('m')]))).body).toEqual(ACCEPTED);
		},
	);
});

/** How often this is called until the work is done, and at most until others have their turn. */
async function callsOf(
	called: jest.SpyInstance,
	work: () => Promise<void>,
): Promise<{ all: number; most: number }> {
	const { calls } = called.mock;
	let most = 0;
	let before = 0;
	let isOver = false;
	const others = (): void => {
		most = Math.max(most, calls.length - before);
		before = calls.length;
		if (!isOver) setImmediate(others);
	};
	setImmediate(others);
	await work();
	isOver = true;
	others();
	return { all: calls.length, most };
}

it.each<[string, () => jest.SpyInstance, number]>([
	['reads', () => jest.spyOn(String.prototype, 'toLowerCase'), 5_000],
	['looks for', () => jest.spyOn(crypto, 'hash'), 20_000],
])('lets others have their turn while it %s many', async (_what, spied, count) => {
	const node = await trigger({ filters: { textContains: 'hi' } });
	const all = Array.from({ length: count }, (_, index) => message(`m${index}`));
	const calls = await callsOf(spied(), async () => {
		expect(idsOf(await push(node, all))).toHaveLength(count);
	});

	expect(calls.all).toBeGreaterThan(count);
	// The most that is done in one turn is less than a fifth of the work.
	expect(calls.most).toBeLessThan(calls.all / 5);
});

it('keeps marks of messages, and no text that whoever calls the URL makes long', async () => {
	const node = await trigger({ filters: { textContains: 'nothing of it' } });
	const longest = { key: 0, value: 0 };
	const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0);
	const { set } = Map.prototype;
	jest.spyOn(Map.prototype, 'set').mockImplementation(function (this: never, key, value) {
		longest.key = Math.max(longest.key, lengthOf(key));
		longest.value = Math.max(longest.value, lengthOf(value));
		return set.call(this, key, value);
	});
	const { add } = Set.prototype;
	jest.spyOn(Set.prototype, 'add').mockImplementation(function (this: never, value) {
		longest.value = Math.max(longest.value, lengthOf(value));
		return add.call(this, value);
	});
	const long = 'y'.repeat(100_000);
	const entry = { ...message(`m${long}`), From: `6591230001${long}`, CustSpaceId: `c${long}` };
	const taken = await push(node, [entry, receipt(`s${long}`, `Sent${long}`), { [long]: long }]);
	jest.restoreAllMocks();

	expect(taken.webhookResponse).toEqual(ACCEPTED);
	expect(longest.key).toBeLessThan(1_000);
	expect(longest.value).toBeLessThan(1_000);
});
