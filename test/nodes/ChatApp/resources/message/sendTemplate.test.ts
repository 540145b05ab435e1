import type { IDataObject } from 'n8n-workflow';

import { templateFields } from '../../../../../nodes/ChatApp/templates/fields';
import { templateOf } from '../../../../fixtures/templates';
import { STRUCTURES, type Structure } from '../../../../fixtures/templateStructures';
import {
	byId,
	CHANNEL,
	mapped,
	MEI,
	ORDER_UPDATE,
	SEND_TEMPLATE,
	SENDER,
	VIBER_CHANNEL,
	WELCOME,
} from '../../fields/parameters';
import { addTemplate, callsOf, results, run, useSimulator } from '../../workbench';

useSimulator();

test('sends the filled template and returns the message ID with who sent to whom', async () => {
	expect(await results(SEND_TEMPLATE)).toEqual([
		{
			messageId: expect.stringMatching(/^\d+$/),
			to: MEI,
			from: SENDER,
			channelId: CHANNEL,
			channelType: 'whatsapp',
			requestId: expect.any(String),
			adjustedVariables: [],
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

describe('empty values', () => {
	const variables = mapped({ ...SEND_TEMPLATE.variables.value, name: '={{ $json.name }}' });
	const input = [{ name: 'Mei' }, { name: null }];
	const send = async (options: object) =>
		await results({ ...SEND_TEMPLATE, variables, options }, input);
	const namesSent = () =>
		callsOf('SendChatappMessage')
			.map(({ TemplateParams }) => (JSON.parse(TemplateParams ?? '{}') as IDataObject).name)
			.sort();

	test.each([
		[{ emptyValues: 'blank' }, [' ', 'Mei']],
		[{ emptyValues: 'default', defaultText: 'customer' }, ['Mei', 'customer']],
	])('%j sends all', async (options, names) => {
		expect(await send(options)).toHaveLength(2);
		expect(namesSent()).toEqual(names);
	});

	test('skip leaves the receiver out with the reason', async () => {
		const [sent, skipped] = await send({ emptyValues: 'skip' });
		expect(sent).not.toHaveProperty('skipped');
		expect(skipped).toMatchObject({
			skipped: true,
			reason: "No value for 'name'",
			messageId: null,
			to: MEI,
		});
		expect(namesSent()).toEqual(['Mei']);
	});

	test('by default the run stops', async () => {
		const finished = await run({ ...SEND_TEMPLATE, variables }, input);
		expect(finished.error?.message).toContain("no value for 'name'");
	});
});

test('variables are taken by position from incoming items', async () => {
	const variables = { mappingMode: 'autoMapInputData', value: null };
	await results({ ...SEND_TEMPLATE, variables }, [{ 1: 'A-1', 2: 'Mei', 3: 'Monday', 4: 'A1' }]);
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({
		TemplateParams: '{"order":"A-1","name":"Mei","date":"Monday","track":"A1"}',
	});
});

test("the end of an offer without a zone is in the workflow's", async () => {
	const structure = STRUCTURES.find(({ name }) => name === 'limited-time offer') as Structure;
	const values = { ...structure.values, offerExpirationTimeMs: '2099-01-01T00:00:00' };
	const parameters = { ...addTemplate(structure), variables: mapped(values) };
	const finished = await run(parameters);
	expect(finished.error).toBeUndefined();
	const [call] = callsOf('SendChatappMessage');
	const { offerExpirationTimeMs } = JSON.parse(call?.TemplateParams ?? '{}') as IDataObject;
	expect(new Date(Number(offerExpirationTimeMs)).toISOString()).toMatch(
		/^(2098-12-31|2099-01-01)T/,
	);
});

test('an offer that is over is not sent', async () => {
	const structure = STRUCTURES.find(({ name }) => name === 'limited-time offer') as Structure;
	const values = { ...structure.values, offerExpirationTimeMs: '2020-01-01T00:00:00Z' };
	const parameters = { ...addTemplate(structure), variables: mapped(values) };
	const finished = await run(parameters);
	expect(finished.error?.message).toContain("'offerExpirationTimeMs' is in the past");
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

test('a template for Viber carries its class, and an SMS stands by', async () => {
	const structure = STRUCTURES.find(({ name }) => name === 'media with a fixed address');
	const parameters = {
		...addTemplate(structure as Structure, {
			type: 'VIBER',
			custSpaceId: VIBER_CHANNEL,
		}),
		channelType: 'viber',
		channel: byId(VIBER_CHANNEL),
		from: byId('23919'),
		options: { smsFallback: { fallback: { id: 'S000001', content: 'Hello' } } },
	};
	await results(parameters);
	await results({ ...parameters, options: { label: 'promotion' } });
	expect(callsOf('SendChatappMessage')).toEqual([
		expect.objectContaining({ Label: 'transaction', FallBackId: 'S000001' }),
		expect.objectContaining({ Label: 'promotion' }),
	]);
});
