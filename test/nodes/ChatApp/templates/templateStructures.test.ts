import type { IDataObject } from 'n8n-workflow';

import { STRUCTURES } from '../../../fixtures/templateStructures';
import { byId, CHANNEL, mapped, MEI, ORDER_UPDATE, SEND_TEMPLATE } from '../fields/parameters';
import { ADDED, addTemplate, callsOf, results, simulator, useSimulator } from '../workbench';

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
