import { webhookContext } from '../../harness';
import {
	newExecution,
	newPerson,
	PAGE,
	reference,
	RESUMED,
	tap,
	typed,
} from '../notifications/waiting/waitingServer';
import { asked, n8n, push, trigger, useWaitingServer } from './passingBench';
import { ACCEPTED, Response } from './pushBench';

useWaitingServer();

describe('what comes twice', () => {
	it.each([true, false])(
		'is taken once, and starts nothing the second time (%p)',
		async (deduplicate) => {
			const node = await trigger({ options: { deduplicate } });
			const entry = tap(newPerson(), reference(newExecution(), '0'));

			await push(node, [entry]);
			n8n.always = PAGE;
			expect((await push(node, [entry])).items).toEqual([]);
			expect(n8n.calls).toHaveLength(1);
		},
	);

	it('meanwhile, while n8n takes long, keeps nothing else of the push from its run', async () => {
		const node = await trigger();
		const [person, other] = [newPerson(), newPerson()];
		const twice = typed(other, 'B');
		n8n.answers = [{ body: { chatApp: 'resumed' }, afterMs: 1_300 }];
		const slow = push(node, [
			tap(person, reference(newExecution(), '0')),
			twice,
			typed(other, 'C'),
		]);
		await new Promise((resolve) => setTimeout(resolve, 900));
		const request = { method: 'POST', body: [twice], url: '/webhook/hook-1/chat-app' };
		// n8n has not started the run of the repetition yet.
		const repeated = await node.nodeType.webhook?.call(
			webhookContext(node, request, new Response()),
		);

		expect((await slow).items).toMatchObject([{ text: 'C' }]);
		expect(repeated?.workflowData?.flat().map(({ json }) => json)).toMatchObject([{ text: 'B' }]);
	});

	it('at the same moment is taken once', async () => {
		n8n.always = { body: { chatApp: 'resumed' }, afterMs: 100 };
		const node = await trigger();
		const entry = tap(newPerson(), reference(newExecution(), '0'));

		const [first, second] = await Promise.all([push(node, [entry]), push(node, [entry])]);

		expect([first?.items, second?.items]).toEqual([[], []]);
		expect([first?.answered, second?.answered]).toEqual([ACCEPTED, ACCEPTED]);
		expect(n8n.calls).toHaveLength(1);
	});

	it('is known after a restart', async () => {
		const node = await trigger();
		const entry = tap(newPerson(), reference(newExecution(), '0'));
		await push(node, [entry]);
		const again = await trigger({}, { staticData: { seen: String(node.staticData.seen) } });
		n8n.always = PAGE;

		expect((await push(again, [entry])).items).toEqual([]);
		expect(n8n.calls).toHaveLength(1);
	});

	it('and contradicts itself is decided by the execution: the other one is ordinary', async () => {
		n8n.answers = [{ body: { chatApp: 'resumed' } }];
		n8n.always = { body: { chatApp: 'refused', reason: 'taken', ended: true } };
		const node = await trigger();
		const [person, run] = [newPerson(), newExecution()];
		const taps = [tap(person, reference(run, '0')), tap(person, reference(run, '1'), 'No')];

		const { items } = await push(node, taps);

		expect(n8n.codes()).toEqual([`${run}:0-9f3a11cc`, `${run}:1-9f3a11cc`]);
		expect(items).toMatchObject([{ text: 'No', reply: { answersQuestion: 'ended' } }]);
	});
});

describe('typed text', () => {
	it.each([
		['in one push', [2]],
		['in two', [1, 1]],
	])('that comes twice %s answers one question of two', async (_, counts) => {
		n8n.always = { ...RESUMED, afterMs: 100 };
		const [node, other] = [await trigger(), await trigger()];
		const [person, first, second] = [newPerson(), newExecution(), newExecution()];
		await asked(node, person, reference(first, 't', 'aaaaaaaa'));
		await asked(node, person, reference(second, 't', 'bbbbbbbb'));
		const message = typed(person, 'Yes please');

		const pushes = await Promise.all(
			counts.map(async (count, index) =>
				push(
					index === 0 ? node : other,
					Array.from({ length: count }, () => message),
				),
			),
		);
		await push(other, [message]);
		await push(node, [message]);

		expect(n8n.calls).toHaveLength(1);
		expect(pushes.flatMap(({ items }) => items)).toEqual([]);
	});

	it('by which a person wants no more messages answers one question, and is heard each time', async () => {
		const [node, other] = [await trigger(), await trigger()];
		const person = newPerson();
		await asked(node, person, reference(newExecution(), 't', 'aaaaaaaa'));
		await asked(node, person, reference(newExecution(), 't', 'bbbbbbbb'));
		const message = typed(person, 'STOP');

		expect((await push(node, [message])).items).toMatchObject([{ optOut: true }]);
		expect((await push(other, [message])).items).toMatchObject([{ optOut: true }]);
		expect(n8n.calls).toHaveLength(1);
	});

	it.each([
		{ options: { deduplicate: false } },
		{ filters: { textContains: 'something else' } },
		{ events: ['status'] },
		{},
	])(
		'that came before the question answers nothing when it comes again: %j',
		async (parameters) => {
			const node = await trigger(parameters);
			const person = newPerson();
			const message = typed(person, 'Good morning');
			await push(node, [message]);
			await asked(node, person, reference(newExecution(), 't'));

			await push(node, [message]);

			expect(n8n.calls).toEqual([]);
		},
	);
});
