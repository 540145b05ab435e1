import { BoundedMap } from '../../../nodes/alibabaCloud/wire/boundedMap';
import { loadNode } from '../../harness';
import { startSimulator } from '../../simulator';
import {
	newExecution,
	newId,
	newPerson,
	PAGE,
	receiptOf,
	reference,
	refused,
	RESUMED,
	tap,
	typed,
	WaitingServer,
} from '../notifications/waiting/waitingServer';
import {
	byName,
	enqueue,
	INBOUND,
	left,
	moveTo,
	simulator,
	start,
	startNode,
	STATUS,
	until,
	useQueues,
} from './queueBench';

useQueues();

let n8n: WaitingServer;

beforeEach(async () => {
	n8n = await WaitingServer.start();
});
afterEach(async () => await n8n.close());

const started = async (parameters: object = {}) =>
	await start({ options: { resumeBaseUrl: `${n8n.url}/` }, ...parameters });

const withStatuses = { statusQueue: byName(STATUS) };

it('passes a tapped choice on, and starts nothing', async () => {
	const running = await started();
	const run = newExecution();
	enqueue(JSON.stringify(tap(newPerson(), reference(run, '1'))));

	await until(() => left() === 0);
	expect(n8n.codes()).toEqual([`${run}:1-9f3a11cc`]);
	expect(running.emissions).toEqual([]);
});

it('starts a run with what is not taken', async () => {
	n8n.always = refused();
	const running = await started();
	const entries = [tap(newPerson(), reference(newExecution(), '0')), typed(newPerson(), 'hello')];
	enqueue(JSON.stringify(entries));

	const emission = await running.next();
	expect(emission.outputs[0]).toMatchObject([
		{ json: { reply: { value: 'Yes', id: null } } },
		{ json: { text: 'hello' } },
	]);
	emission.finish();
});

it('keeps the message hidden while n8n is asked, and does not ask twice', async () => {
	n8n.always = { body: { chatApp: 'resumed' }, afterMs: 2_000 };
	const running = await started();
	enqueue(JSON.stringify(tap(newPerson(), reference(newExecution(), '0'))));

	await until(() => left() === 0);
	expect(n8n.calls).toHaveLength(1);
	expect(running.emissions).toEqual([]);
});

it('takes the same answer once, in whatever messages it comes', async () => {
	const running = await started();
	const entry = JSON.stringify(tap(newPerson(), reference(newExecution(), '0')));
	enqueue(entry);
	await until(() => left() === 0);
	n8n.always = PAGE;
	enqueue(entry);
	await until(() => left() === 0);

	expect(n8n.calls).toHaveLength(1);
	expect(running.emissions).toEqual([]);
});

it.each([
	['one message', [2]],
	['two messages', [1, 1]],
])('a text that comes twice in %s answers one question of two', async (_, counts) => {
	n8n.always = { ...RESUMED, afterMs: 200 };
	const running = await started(withStatuses);
	const person = newPerson();
	for (const nonce of ['aaaaaaaa', 'bbbbbbbb']) {
		const receipt = receiptOf(person, reference(newExecution(), 't', nonce), newId());
		enqueue(JSON.stringify(receipt), STATUS);
	}
	await until(() => left(STATUS) === 0);
	const text = typed(person, 'Yes please');
	for (const count of counts) enqueue(JSON.stringify(Array.from({ length: count }, () => text)));
	await until(() => left() === 0);

	expect(n8n.calls).toHaveLength(1);
	expect(running.emissions).toEqual([]);
});

it('reads a status queue where one is set, for typed answers alone', async () => {
	const running = await started(withStatuses);
	const [person, run] = [newPerson(), newExecution()];
	enqueue(JSON.stringify(receiptOf(person, reference(run, 't'), newId())), STATUS);
	await until(() => left(STATUS) === 0);
	enqueue(JSON.stringify(typed(person, 'In the morning')));
	await until(() => left() === 0);

	expect(n8n.calls).toMatchObject([{ code: 't-9f3a11cc', item: { text: 'In the morning' } }]);
	expect(running.emissions).toEqual([]);
});

