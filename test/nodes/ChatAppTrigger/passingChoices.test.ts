import { webhookContext } from '../../harness';
import {
	ABSENT,
	newExecution,
	newPerson,
	PAGE,
	reference,
	refused,
	RUNNING,
	SIGNATURE,
	tap,
	WaitingServer,
} from '../notifications/waiting/waitingServer';
import { n8n, push, trigger, useWaitingServer } from './passingBench';
import { ACCEPTED, Response } from './pushBench';

useWaitingServer();

describe('a tapped choice', () => {
	it('goes to the execution that asked, and starts nothing here', async () => {
		const node = await trigger();
		const [person, run] = [newPerson(), newExecution()];

		const { result, answered } = await push(node, [tap(person, reference(run, '0'))]);

		expect(answered).toEqual(ACCEPTED);
		expect(result.workflowData).toBeUndefined();
		expect(n8n.calls).toMatchObject([
			{
				execution: String(run),
				code: '0-9f3a11cc',
				signature: SIGNATURE,
				host: 'n8n.example.com',
				item: { event: 'inbound', text: 'Yes', from: { phone: person } },
			},
		]);
	});

	it.each([
		['a list', (ref: string) => ({ list_reply: { id: ref, title: 'Yes' } })],
		['a quick reply', (ref: string) => ({ button: { payload: ref, text: 'Yes' } })],
	])('of %s goes there as well', async (_, message) => {
		const ref = reference(newExecution(), '1');
		const entry = tap(newPerson(), ref, 'Yes', { Message: message(ref) });

		expect((await push(await trigger(), [entry])).items).toEqual([]);
		expect(n8n.calls).toMatchObject([{ code: '1-9f3a11cc', item: { text: 'Yes' } }]);
	});

	it.each([
		['after the end, with a page', PAGE, 'ended'],
		['after the end, in n8n 1', { status: 409, body: { message: 'It has finished' } }, 'ended'],
		['of a deleted execution', ABSENT, 'ended'],
		['with a forged signature', { status: 401, body: 'Invalid token' }, 'ended'],
		['that is not wanted', refused(), null],
	])('%s starts the workflow, and shows no reference', async (_, answer, answersQuestion) => {
		n8n.always = answer;
		const node = await trigger({}, { baseUrl: n8n.url });
		const ref = reference(newExecution(), '0');

		const { items } = await push(node, [tap(newPerson(), ref)]);

		expect(items).toMatchObject([
			{
				text: 'Yes',
				reply: { value: 'Yes', title: 'Yes', id: null, payload: null, answersQuestion },
			},
		]);
		expect(JSON.stringify(items)).not.toContain(ref.split('.')[3]);
		expect(JSON.stringify(items)).toContain('n8n1.');
	});

	it('waits for an execution that is not stored yet', async () => {
		n8n.answers = [RUNNING, RUNNING];

		expect(
			(await push(await trigger(), [tap(newPerson(), reference(newExecution(), '0'))])).items,
		).toEqual([]);
		expect(n8n.calls).toHaveLength(3);
	});

	it('is answered in time when n8n takes long, and goes on after that', async () => {
		n8n.answers = [{ body: { chatApp: 'refused', reason: 'late' }, afterMs: 1_300 }];
		const node = await trigger();
		const response = new Response();
		const json = jest.spyOn(response, 'json');
		const request = {
			...{ method: 'POST', url: '/webhook/hook-1/chat-app' },
			...{ socket: { localAddress: '127.0.0.1', localPort: n8n.port } },
			body: [tap(newPerson(), reference(newExecution(), '0'))],
		};

		const running = node.nodeType.webhook?.call(webhookContext(node, request, response));
		while (json.mock.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
		expect([response.statusCode, response.body]).toEqual([200, ACCEPTED]);
		expect(n8n.calls).toHaveLength(1);

		const result = await running;
		expect(result?.noWebhookResponse).toBe(true);
		expect(result?.workflowData?.flat()).toHaveLength(1);
	});

	it.each([
		'n8n1.7.abc',
		'n8n1.7.~x.abc',
		`n8n1.7.~x.${'a'.repeat(101)}.0-1`,
		'n8n1.x.~x.abc.0-1',
		'../../rest/login',
	])('with half of a reference is an ordinary message: %p', async (id) => {
		const { items } = await push(await trigger(), [tap(newPerson(), id)]);

		expect(n8n.calls).toEqual([]);
		expect(items).toMatchObject([{ reply: { id, value: id, answersQuestion: null } }]);
	});
});

describe('the address', () => {
	it('is the socket, then the configured one, with its prefix', async () => {
		const other = await WaitingServer.start('/n8n/webhook-waiting');
		const node = await trigger({}, { baseUrl: `${other.url}/n8n` });
		const { items } = await push(node, [tap(newPerson(), reference(newExecution(), '0'))]);

		expect(items).toEqual([]);
		expect(n8n.calls).toEqual([]);
		expect(other.calls).toMatchObject([
			{ path: expect.stringMatching(/^\/n8n\/webhook-waiting\//) },
		]);
		await other.close();
	});

	it.each([
		['of TLS', { localAddress: '127.0.0.1', encrypted: true }],
		['without an address', {}],
	])('is not a socket %s', async (_, socket) => {
		const configured = await WaitingServer.start();
		const node = await trigger({}, { baseUrl: configured.url });
		const given = { localPort: n8n.port, ...socket };

		await push(node, [tap(newPerson(), reference(newExecution(), '0'))], { socket: given });

		expect([n8n.calls.length, configured.calls.length]).toEqual([0, 1]);
		await configured.close();
	});

	it('that answers nowhere makes an ordinary message, and a line in the log without secrets', async () => {
		const closed = await WaitingServer.start();
		const { port, url } = closed;
		await closed.close();
		const node = await trigger({}, { baseUrl: url });
		const taps = [0, 1, 2].map(() => tap(newPerson(), reference(newExecution(), '0')));

		const { items, warnings } = await push(node, taps, {
			socket: { localAddress: '::ffff:127.0.0.1', localPort: port },
		});

		expect(items).toHaveLength(3);
		expect(items[0]).toMatchObject({ reply: { value: 'Yes', answersQuestion: null } });
		expect(warnings).toHaveLength(1);
		for (const name of [
			'WEBHOOK_URL',
			'N8N_SSRF_ALLOWED_IP_RANGES',
			'N8N_SSRF_ALLOWED_HOSTNAMES',
		]) {
			expect(warnings[0]).toContain(name);
		}
		expect(warnings[0]).not.toMatch(/signature|n8n1|abab/);
	});
});

it('passes nothing on when the option is off, and shows no reference all the same', async () => {
	const node = await trigger({ options: { passAnswers: false } });
	const [person, ref] = [newPerson(), reference(newExecution(), '0')];

	const { items } = await push(node, [tap(person, ref)]);

	expect(n8n.calls).toEqual([]);
	expect(items).toMatchObject([{ reply: { value: 'Yes', id: null, answersQuestion: null } }]);
});
