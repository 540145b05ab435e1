import {
	byId,
	CHANNEL,
	MEI,
	ORDER_UPDATE,
	SEND_TEMPLATE,
	SENDER,
	VIBER_CHANNEL,
} from '../fields/parameters';
import { callsOf, results, run, useSimulator } from '../workbench';

useSimulator();

test('channel.getAll names channels by the ID that everything else wants', async () => {
	expect(await results({ resource: 'channel', operation: 'getAll' })).toEqual([
		expect.objectContaining({
			channelId: CHANNEL,
			instanceName: 'Acme WhatsApp',
			requestId: expect.any(String),
		}),
		expect.objectContaining({ channelId: VIBER_CHANNEL }),
		...['Acme Messenger', 'Acme Instagram', 'Acme Telegram'].map(
			(instanceName) => expect.objectContaining({ instanceName }) as unknown,
		),
	]);
	const [whole] = await results({
		resource: 'channel',
		operation: 'getAll',
		simplify: false,
		limit: 1,
		filters: { channelType: 'viber' },
	});
	expect(whole).toMatchObject({
		channelId: VIBER_CHANNEL,
		custSpaceId: VIBER_CHANNEL,
		countryId: expect.anything(),
	});
});

test('phoneNumber.getAll filters by state', async () => {
	const parameters = { resource: 'phoneNumber', operation: 'getAll', channel: byId(CHANNEL) };
	expect(await results(parameters)).toHaveLength(2);
	expect(await results({ ...parameters, filters: { status: 'DISCONNECTED' } })).toEqual([
		expect.objectContaining({ phoneNumber: '6531589001', verifiedName: expect.any(String) }),
	]);
	expect(await results({ ...parameters, limit: 1 })).toHaveLength(1);
});

test('template.getAll pages, limits and filters; codes keep all their digits', async () => {
	const parameters = { resource: 'template', operation: 'getAll', channel: byId(CHANNEL) };
	const all = await results({ ...parameters, returnAll: true });
	expect(all.length).toBeGreaterThanOrEqual(8);
	expect(all[0]).toMatchObject({ templateCode: ORDER_UPDATE, templateName: 'order_update' });
	expect(await results({ ...parameters, limit: 3 })).toHaveLength(3);
	const rejected = await results({ ...parameters, filters: { auditStatus: 'fail' } });
	expect(rejected).toEqual([
		expect.objectContaining({ templateName: 'old_offer', reason: 'INVALID_FORMAT' }),
	]);
});

test('template.get returns a summary with the variables, or the whole template', async () => {
	const parameters = {
		resource: 'template',
		operation: 'get',
		channel: byId(CHANNEL),
		template: byId(ORDER_UPDATE),
		language: byId('en'),
	};
	expect(await results(parameters)).toEqual([
		expect.objectContaining({
			templateCode: ORDER_UPDATE,
			templateName: 'order_update',
			variables: ['order', 'name', 'date', 'track'],
			quickReplies: ['Talk to us', 'Stop updates'],
			text: expect.stringContaining('Hi $(name)'),
		}),
	]);
	const [whole] = await results({ ...parameters, simplify: false });
	expect(whole).toMatchObject({
		components: expect.arrayContaining([expect.objectContaining({ Type: 'BODY' })]),
	});
});

test('message.getAll lists what was sent, newest filters included', async () => {
	const [sent] = await results(SEND_TEMPLATE);
	const parameters = {
		resource: 'message',
		operation: 'getAll',
		channelType: 'whatsapp',
		channel: byId(CHANNEL),
		businessNumber: byId(SENDER),
	};
	expect(
		await results({
			...parameters,
			filters: { userNumber: '+65 9123 0001', eventAction: 'DOWN' },
		}),
	).toEqual([
		expect.objectContaining({
			messageId: sent?.messageId,
			userNumber: MEI,
			templateCode: ORDER_UPDATE,
		}),
	]);
	expect(await results({ ...parameters, filters: { eventAction: 'UP' } })).toEqual([]);
	await results({
		...parameters,
		filters: { startTime: '2026-01-31T09:30:00Z', endTime: '2026-03-01' },
	});
	expect(callsOf('ListChatappMessage').at(-1)).toMatchObject({
		StartTime: String(Date.UTC(2026, 0, 31, 9, 30)),
	});
});

test('a list of an empty page is no item, and every item is paired', async () => {
	const finished = await run(
		{ resource: 'template', operation: 'getAll', channel: byId(CHANNEL), limit: 2 },
		[{}, {}],
	);
	expect(finished.itemsOf('Node').map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 0 },
		{ item: 1 },
		{ item: 1 },
	]);
});