it.each([
	['none is set', {}],
	['the option is off', { ...withStatuses, options: { passAnswers: false } }],
])('reads no status queue where %s', async (_, parameters) => {
	enqueue(JSON.stringify(receiptOf(newPerson(), reference(newExecution(), 't'), newId())), STATUS);
	await started(parameters);
	enqueue(JSON.stringify(typed(newPerson(), 'later')));

	await until(() => simulator.world.queues.depth(INBOUND).active === 0);
	expect(simulator.world.queues.depth(STATUS)).toMatchObject({ active: 1, inactive: 0 });
});

it('answers no question with what had started a run before, when that comes again', async () => {
	const running = await started(withStatuses);
	const [person, run] = [newPerson(), newExecution()];
	enqueue(JSON.stringify(typed(person, 'I want a refund')));
	const first = await running.next();
	enqueue(JSON.stringify(receiptOf(person, reference(run, 't'), newId())), STATUS);
	await until(() => left(STATUS) === 0);
	first.finish({ status: 'error' });

	const again = await running.next();
	expect(again.outputs[0]).toMatchObject([{ json: { text: 'I want a refund' } }]);
	expect(n8n.calls).toEqual([]);
	again.finish();
});

it('keeps no key of a message that is as long as the message', async () => {
	const kept = jest.spyOn(BoundedMap.prototype, 'set');
	const running = await started();
	const text = typed(newPerson(), 'hello', { MessageId: 'm'.repeat(5_000) });
	enqueue(JSON.stringify(text));
	(await running.next()).finish();
	await until(() => left() === 0);
	const lengths = kept.mock.calls.map(([key]) => String(key).length);
	kept.mockRestore();

	expect(Math.max(...lengths)).toBeLessThan(1_000);
});

it('keeps the open questions where n8n saves them with the next run', async () => {
	const running = await started({ ...withStatuses, events: ['inbound', 'status'] });
	const person = newPerson();
	enqueue(JSON.stringify(receiptOf(person, reference(newExecution(), 't'), newId())), STATUS);

	(await running.next()).finish();
	expect(String(running.staticData.questions).split('\n')).toHaveLength(1);
});

describe('while n8n is asked', () => {
	const slowly = { body: { chatApp: 'refused', reason: 'no' }, afterMs: 500 };
	const choice = () => JSON.stringify(tap(newPerson(), reference(newExecution(), '0')));

	it('a trigger that is unpublished starts nothing more, and hands the message back', async () => {
		n8n.always = slowly;
		const running = await started();
		enqueue(choice());
		await until(() => n8n.calls.length === 1);
		await running.close();

		await until(() => simulator.world.queues.depth(INBOUND).active === 1);
		expect(running.emissions).toEqual([]);
	});

	it('a message that was taken meanwhile is deleted all the same', async () => {
		n8n.always = { ...RESUMED, afterMs: 500 };
		const running = await started();
		enqueue(choice());
		await until(() => n8n.calls.length === 1);
		await running.close();

		await until(() => left() === 0);
	});

	it('a test in the editor takes one message, however many queues it reads', async () => {
		n8n.always = slowly;
		// Nothing comes back by itself meanwhile.
		await moveTo(await startSimulator({ queueVisibilityMs: 60_000, page: false }));
		const running = await start(
			{
				options: { resumeBaseUrl: n8n.url },
				...{ events: ['inbound', 'status'], ...withStatuses },
			},
			{ mode: 'manual' },
		);
		for (const queue of [INBOUND, STATUS]) enqueue(choice(), queue);
		await running.startManually();
		const emission = await running.next();
		const { queues } = simulator.world;
		await until(() => queues.depth(INBOUND).active + queues.depth(STATUS).active === 1);
		emission.finish();
		await until(() => left() + left(STATUS) === 1);

		expect(running.emissions).toHaveLength(1);
	});
});

it('uses the configured address where none is entered', async () => {
	const loaded = await loadNode(
		{
			type: 'chatAppQueueTrigger',
			parameters: { events: ['inbound'], inboundQueue: byName(INBOUND) },
		},
		{ credentials: { alibabaCloudApi: simulator.credential }, baseUrl: n8n.url },
	);
	await startNode(loaded);
	enqueue(JSON.stringify(tap(newPerson(), reference(newExecution(), '0'))));

	await until(() => left() === 0);
	expect(n8n.calls).toHaveLength(1);
});

it('says which field is wrong', async () => {
	await expect(start({ options: { resumeBaseUrl: 'localhost:5678' } })).rejects.toThrow(
		"'Base URL for Waiting Executions' is not a URL",
	);
});
