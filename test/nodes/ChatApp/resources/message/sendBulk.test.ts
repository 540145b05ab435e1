import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	byId,
	mapped,
	MEI,
	ORDER_UPDATE,
	SEND_TEMPLATE,
	SENDER,
	WELCOME,
} from '../../fields/parameters';
import { callsOf, GO_ON, results, run, runWith, simulator, useSimulator } from '../../workbench';

useSimulator();

const SEND_BULK = {
	...SEND_TEMPLATE,
	operation: 'sendBulk',
	to: '={{ $json.phone }}',
	variables: mapped({
		order: '={{ $json.order }}',
		name: 'Mei',
		date: 'Monday',
		track: '={{ $json.order }}',
	}),
};
const WELCOME_BULK = { ...SEND_BULK, template: byId(WELCOME), variables: mapped({}) };
const people = (count: number, first = 0): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		phone: `+659123${String(first + index).padStart(4, '0')}`,
		order: `A-${first + index}`,
	}));

/** What the service accepted, one entry a recipient. */
const sentTo = (): string[] =>
	simulator.requests
		.filter(({ action, code }) => action === 'SendChatappMassMessage' && code === 'OK')
		.flatMap(({ params }) => JSON.parse(params.SenderList ?? '[]') as Array<{ To: string }>)
		.map(({ To }) => To);

test('items become recipients of one call with values of their own', async () => {
	const sent = await results(SEND_BULK, people(3));
	const [call, ...others] = callsOf('SendChatappMassMessage');
	expect(others).toEqual([]);
	expect(call).toMatchObject({
		ChannelType: 'whatsapp',
		CustSpaceId: 'cams-8d2kq7h1pz',
		From: SENDER,
		TemplateCode: ORDER_UPDATE,
		Language: 'en',
	});
	expect(JSON.parse(call?.SenderList ?? '')).toEqual(
		[0, 1, 2].map((index) => ({
			To: `659123000${index}`,
			TemplateParams: { order: `A-${index}`, name: 'Mei', date: 'Monday', track: `A-${index}` },
		})),
	);
	const recorded = simulator.requests.find(({ action }) => action === 'SendChatappMassMessage');
	expect(recorded?.placement.SenderList).toBe('body');
	expect(sent).toEqual(
		[0, 1, 2].map((index) => ({
			groupMessageId: expect.stringMatching(/^\d+$/),
			state: 'accepted',
			to: `659123000${index}`,
			from: SENDER,
			channelId: 'cams-8d2kq7h1pz',
			channelType: 'whatsapp',
			templateCode: ORDER_UPDATE,
			language: 'en',
			adjustedVariables: [],
			requestId: expect.any(String),
		})),
	);
	expect(callsOf('GetChatappTemplateDetail')).toHaveLength(1);
});

test('2,500 recipients go in three calls and come back in input order', async () => {
	const input = people(2500);
	const sent = await results(WELCOME_BULK, input);
	expect(sent.map(({ to }) => `+${String(to)}`)).toEqual(input.map(({ phone }) => phone));
	expect(new Set(sent.map(({ groupMessageId }) => groupMessageId)).size).toBe(3);
	expect(new Set(sentTo()).size).toBe(2500);
});

test('different templates go in different calls, options of the call with them', async () => {
	const input = [
		{ phone: `+${MEI}`, order: '1', template: ORDER_UPDATE, task: 'a' },
		{ phone: '+60123450002', order: '2', template: ORDER_UPDATE, task: 'b' },
		{ phone: '+6591230005', order: '3', template: ORDER_UPDATE, task: 'a' },
	];
	const parameters = {
		...SEND_BULK,
		template: byId('={{ $json.template }}'),
		options: { taskId: '={{ $json.task }}' },
	};
	await results(parameters, input);
	const calls = callsOf('SendChatappMassMessage');
	expect(calls.map(({ TaskId }) => TaskId).sort()).toEqual(['a', 'b']);
	expect(JSON.parse(calls.find(({ TaskId }) => TaskId === 'a')?.SenderList ?? '')).toHaveLength(2);
});

