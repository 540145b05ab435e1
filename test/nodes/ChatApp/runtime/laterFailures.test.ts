import { type WorkflowFile } from '../../../harness/workflow';
import { byId, CHANNEL, mapped, ORDER_UPDATE, SENDER, WELCOME } from '../fields/parameters';
import { callsOf, GO_ON, simulator, useSimulator } from '../workbench';
import {
	RETRIES,
	WELCOME_ONE,
	WELCOME_BULK,
	TEXT,
	CHAT_FLOW,
	people,
	letWrite,
	fileOf,
	execute,
	timesEach,
	failAfter,
	refusal,
} from './repeating';

useSimulator();

describe('what an earlier try made of an item counts, although it cannot be sent any more', () => {
	const pause = (): void => {
		for (const one of simulator.world.templates.all) Object.assign(one, { auditStatus: 'paused' });
	};
	const refuseDetails = (): void => {
		const action = 'GetChatappTemplateDetail';
		failAfter(1, 'status', { action, status: 400, code: 'Forbidden.RAM', times: 20 });
	};

	test('a message of unknown outcome stays unknown', async () => {
		refuseDetails();
		failAfter(0, 'truncate');
		const file = fileOf(WELCOME_ONE, { ...RETRIES, ...GO_ON });
		const run = await execute(file, people(3));
		expect(run.items).toMatchObject([
			{ error: { code: 'Local.OutcomeUnknown', outcome: 'unknown', retryable: false } },
			{ messageId: expect.any(String) },
			{ messageId: expect.any(String) },
		]);
		expect(callsOf('SendChatappMessage')).toHaveLength(3);
	});

	test('those that cannot be sent do not hide it', async () => {
		failAfter(0, 'truncate');
		const run = await execute(fileOf(WELCOME_ONE, {}), people(3));
		pause();
		const retried = await execute(fileOf(WELCOME_ONE, {}), run.data);
		expect(retried.error?.message).toMatch(/^2 of 3 cannot be sent: items 1, 2/);
		expect(retried.error?.description).toContain('It is not known whether this was sent: item 0.');
		expect(retried.error?.context).toMatchObject({ unknown: [0] });
		const going = await execute(fileOf(WELCOME_ONE, GO_ON), retried.data);
		expect(going.items).toMatchObject([
			{ error: { outcome: 'unknown' } },
			...[1, 2].map(() => ({ error: { message: expect.stringContaining('Paused') as string } })),
		]);
	});

	test('the option to send it again tells what hinders that', async () => {
		const options = { maxConcurrency: 1, resendUnknown: true };
		failAfter(0, 'truncate');
		const run = await execute(fileOf({ ...WELCOME_ONE, options }, {}), people(1));
		pause();
		const retried = await execute(fileOf({ ...WELCOME_ONE, options }, GO_ON), run.data);
		expect(retried.items).toMatchObject([{ error: { code: null } }]);
	});

	test('a bulk message that was accepted is not refused', async () => {
		refuseDetails();
		failAfter(0, 'status', { action: 'SendChatappMassMessage', ...refusal });
		const file = fileOf(WELCOME_BULK, { ...RETRIES, ...GO_ON });
		const run = await execute(file, people(1500));
		expect(timesEach()).toHaveLength(500);
		expect(run.items.filter(({ error }) => error)).toHaveLength(1000);
		expect(run.items[1499]).toEqual({
			...{ groupMessageId: expect.any(String), state: 'accepted', to: '6591231499', from: SENDER },
			...{ channelId: CHANNEL, channelType: 'whatsapp', templateCode: WELCOME, language: 'en' },
			...{ adjustedVariables: [], requestId: null },
		});
	});

	test('nor is one whose recipient cannot be read any more, or of unknown outcome', async () => {
		failAfter(0, 'truncate', { action: 'SendChatappMassMessage' });
		const run = await execute(fileOf(WELCOME_BULK, {}), people(1500));
		pause();
		const paused = await execute(fileOf(WELCOME_BULK, GO_ON), run.data);
		expect(paused.items[0]?.error).toMatchObject({
			...{ code: 'Local.OutcomeUnknown', lookup: { userNumber: '6591230000' } },
		});
		const lost = { ...WELCOME_BULK, to: '={{ $json.gone }}' };
		const unread = await execute(fileOf(lost, GO_ON), run.data);
		expect(unread.items[0]?.error).toMatchObject({ code: 'Local.OutcomeUnknown', lookup: null });
		expect(unread.items[1499]).toEqual({
			...{ groupMessageId: expect.any(String), state: 'accepted', requestId: null },
		});
		expect(timesEach()).toHaveLength(1500);
	});

	test('nobody gets by another item what an item that fails now brought', async () => {
		const input = [
			{ phone: '+6591230001', name: 'Mei' },
			{ phone: '+6591230001', name: 'Mei' },
			...people(1),
		];
		const parameters = { ...WELCOME_BULK, options: { taskId: '={{ $json.name }}' } };
		const file = (changed: object = {}): WorkflowFile => fileOf({ ...parameters, ...changed }, {});
		failAfter(1, 'status', { action: 'SendChatappMassMessage', ...refusal });
		const run = await execute(file(), input);
		expect(run.error).toBeDefined();
		const options = { taskId: '={{ $itemIndex === 0 ? $json : $json.name }}' };
		const retried = await execute(file({ options }), run.data);
		expect(retried.items).toMatchObject([
			{ state: 'accepted', to: '6591230001' },
			{ state: 'duplicate', duplicateOf: 0 },
			{ state: 'accepted' },
		]);
		expect(timesEach()).toEqual([1, 1]);
	});

	test.each<[string, object, string]>([
		['Send', TEXT, 'SendChatappMessage'],
		['Send Template', WELCOME_ONE, 'SendChatappMessage'],
		['Send Bulk', WELCOME_BULK, 'SendChatappMassMessage'],
	])('%s: who opted out since then got it all the same', async (_name, parameters, action) => {
		const input = people(action === 'SendChatappMassMessage' ? 1001 : 3);
		letWrite(input.slice(0, 3));
		const withList = (skipRecipients: string[], more: object = {}): object => ({
			...{ ...parameters, options: { maxConcurrency: 1, skipRecipients, ...more } },
		});
		failAfter(1, 'status', { action, ...refusal });
		const run = await execute(fileOf(withList([]), {}), input);
		expect(run.error).toBeDefined();
		const { phone } = input[0] ?? {};
		const rest = String(input.at(-1)?.phone);
		const retried = await execute(fileOf(withList([String(phone), rest]), {}), run.data);
		expect(retried.error).toBeUndefined();
		expect(retried.items[0]).toMatchObject({ to: '6591230000', requestId: null });
		expect(retried.items[0]?.skipped).toBeUndefined();
		expect(retried.items[0]?.state).not.toBe('skipped');
		expect(retried.items.at(-1)).toMatchObject({ state: 'skipped', reason: 'optedOut' });
	});

	test('who opted out is not sent again what may have been sent', async () => {
		failAfter(0, 'truncate');
		const options = { resendUnknown: true, skipRecipients: [] as string[] };
		const run = await execute(fileOf({ ...WELCOME_ONE, options }, {}), people(1));
		options.skipRecipients.push('+6591230000');
		const retried = await execute(fileOf({ ...WELCOME_ONE, options }, {}), run.data);
		expect(retried.items).toMatchObject([{ state: 'skipped' }]);
		expect(callsOf('SendChatappMessage')).toHaveLength(1);
	});

	test('a chat flow that was started stays so', async () => {
		const flow = { resource: 'chatFlow', operation: 'trigger', chatFlow: byId(CHAT_FLOW) };
		const parameters = { ...flow, input: '{}', additionalFields: {}, maxConcurrency: 1 };
		failAfter(1, 'status', { action: 'TriggerChatFlow', ...refusal });
		const run = await execute(fileOf(parameters, {}), people(2));
		const unread = fileOf({ ...parameters, input: '[' }, GO_ON);
		const retried = await execute(unread, run.data);
		expect(retried.items).toEqual([
			{ triggered: true, data: null, requestId: null },
			{ error: expect.objectContaining({ message: expect.stringContaining('Input (JSON)') }) },
		]);
	});

	test('a variable that is empty now leaves nobody out who got it', async () => {
		const sent = {
			...{ ...WELCOME_ONE, template: byId(ORDER_UPDATE) },
			variables: mapped({ order: 'A', name: 'Mei', date: 'Monday', track: 'A1' }),
			options: { maxConcurrency: 1, emptyValues: 'skip' },
		};
		failAfter(1, 'status', refusal);
		const run = await execute(fileOf(sent, {}), people(2));
		const variables = mapped({ order: '', name: 'Mei', date: 'Monday', track: 'A1' });
		const retried = await execute(fileOf({ ...sent, variables }, {}), run.data);
		expect(retried.items).toMatchObject([
			{ messageId: expect.any(String), to: '6591230000' },
			{ skipped: true, to: '6591230001' },
		]);
		expect(retried.items[0]?.skipped).toBeUndefined();
	});
});
