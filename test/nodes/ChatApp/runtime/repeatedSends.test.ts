import { stringify } from 'flatted';

import { runWorkflow } from '../../../harness';
import { byId, SENDER, WELCOME } from '../fields/parameters';
import { callsOf, GO_ON, simulator, useSimulator } from '../workbench';
import {
	RETRIES,
	WELCOME_ONE,
	WELCOME_BULK,
	TEXT,
	people,
	letWrite,
	nodeOf,
	fileOf,
	execute,
	timesEach,
	failAfter,
	refusal,
	memoryOf,
	savedWith,
	SENDS,
} from './repeating';

useSimulator();

describe.each(SENDS)('%s', (_name, parameters) => {
	const input = people(10);
	beforeEach(() => letWrite(input));

	test('Retry On Fail sends only what was refused', async () => {
		failAfter(5, 'status', refusal);
		const run = await execute(fileOf(parameters, RETRIES), input);
		expect(run.status).toBe('success');
		expect(callsOf('SendChatappMessage')).toHaveLength(11);
		expect(timesEach()).toEqual(Array(10).fill(1));
		expect(run.items).toHaveLength(10);
		expect(run.items.every(({ messageId }) => /^\S+$/.test(String(messageId)))).toBe(true);
		expect(new Set(run.items.map(({ messageId }) => messageId)).size).toBe(10);
		// n8n saves it with the run.
		expect(savedWith(run)).toBeUndefined();
	});

	test('Retry On Fail of a node that continues leaves the accepted ones alone', async () => {
		simulator.control.fault({
			...{ service: 'cams', action: 'SendChatappMessage', kind: 'status', times: 1 },
			...refusal,
		});
		const run = await execute(fileOf(parameters, { ...RETRIES, ...GO_ON, maxTries: 5 }), input);
		expect(timesEach()).toEqual(Array(10).fill(1));
		expect(run.items.filter(({ error }) => error)).toEqual([]);
	});

	test('an answer that was lost is reported as unknown and not sent again', async () => {
		failAfter(3, 'truncate');
		const run = await execute(fileOf(parameters, { ...RETRIES, maxTries: 5 }), input);
		expect(run.status).toBe('error');
		expect(run.error?.message).toBe(
			'1 of 10 may have been sent by an earlier attempt and were not sent again: item 3',
		);
		expect(run.error?.description).toContain('9 of 10 messages were sent: items 0 to 2, 4 to 9.');
		expect(run.error?.context).toMatchObject({
			outcome: 'unknown',
			retryable: false,
			unknown: [3],
		});
		expect(callsOf('SendChatappMessage')).toHaveLength(10);

		const again = await execute(fileOf(parameters, GO_ON), run.data);
		expect(again.status).toBe('success');
		expect(callsOf('SendChatappMessage')).toHaveLength(10);
		expect(again.items[3]?.error).toMatchObject({ outcome: 'unknown', retryable: false });
		expect(again.items.filter(({ error }) => !error)).toHaveLength(9);
		expect(savedWith(again)).toBeUndefined();
	});

	test('the option sends again what may have been sent', async () => {
		failAfter(3, 'truncate');
		const { options } = parameters as { options: object };
		const resending = { ...parameters, options: { ...options, resendUnknown: true } };
		const run = await execute(fileOf(resending, RETRIES), input);
		expect(run.status).toBe('success');
		expect(callsOf('SendChatappMessage')).toHaveLength(11);
	});

	test('the button Retry sends the rest, and nothing twice', async () => {
		failAfter(6, 'status', refusal);
		const failed = await execute(fileOf(parameters, {}), input);
		expect(failed.status).toBe('error');
		expect(failed.error?.description).toContain(
			'6 of 10 messages were sent: items 0 to 5. Do not run these items again.',
		);
		expect(failed.error?.context?.sent).toHaveLength(6);
		expect(JSON.stringify(memoryOf(failed))).not.toMatch(/65912|Hello/);
		const retried = await execute(fileOf(parameters, {}), failed.data);
		expect(retried.status).toBe('success');
		expect(timesEach()).toEqual(Array(10).fill(1));
		expect(retried.items).toHaveLength(10);
		expect(savedWith(retried)).toBeUndefined();
	});
});

