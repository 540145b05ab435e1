import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { STRUCTURES, type Structure } from '../../fixtures/templateStructures';
import {
	byId,
	CHANNEL,
	mapped,
	MEI,
	ORDER_UPDATE,
	SEND_TEMPLATE,
	VIBER_CHANNEL,
} from './parameters';
import {
	ADDED,
	addTemplate,
	callsOf,
	results,
	run,
	simulator,
	useSimulator,
	withFile,
} from './workbench';

useSimulator();

const PREVIEW = {
	resource: 'template',
	operation: 'preview',
	channelType: 'whatsapp',
	channel: byId(CHANNEL),
	template: byId(ORDER_UPDATE),
	language: byId('en'),
	variables: SEND_TEMPLATE.variables,
};

describe('every structure of a template', () => {
	test.each(STRUCTURES)('$name is sent, taken and rendered', async (structure) => {
		const [sent] = await results(addTemplate(structure));
		expect(sent).toMatchObject({ to: MEI, rendered: { text: structure.text } });
		const [call = {}] = callsOf('SendChatappMessage');
		const { TemplateParams, Payload, ProductAction, FlowAction } = call;
		const wire = { TemplateParams, Payload, ProductAction, FlowAction };
		expect(
			Object.fromEntries(
				Object.entries(wire)
					.filter(([, value]) => value !== undefined)
					.map(([key, value]) => [key, JSON.parse(value ?? '') as unknown]),
			),
		).toEqual(structure.request);
		const body = (sent?.rendered as IDataObject).body;
		expect(simulator.world.messages.all.at(-1)?.appearance.body).toBe(body);
	});

	test.each(STRUCTURES)('$name is previewed without a send', async (structure) => {
		const { template, variables } = addTemplate(structure);
		expect(await results({ ...PREVIEW, template, variables })).toEqual([
			expect.objectContaining({
				templateCode: ADDED,
				templateName: 'structure',
				canBeSent: true,
				problem: null,
				missing: [],
				surplus: [],
				rendered: expect.objectContaining({ text: structure.text }),
			}),
		]);
		expect(callsOf('SendChatappMessage')).toEqual([]);
	});
});

describe('preview', () => {
	test('names what is missing and what the template has no place for', async () => {
		const variables = mapped({ name: 'Mei', date: '', city: 'Ipoh' });
		expect(await results({ ...PREVIEW, variables })).toEqual([
			expect.objectContaining({
				canBeSent: false,
				missing: ['order', 'date', 'track'],
				surplus: ['city'],
				rendered: expect.objectContaining({
					body: 'Hi Mei, your order $(order) ships today and arrives on $(date).',
				}),
			}),
		]);
	});

	test('says why a template cannot be sent and shows it all the same', async () => {
		const template = byId('1119000000000000007');
		expect(await results({ ...PREVIEW, template, variables: mapped(null) })).toEqual([
			expect.objectContaining({
				canBeSent: false,
				auditStatus: 'paused',
				problem: expect.stringContaining('its state is Paused'),
				rendered: expect.objectContaining({ text: 'Your parcel is delayed.' }),
			}),
		]);
	});

	test('reads the template once for all items', async () => {
		const input = [{ name: 'Mei' }, { name: 'Arif' }];
		const variables = mapped({ ...SEND_TEMPLATE.variables.value, name: '={{ $json.name }}' });
		const previews = await results({ ...PREVIEW, variables }, input);
		expect(previews.map(({ rendered }) => (rendered as IDataObject).body)).toEqual([
			expect.stringContaining('Hi Mei,'),
			expect.stringContaining('Hi Arif,'),
		]);
		expect(callsOf('GetChatappTemplateDetail')).toHaveLength(1);
	});
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
	expect(finished.error?.message).toContain("'offerExpirationTimeMs' lies in the past");
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

describe('header media from a file', () => {
	const jpeg = (data: string | Buffer) => withFile(data, 'image/jpeg');
	const send = async (
		structure: Structure,
		files: INodeExecutionData[],
		values: IDataObject = { name: 'Ada' },
	) => {
		const parameters = { ...addTemplate(structure), variables: mapped(values) };
		const options = { headerMediaField: 'data' };
		return await run({ ...parameters, options }, files);
	};

	test('is uploaded once and becomes the URL of the header', async () => {
		const structure = STRUCTURES.find(({ name }) => name.includes('variable')) as Structure;
		const finished = await send(structure, [jpeg('same'), jpeg('same'), jpeg('other')]);
		expect(finished.error).toBeUndefined();
		const urls = finished
			.jsonOf('Node')
			.map(({ rendered }) => ((rendered as IDataObject).header as IDataObject).url);
		expect(urls[0]).toMatch(/^https?:\/\/.+\.jpg$/);
		expect(urls[1]).toBe(urls[0]);
		expect(urls[2]).not.toBe(urls[0]);
		expect(simulator.requests.filter(({ service }) => service === 'oss')).toHaveLength(2);
	});

	test('is refused for a template with fixed media', async () => {
		const structure = STRUCTURES.find(({ name }) => name.includes('fixed')) as Structure;
		const finished = await send(structure, [jpeg('same')]);
		expect(finished.error?.message).toContain('cannot be replaced');
		expect(callsOf('SendChatappMessage')).toEqual([]);
	});

	test.each([
		['a value is missing', jpeg('same'), {}, "no value for 'name'"],
		['the file is no picture', withFile('same', 'text/plain'), { name: 'Ada' }, 'text/plain'],
		[
			'the file is larger than WhatsApp takes',
			jpeg(Buffer.alloc(5 * 1024 * 1024 + 1)),
			{ name: 'Ada' },
			"'data' has a file that is too large: sale.jpg has 5242881 bytes, a WhatsApp image may have at most 5242880",
		],
	])('is not uploaded when %s', async (_what, given, values, message) => {
		const structure = STRUCTURES.find(({ name }) => name.includes('variable')) as Structure;
		const finished = await send(structure, [given], values);
		expect(finished.error?.message).toContain(message);
		expect(callsOf('GetChatappUploadAuthorization')).toEqual([]);
		expect(simulator.requests.filter(({ service }) => service === 'oss')).toEqual([]);
	});
});
