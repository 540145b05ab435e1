import type { IDataObject, INodeType } from 'n8n-workflow';

import { webhookContext } from '../../harness';
import {
	ABSENT,
	BUSINESS,
	newExecution,
	newId,
	newPerson,
	PAGE,
	receiptOf,
	reference,
	refused,
	RUNNING,
	SIGNATURE,
	tap,
	typed,
	WaitingServer,
} from '../notifications/waiting/waitingServer';
import { asked, n8n, push, trigger, useWaitingServer } from './passingBench';
import { ACCEPTED, Response } from './pushBench';

useWaitingServer();

/** The node in a process that knows nothing but what was saved. */
function afterRestart(): INodeType {
	let node: INodeType | undefined;
	jest.isolateModules(() => {
		const { ChatAppTrigger } = jest.requireActual<
			typeof import('../../../nodes/ChatAppTrigger/ChatAppTrigger.node')
		>('../../../nodes/ChatAppTrigger/ChatAppTrigger.node');
		node = new ChatAppTrigger();
	});
	return node as INodeType;
}

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

describe('typed text', () => {
	it('answers the question that a receipt has told of, whether statuses start runs or not', async () => {
		for (const events of [['inbound'], ['inbound', 'status']]) {
			const node = await trigger({ events });
			const [person, run] = [newPerson(), newExecution()];
			await asked(node, person, reference(run, 't'));

			expect((await push(node, [typed(person, 'Not so much')])).items).toEqual([]);
			expect(n8n.calls.at(-1)).toMatchObject({
				execution: String(run),
				code: 't-9f3a11cc',
				item: { text: 'Not so much' },
			});
			// The question has ended, also when its receipts go on coming.
			await push(node, [receiptOf(person, reference(run, 't'), 'x', 'Read')]);
			expect((await push(node, [typed(person, 'More')])).items).toMatchObject([{ text: 'More' }]);
			n8n.calls.length = 0;
		}
	});

	it('that was written before the question is no answer, unless it quotes it', async () => {
		const node = await trigger();
		const [person, run] = [newPerson(), newExecution()];
		const asked = Date.parse('2026-11-28T12:00:00Z');
		const at = (minutes: number) => ({ Timestamp: asked + minutes * 60_000 });
		const messageId = newId();
		await push(node, [receiptOf(person, reference(run, 't'), messageId, 'Sent', at(0))]);

		for (const minutes of [-7 * 24 * 60, -60, -6]) {
			const { items } = await push(node, [typed(person, 'hello', at(minutes))]);
			expect(items).toMatchObject([{ text: 'hello' }]);
		}
		expect(n8n.calls).toEqual([]);
		n8n.answers = [refused(), refused(), refused()];
		// The clocks of n8n and of the service differ.
		await push(node, [typed(person, 'Yes', at(-2))]);
		await push(node, [typed(person, 'Yes', at(1))]);
		await push(node, [typed(person, 'Yes', { ...at(-60), Context: { id: messageId } })]);
		expect(n8n.codes()).toEqual(Array(3).fill(`${run}:t-9f3a11cc`));
	});

	it('of somebody else, to another number, an echo and a reaction answer nothing', async () => {
		const node = await trigger({ filters: { businessNumbers: BUSINESS } });
		const person = newPerson();
		await asked(node, person, reference(newExecution(), 't'));

		await push(node, [typed(newPerson(), 'a')]);
		await push(node, [typed(person, 'a', { To: '6531589001' })]);
		await push(node, [typed(person, '👍', { Type: 'REACTION', Message: { emoji: '👍' } })]);
		await push(node, [typed(person, 'a', { IsEcho: true })]);
		await push(node, [typed(BUSINESS, 'a', { To: person })]);
		// The tap of a button of another message says nothing about the question.
		await push(node, [tap(person, 'other-button')]);

		expect(n8n.calls).toEqual([]);
	});

	it('is matched by any ID that both sides share', async () => {
		const node = await trigger();
		const phone = newPerson();
		const [user, parent] = [`SG.${phone}1`, `SG.${phone}2`];
		await asked(node, phone, reference(newExecution(), 't', 'a1'), { FromUserId: user });
		await push(node, [typed(user, 'by ID', { FromUserId: user })]);
		await asked(node, user, reference(newExecution(), 't', 'a2'), { FromParentUserId: parent });
		await push(node, [typed(`SG.${phone}9`, 'by parent', { FromParentUserId: parent })]);

		expect(n8n.calls.map(({ code }) => code)).toEqual(['t-a1', 't-a2']);
	});

	it('answers the newest question, and a quote the older one', async () => {
		const node = await trigger();
		const [person, older, newer] = [newPerson(), newExecution(), newExecution()];
		const olderId = await asked(node, person, reference(older, 't'), {
			Timestamp: Date.now() - 9_000,
		});
		await asked(node, person, reference(newer, 't'), { Timestamp: Date.now() - 5_000 });

		await push(node, [typed(person, 'quoting', { Context: { id: olderId, from: BUSINESS } })]);
		await push(node, [typed(person, 'plain')]);
		await push(node, [typed(person, 'of nothing', { Context: { id: 'unknown' } })]);

		expect(n8n.calls.map(({ execution }) => execution)).toEqual([String(older), String(newer)]);
	});

	it('that is refused is an ordinary message, and the question stays open', async () => {
		const node = await trigger();
		const [person, run] = [newPerson(), newExecution()];
		await asked(node, person, reference(run, 't'));
		n8n.answers = [refused('not one of the choices')];

		expect((await push(node, [typed(person, 'What?')])).items).toMatchObject([{ text: 'What?' }]);
		expect((await push(node, [typed(person, 'Yes')])).items).toEqual([]);
	});

	it('goes to the next older question when the newest has ended', async () => {
		const node = await trigger();
		const [person, older, newer] = [newPerson(), newExecution(), newExecution()];
		await asked(node, person, reference(older, 't'), { Timestamp: Date.now() - 9_000 });
		await asked(node, person, reference(newer, 't'), { Timestamp: Date.now() - 5_000 });
		n8n.answers = [PAGE];

		expect((await push(node, [typed(person, 'Yes')])).items).toEqual([]);
		expect(n8n.calls.map(({ execution }) => execution)).toEqual([String(newer), String(older)]);
	});

	it.each([
		['IMAGE', { link: 'https://example.com/a.jpg' }],
		['LOCATION', { latitude: 1, longitude: 2 }],
	])('can be a file or a place: %s', async (Type, Message) => {
		const node = await trigger();
		const person = newPerson();
		await asked(node, person, reference(newExecution(), 't'));

		expect((await push(node, [typed(person, '', { Type, Message })])).items).toEqual([]);
	});

	it('is known after a restart, from what was saved when n8n saves', async () => {
		const nodeId = 'restarted';
		const person = newPerson();
		const first = await trigger({}, { nodeId });
		await asked(first, person, reference(newExecution(), 't'));
		const saved = JSON.parse(JSON.stringify(first.staticData)) as IDataObject;
		expect(String(saved.questions).split('\n')).toHaveLength(1);

		const again = await trigger({}, { nodeId, staticData: saved });
		const request = { method: 'POST', body: [typed(person, 'Here')], url: '/x' };
		const socket = { localAddress: '127.0.0.1', localPort: n8n.port };
		const context = webhookContext(again, { ...request, ...{ socket } }, new Response());
		const result = await afterRestart().webhook?.call(context);
		expect(result?.workflowData).toBeUndefined();
		// It is gone from what is saved as well.
		expect(again.staticData.questions).toBe('');
		expect(n8n.calls).toMatchObject([{ item: { text: 'Here' } }]);
	});

	it('changes static data only when n8n reads the answer, after it has started the run', async () => {
		const node = await trigger({ events: ['inbound', 'status'] });
		const entry = receiptOf(newPerson(), reference(newExecution(), 't'), newId());
		const request = { method: 'POST', body: [entry], url: '/x' };

		const result = await node.nodeType.webhook?.call(webhookContext(node, request, new Response()));
		expect(node.staticData.questions).toBeUndefined();
		expect(result?.webhookResponse).toEqual(ACCEPTED);
		expect(node.staticData.questions).toEqual(expect.stringContaining('n8n1.'));
	});
});