test('a recipient that comes twice is sent once, unless duplicates are wanted', async () => {
	const input = [...people(2), ...people(1)];
	const sent = await results(SEND_BULK, input);
	expect(sent.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'duplicate']);
	expect(sent[2]).toMatchObject({ duplicateOf: 0, groupMessageId: sent[0]?.groupMessageId });
	expect(sentTo()).toHaveLength(2);
	const again = { ...SEND_BULK, options: { sendDuplicates: true } };
	expect((await results(again, input)).map(({ state }) => state)).toEqual([
		'accepted',
		'accepted',
		'accepted',
	]);
	expect(sentTo()).toHaveLength(5);
});

test('a wrong item stops the run before anything is sent', async () => {
	const input = [...people(2), { phone: '12', order: 'x' }, { phone: '+6591230009', order: '' }];
	const finished = await run(SEND_BULK, input);
	expect(finished.error).toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringMatching(
			/^2 of 4 cannot be sent: item 2 \('To' is not a valid phone number.*\), 3 \(.*'order'.*\)$/,
		),
		context: { itemIndex: 2 },
	});
	expect(callsOf('SendChatappMassMessage')).toEqual([]);
});

test('with Continue a wrong item fails alone', async () => {
	const input = [...people(1), { phone: '12', order: 'x' }, { phone: '+6591230009', order: '' }];
	const finished = await runWith(SEND_BULK, input, GO_ON);
	expect(finished.jsonOf('Node')).toEqual([
		expect.objectContaining({ state: 'accepted' }),
		{ error: expect.objectContaining({ message: expect.stringContaining("'To'") }) },
		{ error: expect.objectContaining({ message: expect.stringContaining("'order'") }) },
	]);
	expect(sentTo()).toEqual(['6591230000']);
});

test('an item with an empty variable is skipped by choice', async () => {
	const parameters = { ...SEND_BULK, options: { emptyValues: 'skip' } };
	const input = [...people(1), { phone: '+6591230009', order: '' }];
	expect(await results(parameters, input)).toEqual([
		expect.objectContaining({ state: 'accepted' }),
		{
			groupMessageId: null,
			state: 'skipped',
			reason: expect.stringContaining('order'),
			to: '6591230009',
		},
	]);
	expect(sentTo()).toEqual(['6591230000']);
});

test('a template that cannot be sent stops everything', async () => {
	const parameters = { ...SEND_BULK, template: byId('1119000000000000007') };
	const finished = await run(parameters, people(2));
	expect(finished.error?.message).toContain('Paused');
	expect(callsOf('SendChatappMassMessage')).toEqual([]);
});

test('a throttled call is retried, and only that one', async () => {
	simulator.control.fault({
		service: 'cams',
		action: 'SendChatappMassMessage',
		kind: 'throttle',
		times: 2,
	});
	const sent = await results(WELCOME_BULK, people(2500));
	expect(sent.every(({ state }) => state === 'accepted')).toBe(true);
	expect(callsOf('SendChatappMassMessage')).toHaveLength(5);
	expect(sentTo()).toHaveLength(2500);
	expect(new Set(sentTo()).size).toBe(2500);
});

test('a batch that failed fails only its items', async () => {
	simulator.control.fault({
		service: 'cams',
		action: 'SendChatappMassMessage',
		kind: 'status',
		status: 400,
		code: 'InvalidParameter.ContentError',
	});
	const finished = await runWith(WELCOME_BULK, people(1500), GO_ON);
	const json = finished.jsonOf('Node');
	expect(json.filter(({ error }) => error)).toHaveLength(1000);
	expect(json[1000]).toMatchObject({ state: 'accepted' });
	expect(json[7]).toEqual({
		error: expect.objectContaining({ code: 'InvalidParameter.ContentError', outcome: 'refused' }),
	});
});

test('a lost answer is never retried; its items say how to look the messages up', async () => {
	simulator.control.fault({ service: 'cams', action: 'SendChatappMassMessage', kind: 'truncate' });
	const finished = await runWith(WELCOME_BULK, people(2), GO_ON);
	expect(callsOf('SendChatappMassMessage')).toHaveLength(1);
	expect(finished.jsonOf('Node')[1]).toEqual({
		error: expect.objectContaining({
			outcome: 'unknown',
			description: expect.stringMatching(
				/not known whether the batch was accepted.*Message > Get Many: Business Number 6531589000, User Number 6591230001, Sent After 20/,
			),
			lookup: expect.objectContaining({ businessNumber: SENDER, userNumber: '6591230001' }),
		}),
	});
});

