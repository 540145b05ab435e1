import type { IDataObject, INodeType } from 'n8n-workflow';

import { webhookContext } from '../../harness';
import {
	BUSINESS,
	newExecution,
	newId,
	newPerson,
	PAGE,
	receiptOf,
	reference,
	refused,
	tap,
	typed,
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