describe('who wants no more messages', () => {
	const optOut = (person: string) => typed(person, 'STOP');

	it('starts the workflow in any case', async () => {
		const node = await trigger();
		const person = newPerson();
		await push(node, [receiptOf(person, reference(newExecution(), 't'), newId())]);
		const first = optOut(person);
		expect((await push(node, [first])).items).toMatchObject([{ text: 'STOP' }]);
		expect(n8n.calls).toMatchObject([{ item: { text: 'STOP', optOut: true } }]);
		// Pushed again, it starts nothing and is told to nobody.
		expect((await push(node, [first])).items).toEqual([]);

		// A label that was offered is an answer.
		await push(node, [receiptOf(person, reference(newExecution(), 't'), newId())]);
		n8n.answers = [{ body: { chatApp: 'resumed', optedOut: false } }];
		expect((await push(node, [optOut(person)])).items).toEqual([]);
		expect(n8n.calls).toHaveLength(2);
	});

	it('is told by the words of the trigger', async () => {
		const node = await trigger({ options: { stopWords: 'basta' } });
		for (const [text, left] of [
			['Basta', 1],
			['STOP', 0],
		] as const) {
			const person = newPerson();
			await push(node, [receiptOf(person, reference(newExecution(), 't'), newId())]);
			expect((await push(node, [typed(person, text)])).items).toHaveLength(left);
		}
		expect(n8n.calls.map(({ item }) => item.optOut)).toEqual([true, false]);
	});
});