test('a run that stops says what was accepted before', async () => {
	simulator.control.fault({
		service: 'cams',
		action: 'SendChatappMassMessage',
		kind: 'reset',
		delayMs: 300,
	});
	const finished = await run(WELCOME_BULK, people(1500));
	expect(finished.error?.description).toContain(
		'500 of 1500 messages were sent: items 1000 to 1499. Do not run these items again.',
	);
	const { sent, unknown } = finished.error?.context ?? {};
	expect(sent).toHaveLength(500);
	expect(sent).toContainEqual({ item: 1499, id: expect.stringMatching(/^\d+$/) });
	expect(unknown).toHaveLength(1000);
});

test('limits hold for every recipient and for the template', async () => {
	const options = { allowedRecipients: '+65*', allowedTemplates: 'welcome' };
	const input = [...people(1), { phone: '+60123450002' }];
	const finished = await runWith({ ...WELCOME_BULK, options }, input, GO_ON);
	expect(finished.jsonOf('Node')).toEqual([
		expect.objectContaining({ state: 'accepted' }),
		{ error: expect.objectContaining({ message: expect.stringContaining('60123450002') }) },
	]);
	const other = await run({ ...SEND_BULK, options }, people(1));
	expect(other.error?.message).toContain("'order_update'");
});

test('no items, no call', async () => {
	expect(await results(WELCOME_BULK, [])).toEqual([]);
	expect(simulator.requests).toEqual([]);
});

test('nobody gets a message twice, whatever the network does', async () => {
	const kinds = fc.constantFrom('throttle', 'reset', 'truncate', 'html', 'status', 'none');
	await fc.assert(
		fc.asyncProperty(
			fc.array(kinds, { minLength: 1, maxLength: 6 }),
			fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 }),
			async (faults, numbers) => {
				simulator.control.reset();
				for (const kind of faults) {
					simulator.control.fault({
						service: 'cams',
						action: 'SendChatappMassMessage',
						...(kind === 'none' ? { kind: 'delay', delayMs: 1 } : { kind }),
					});
				}
				const input = numbers.map((number) => ({
					phone: `+659123${String(number).padStart(4, '0')}`,
					task: String(number % 4),
				}));
				const parameters = { ...WELCOME_BULK, options: { taskId: '={{ $json.task }}' } };
				const finished = await runWith(parameters, input, GO_ON);
				const json = finished.jsonOf('Node');
				const arrived = simulator.world.messages.all.map(({ user, taskId }) => `${user} ${taskId}`);
				expect(new Set(arrived).size).toBe(arrived.length);
				expect(json).toHaveLength(input.length);
				json.forEach((item, index) => {
					const to = input[index]?.phone.slice(1) ?? '';
					const message = `${to} ${input[index]?.task}`;
					if (item.error) {
						const { outcome } = item.error as IDataObject;
						if (outcome === 'refused') expect(arrived).not.toContain(message);
					} else {
						expect(item.to).toBe(to);
						expect(arrived).toContain(message);
					}
				});
			},
		),
		{ numRuns: 12 },
	);
}, 60_000);

test('people without a visible number are ordinary recipients, and duplicates are found', async () => {
	const ids = ['SG.13491208655302741918', 'SG.ENT.11815799212886844830'];
	const input = [...ids, ids[0], '+65 9123 0000', '6591230000', '٦٥٩١٢٣٠٠٠٠'].map((phone) => ({
		phone,
		order: 'A-1',
	}));
	const sent = await results(SEND_BULK, input);
	expect(sentTo()).toEqual([...ids, '6591230000']);
	expect(sent.map(({ to, state }) => [to, state])).toEqual([
		[ids[0], 'accepted'],
		[ids[1], 'accepted'],
		[ids[0], 'duplicate'],
		['6591230000', 'accepted'],
		['6591230000', 'duplicate'],
		['6591230000', 'duplicate'],
	]);
});
