import {
	ABSENT,
	newExecution,
	newId,
	newPerson,
	receiptOf,
	reference,
	RUNNING,
} from '../notifications/waiting/waitingServer';
import { n8n, push, trigger, useWaitingServer } from './passingBench';

useWaitingServer();

describe('delivery statuses', () => {
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