describe('receipts', () => {
	it('of a question that failed end it, and are ordinary statuses with the own task ID', async () => {
		const node = await trigger({ events: ['inbound', 'status'] });
		const [person, run] = [newPerson(), newExecution()];
		const failed = receiptOf(person, `${reference(run, 't')}/order-7`, 'm-f', 'Failed', {
			ErrorCode: '131026',
		});

		const { items } = await push(node, [failed]);

		expect(n8n.calls).toMatchObject([
			{ code: 't-9f3a11cc', item: { status: 'failed', error: { code: '131026' } } },
		]);
		expect(items).toMatchObject([{ status: 'failed', taskId: 'order-7' }]);
		expect(JSON.stringify(items)).not.toContain(reference(run, 't').split('.')[3]);
		const [other] = (await push(node, [receiptOf(person, reference(run, 't'), 'm-g')])).items;
		expect(other?.taskId).toBe('m-g');
	});

	it.each([
		['s', ['Sent'], 1],
		['s', ['Delivered', 'Read'], 1],
		['d', ['Sent'], 0],
		['d', ['Sent', 'Delivered', 'Read'], 1],
		['r', ['Sent', 'Delivered'], 0],
		['r', ['Read'], 1],
		['d', ['Failed'], 1],
		['r', ['Deleted'], 0],
		['t', ['Sent', 'Delivered', 'Read'], 0],
		['x', ['Failed'], 0],
		['0', ['Failed'], 0],
	])('with the code %s: %j are handed over %d times', async (code, states, times) => {
		const node = await trigger();
		const [person, ref] = [newPerson(), reference(newExecution(), code)];
		for (const state of states) await push(node, [receiptOf(person, ref, 'm-1', state)]);

		expect(n8n.calls).toHaveLength(times);
	});

	it.each([
		['that runs', RUNNING],
		['that is not there', ABSENT],
	])('wait for an execution %s', async (_, answer) => {
		n8n.answers = [answer, answer, answer];
		await push(await trigger(), [
			receiptOf(newPerson(), reference(newExecution(), 'd'), newId(), 'Delivered'),
		]);
		expect(n8n.calls).toHaveLength(4);
	});

	it('of executions that never were are not sent again without end', async () => {
		n8n.always = ABSENT;
		const entries = Array.from({ length: 60 }, () =>
			receiptOf(newPerson(), reference(newExecution(), 'd'), newId()),
		);

		const { items } = await push(await trigger({ events: ['status'] }), entries);

		expect(items).toHaveLength(60);
		expect(n8n.calls).toHaveLength(60 + 20 * 6);
	});

	it('by the hundred are handed over a few at a time', async () => {
		n8n.always = { body: { chatApp: 'resumed' }, afterMs: 5 };
		const entries = Array.from({ length: 100 }, () =>
			receiptOf(newPerson(), reference(newExecution(), 'd'), newId()),
		);

		await push(await trigger(), entries);

		expect(n8n.calls).toHaveLength(100);
		expect(n8n.peak).toBeLessThanOrEqual(8);
	});
});

it('passes nothing on when the option is off, and shows no reference all the same', async () => {
	const node = await trigger({ options: { passAnswers: false } });
	const [person, ref] = [newPerson(), reference(newExecution(), '0')];

	const { items } = await push(node, [tap(person, ref)]);

	expect(n8n.calls).toEqual([]);
	expect(items).toMatchObject([{ reply: { value: 'Yes', id: null, answersQuestion: null } }]);
});
