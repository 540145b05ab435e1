import { activateWorkflow } from '../../harness';
import { ACCEPTED, SECRET, message, receipt, Response, trigger, push, idsOf } from './pushBench';

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

it('reads a quoted array that comes as plain text', async () => {
	const node = await trigger({});
	const active = await activateWorkflow({
		nodes: [{ ...node.node, name: 'Trigger' }],
		connections: {},
	});
	const response = await fetch(active.webhookUrl('Trigger'), {
		method: 'POST',
		headers: { 'content-type': 'text/plain' },
		body: `"${JSON.stringify([message('m')])}"`,
	});

	expect([response.status, await response.json()]).toEqual([200, ACCEPTED]);
	expect((await active.nextRun()).jsonOf('Trigger')).toMatchObject([{ messageId: 'm' }]);
	await active.deactivate();
});

it.each([
	{ phoneNumbers: ['6531589000'], channel: { __rl: true, mode: 'id', value: 'cams-1' } },
	{ filters: { businessNumbers: '+65 3158 9000' } },
])('marks what the business itself wrote when it knows the number: %j', async (parameters) => {
	const node = await trigger({ registerAutomatically: true, ...parameters });
	const echo = { ...message('m', '6591230001'), From: '6531589000' };
	const { workflowData } = await push(node, [echo, message('n', '6531589000')]);

	expect(workflowData?.[0]?.map(({ json }) => [json.messageId, json.isEcho])).toEqual([
		['m', true],
		['n', false],
	]);
});

it('leaves out a status that came late, by choice', async () => {
	const node = await trigger({ events: ['status'], options: { suppressLateStates: true } });
	expect(idsOf(await push(node, [receipt('a', 'Read')]))).toEqual(['a']);
	expect(await push(node, [receipt('a', 'Sent')])).toEqual({ webhookResponse: ACCEPTED });
});
