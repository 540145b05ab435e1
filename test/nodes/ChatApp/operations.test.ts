import { templateFields } from '../../../nodes/shared/templates/fields';
import { templateOf } from '../../fixtures/templates';
import {
	byId,
	CHANNEL,
	mapped,
	MEI,
	ORDER_UPDATE,
	SEND,
	SEND_TEMPLATE,
	SENDER,
	VIBER_CHANNEL,
	WELCOME,
} from './parameters';
import { callsOf, results, run, simulator, useSimulator } from './workbench';

useSimulator();

describe('message.sendTemplate', () => {
	test('sends the filled template and returns the message ID with who sent to whom', async () => {
		expect(await results(SEND_TEMPLATE)).toEqual([
			{
				messageId: expect.stringMatching(/^\d+$/),
				to: MEI,
				from: SENDER,
				channelId: CHANNEL,
				channelType: 'whatsapp',
				requestId: expect.any(String),
				rendered: expect.objectContaining({ body: expect.stringContaining('Hi Mei') }),
			},
		]);
		expect(callsOf('SendChatappMessage')).toEqual([
			expect.objectContaining({
				ChannelType: 'whatsapp',
				Type: 'template',
				CustSpaceId: CHANNEL,
				From: SENDER,
				To: MEI,
				TemplateCode: ORDER_UPDATE,
				Language: 'en',
				TemplateParams: '{"order":"A-1","name":"Mei","date":"Monday","track":"A1"}',
			}),
		]);
		const [sent] = callsOf('SendChatappMessage');
		expect(sent).not.toHaveProperty('Payload');
		expect(sent).not.toHaveProperty('TaskId');
	});

	test('takes the variables from the incoming item when told to', async () => {
		const input = [
			{ name: 'Mei', order: 1001, date: 'Monday', track: 'A1', city: 'Singapore' },
			{ name: 'Arif', order: 1002, date: 'Friday', track: 'A2', city: 'Ipoh' },
		];
		const parameters = {
			...SEND_TEMPLATE,
			variables: { mappingMode: 'autoMapInputData', value: null },
		};
		expect(await results(parameters, input)).toHaveLength(2);
		expect(
			callsOf('SendChatappMessage')
				.map(({ TemplateParams }) => TemplateParams)
				.sort(),
		).toEqual([
			'{"order":"1001","name":"Mei","date":"Monday","track":"A1"}',
			'{"order":"1002","name":"Arif","date":"Friday","track":"A2"}',
		]);
	});

	test('reads the template once a run, also for many items at the same time', async () => {
		const input = Array.from({ length: 60 }, (_, index) => ({ index }));
		const sent = await results({ ...SEND_TEMPLATE, options: { requestsPerSecond: 0 } }, input);
		expect(sent).toHaveLength(60);
		expect(callsOf('GetChatappTemplateDetail')).toHaveLength(1);
	});

	test('reads a template for each language that the items use', async () => {
		const parameters = { ...SEND_TEMPLATE, language: byId('={{ $json.language }}') };
		await results(parameters, [{ language: 'en' }, { language: 'zh_CN' }, { language: 'en' }]);
		expect(callsOf('GetChatappTemplateDetail').map(({ Language }) => Language)).toEqual([
			'en',
			'zh_CN',
		]);
	});

	test('sends payloads of quick replies, a task ID and a quoted message', async () => {
		await results({
			...SEND_TEMPLATE,
			variables: mapped({ ...SEND_TEMPLATE.variables.value, 'payload:2': 'STOP_1' }),
			options: { taskId: 'order-1001', contextMessageId: 'M-1' },
		});
		expect(callsOf('SendChatappMessage')[0]).toMatchObject({
			Payload: '["Talk to us","STOP_1"]',
			TaskId: 'order-1001',
			ContextMessageId: 'M-1',
		});
	});

	test('sends a template without variables', async () => {
		await results({
			...SEND_TEMPLATE,
			template: byId(WELCOME),
			variables: mapped(null),
		});
		expect(callsOf('SendChatappMessage')[0]).not.toHaveProperty('TemplateParams');
	});

	test('takes numbers for text, as expressions of a CRM give them', async () => {
		const { fields: schema } = templateFields(templateOf([{ Type: 'BODY', Text: '$(1) $(2)' }]));
		await results(
			{
				...SEND_TEMPLATE,
				template: byId('1119000000000000003'),
				variables: { ...mapped({ 1: 1001, 2: '={{ $json.when }}' }), schema },
			},
			[{ when: 9.5 }],
		);
		expect(callsOf('SendChatappMessage')[0]).toMatchObject({
			TemplateParams: '{"1":"1001","2":"9.5"}',
		});
	});

	test('takes receiver, text and variables from an agent', async () => {
		await results(
			{
				...SEND_TEMPLATE,
				to: "={{ $fromAI('to', 'Phone number of the receiver', 'string') }}",
				variables: mapped({ ...SEND_TEMPLATE.variables.value, name: "={{ $fromAI('name') }}" }),
			},
			[{ query: { to: '+65 9123 0001', name: 'Mei Lin' } }],
		);
		const [sent] = callsOf('SendChatappMessage');
		expect(sent).toMatchObject({ To: MEI });
		expect(sent?.TemplateParams).toContain('"name":"Mei Lin"');
	});

	test('completes a national number with the default country', async () => {
		await results({
			...SEND_TEMPLATE,
			to: '9123 0001',
			options: { defaultCountry: 'SG' },
		});
		expect(callsOf('SendChatappMessage')[0]).toMatchObject({ To: MEI });
	});
});

describe('message.send', () => {
	beforeEach(() => simulator.control.reply({ user: MEI, text: 'Hello?' }));

	test('sends a text within the window', async () => {
		const [sent] = await results({
			...SEND,
			text: 'Hi 😀 https://example.com',
			options: { previewUrl: true },
		});
		expect(sent).toMatchObject({ messageId: expect.any(String), to: MEI });
		expect(callsOf('SendChatappMessage')[0]).toMatchObject({
			Type: 'message',
			MessageType: 'text',
			Content: '{"text":"Hi 😀 https://example.com","previewUrl":true}',
		});
	});

	test('tells Viber the class of the message', async () => {
		await results({
			...SEND,
			channelType: 'viber',
			channel: byId(VIBER_CHANNEL),
			from: byId('23919'),
			label: 'promotion',
		});
		expect(callsOf('SendChatappMessage')[0]).toMatchObject({
			ChannelType: 'viber',
			From: '23919',
			Label: 'promotion',
		});
	});
});

describe('lists', () => {
	test('channel.getAll names channels by the ID that everything else wants', async () => {
		expect(await results({ resource: 'channel', operation: 'getAll' })).toEqual([
			expect.objectContaining({
				channelId: CHANNEL,
				instanceName: 'Acme WhatsApp',
				requestId: expect.any(String),
			}),
			expect.objectContaining({ channelId: VIBER_CHANNEL }),
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

	test('template.get gives a summary with the variables, or the whole template', async () => {
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
			filters: { startTime: '2026-01-31T09:30:00Z', endTime: '2026-01-31' },
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
});