test('one item whose answer is lost each time is sent once in five tries', async () => {
	letWrite(people(1));
	failAfter(0, 'truncate', { times: null as never });
	for (const settings of [{}, GO_ON]) {
		const run = await execute(fileOf(TEXT, { ...RETRIES, ...settings, maxTries: 5 }), people(1));
		const error = (run.error ?? run.items[0]?.error) as { message: string };
		expect(error.message).toMatch(/not known whether/i);
	}
	expect(callsOf('SendChatappMessage')).toHaveLength(2);
});

test('a bulk send of 2,500 is repeated for those who were refused alone', async () => {
	const action = 'SendChatappMassMessage';
	failAfter(1, 'status', { action, ...refusal });
	const refused = await execute(fileOf(WELCOME_BULK, RETRIES), people(2500));
	expect(refused.status).toBe('success');
	expect(new Set(timesEach())).toEqual(new Set([1]));
	expect(timesEach()).toHaveLength(2500);
	expect(new Set(refused.items.map(({ state }) => state))).toEqual(new Set(['accepted']));
	expect(new Set(refused.items.map(({ groupMessageId }) => groupMessageId)).size).toBe(3);
	expect(savedWith(refused)).toBeUndefined();
});

test('a bulk call of unknown outcome is not repeated by either retry', async () => {
	const action = 'SendChatappMassMessage';
	failAfter(1, 'status', { action, status: 500, code: 'InternalError' });
	const run = await execute(fileOf(WELCOME_BULK, RETRIES), people(2500));
	expect(run.status).toBe('error');
	expect(run.error?.message).toMatch(/^1000 of 2500 may have been sent by an earlier attempt/);
	expect(run.error?.description).toMatch(/1500 of 2500 messages were sent: items/);
	expect(callsOf(action)).toHaveLength(3);
	const stored = stringify(memoryOf(run));
	expect(stored.length / 2500).toBeLessThanOrEqual(40);

	const retried = await execute(fileOf(WELCOME_BULK, GO_ON), run.data);
	expect(callsOf(action)).toHaveLength(3);
	expect(retried.items.filter(({ state }) => state === 'accepted')).toHaveLength(1500);
	const [unknown] = retried.items.filter(({ error }) => error);
	expect(unknown?.error).toMatchObject({
		outcome: 'unknown',
		lookup: { businessNumber: SENDER, sentAfter: expect.stringMatching(/^20/) },
	});
});

test('who got a bulk message by a later item does not get it by an earlier one', async () => {
	const input = [
		{ phone: '+6591230001', code: 'gone' },
		{ phone: '+6591230001', code: WELCOME },
	];
	const parameters = { ...WELCOME_BULK, template: byId('={{ $json.code }}') };
	const file = fileOf(parameters, { ...RETRIES, ...GO_ON, maxTries: 2 });
	const run = await execute(file, input);
	expect(run.items).toEqual([
		{ error: expect.anything() },
		expect.objectContaining({ state: 'accepted' }),
	]);
	expect(timesEach()).toEqual([1]);
});

test('a second pass over the node is another send', async () => {
	const credentials = { alibabaCloudApi: simulator.credential };
	const noOp = (name: string): object => ({
		...{ id: name, name, type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [0, 0] },
		parameters: {},
	});
	const to = (...names: string[]) => ({
		main: [names.map((node) => ({ node, type: 'main', index: 0 }))],
	});
	const file = {
		nodes: [noOp('Start'), noOp('First'), noOp('Second'), nodeOf(WELCOME_ONE, RETRIES)],
		connections: { Start: to('First', 'Second'), First: to('Node'), Second: to('Node') },
	};
	const run = await runWorkflow(file, { credentials, input: people(2), startAt: 'Start' });
	expect(run.jsonOf('Node')).toHaveLength(4);
	expect(timesEach()).toEqual([2, 2]);
});

test('what was sent is not saved with a run of which nothing is repeated', async () => {
	failAfter(1, 'status', { ...refusal, times: 1 });
	const run = await execute(fileOf(WELCOME_ONE, GO_ON), people(3));
	expect(run.items.map(({ error }) => error !== undefined)).toEqual([false, true, false]);
	expect(savedWith(run)).toBeUndefined();
});

test('the memory is set once and grows in place', async () => {
	const file = fileOf({ ...WELCOME_ONE, options: {} }, {});
	failAfter(60, 'truncate');
	const run = await execute(file, people(61));
	const { items } = memoryOf(run) as { items: string[] };
	expect(items.filter((state) => state.startsWith('='))).toHaveLength(60);
	expect(items.filter((state) => state === '?')).toHaveLength(1);
	expect(stringify(items).length / 61).toBeLessThanOrEqual(40);
});
