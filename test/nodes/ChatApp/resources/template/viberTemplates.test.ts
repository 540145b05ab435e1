import type { IDataObject } from 'n8n-workflow';

import { listSearch, resourceMapperFields } from '../../../../harness';
import { designFaults } from '../../../../../nodes/ChatApp/templates/designer/check';
import {
	viberCategory,
	VIBER_LAYOUTS,
	viberLayout,
} from '../../../../../nodes/ChatApp/templates/designer/viberLayout';
import { byId, MEI, VIBER_CHANNEL } from '../../fields/parameters';
import { callsOf, results, run, simulator, useSimulator } from '../../workbench';

const OFFER = '1119000000000000008';
const NOTICE = '1119000000000000009';
const VIBER = { resource: 'template', channelType: 'viber', channel: byId(VIBER_CHANNEL) };
const OF_OFFER = { ...VIBER, template: byId(OFFER), language: byId('en') };
const OF_NOTICE = { ...VIBER, template: byId(NOTICE), language: byId('en') };

useSimulator();
beforeEach(() => {
	simulator.world.options.behavior.viberCategories = 'both';
});

test('a template is read, previewed, sent and counted as one of Viber', async () => {
	expect(await results({ ...OF_OFFER, operation: 'get' })).toMatchObject([
		{ templateName: 'Viber offer', category: 'text_image_button', variables: ['name'] },
	]);
	const variables = { mappingMode: 'defineBelow', value: { name: 'Mei' } };
	expect(await results({ ...OF_OFFER, operation: 'preview', variables })).toMatchObject([
		{ canBeSent: true },
	]);
	await results({
		...{ ...OF_OFFER, resource: 'message', operation: 'sendTemplate', variables },
		...{ from: byId('23919'), to: MEI, label: 'promotion' },
	});
	expect(callsOf('SendChatappMessage')).toMatchObject([
		{ ChannelType: 'viber', TemplateParams: '{"name":"Mei"}' },
	]);
	const start = new Date(Date.now() - 86_400_000).toISOString();
	expect(await results({ ...OF_OFFER, operation: 'getMetrics', start })).toMatchObject([
		{ templateCode: OFFER, sentCount: 1 },
	]);
	const asked = [...callsOf('GetChatappTemplateDetail'), ...callsOf('GetChatappTemplateMetric')];
	expect(asked.map(({ TemplateType }) => TemplateType)).toEqual(Array(4).fill('VIBER'));
});

test('lists have those of Viber, with and without the filter', async () => {
	const list = { ...VIBER, operation: 'getAll' };
	const both = [{ templateCode: OFFER }, { templateCode: NOTICE }];
	expect(await results(list)).toMatchObject(both);
	// A workflow of an older version has the filter alone.
	const filters = { templateType: 'VIBER' };
	expect(await results({ ...list, channelType: undefined, filters })).toMatchObject(both);
	expect(await results({ ...list, filters: { category: 'text' } })).toMatchObject([both[1]]);
	expect(await results({ ...list, channelType: 'whatsapp' })).toEqual([]);
});

test('the lists and fields of the editor have them', async () => {
	const parameters = { ...OF_OFFER, resource: 'message', operation: 'sendTemplate' };
	const node = { type: 'chatApp', parameters };
	const credentials = { credentials: { alibabaCloudApi: simulator.credential } };
	const found = async (method: string) =>
		(await listSearch(node, method, {}, credentials)).results.map(({ value }) => value);
	expect(await found('searchTemplates')).toEqual([OFFER, NOTICE]);
	expect(await found('searchApprovedTemplates')).toEqual([OFFER]);
	expect(await found('searchLanguages')).toEqual(['en']);
	const { fields } = await resourceMapperFields(node, 'getTemplateVariables', credentials);
	expect(fields.map(({ id }) => id)).toEqual(['name']);
});

test('deleting names the type for all languages too', async () => {
	const deletion = { ...OF_OFFER, operation: 'delete', deleteScope: 'all' };
	expect(await results(deletion)).toMatchObject([
		{ templateName: 'Viber offer', languages: ['en'] },
	]);
	expect(callsOf('DeleteChatappTemplate')).toMatchObject([{ TemplateType: 'VIBER' }]);
});

describe('categories', () => {
	const PARTS = {
		...{ bodyText: 'Hi $(name)', headerType: 'IMAGE', headerUrl: 'https://example.com/a.jpg' },
		...{ viberButtonText: 'Shop', viberButtonUrl: 'https://example.com/shop' },
		variableExamples: { example: [{ name: 'name', value: 'Mei' }] },
	};
	const CREATE = { ...VIBER, operation: 'create', templateName: 'Sale', ...PARTS };
	const sent = (): unknown => callsOf('CreateChatappTemplate').at(-1)?.Category;

	test('a new template has the layout of its parts, or the purpose that was chosen', async () => {
		expect(await results(CREATE)).toMatchObject([{ category: 'text_image_button' }]);
		expect(sent()).toBe('text_image_button');
		await results({ ...CREATE, templateName: 'Other', category: 'MARKETING' });
		expect(sent()).toBe('MARKETING');
	});

	test('a layout that the parts do not make is refused before the call', async () => {
		const finished = await run({ ...CREATE, category: '={{ "text_image" }}' });
		expect(finished.error?.message).toContain('but the components match text_image_button');
		expect(callsOf('CreateChatappTemplate')).toEqual([]);
	});

	test('a refusal says which other category to choose', async () => {
		simulator.world.options.behavior.viberCategories = 'purposes';
		expect((await run(CREATE)).error?.description).toContain('Try Authentication, Marketing');
		simulator.world.options.behavior.viberCategories = 'layouts';
		expect((await run({ ...CREATE, category: 'UTILITY' })).error?.description).toContain(
			"Try 'Component Layout' in 'Category'",
		);
	});

	test('an update keeps the category and refuses parts that would change it', async () => {
		const update = { ...OF_NOTICE, operation: 'update', category: 'MARKETING' };
		const variableExamples = { example: [{ name: 'order', value: 'A-1' }] };
		const body = { bodyText: 'Your order $(order) is here.', variableExamples };
		expect(await results({ ...update, ...body })).toMatchObject([{ category: 'text' }]);
		expect(callsOf('ModifyChatappTemplate')).toMatchObject([
			{ Category: 'text', TemplateType: 'VIBER' },
		]);
		const image = { headerType: 'IMAGE', headerUrl: 'https://example.com/a.jpg' };
		const changed = await run({ ...update, ...body, ...image });
		expect(changed.error?.message).toContain(
			'the layout text, but the components match text_image',
		);
		expect(callsOf('ModifyChatappTemplate')).toHaveLength(1);
	});

	test('every layout comes from its own parts, and others are refused', () => {
		const part: Record<string, IDataObject> = {
			text: { Type: 'BODY', Text: 'Hi' },
			button: { Type: 'BUTTONS', Buttons: [{ Type: 'URL', Text: 'Go' }] },
		};
		const componentsOf = (layout: string): IDataObject[] =>
			layout
				.split('_')
				.map((word) => part[word] ?? { Type: 'HEADER', Format: word.toUpperCase(), Url: 'x' });
		for (const layout of VIBER_LAYOUTS) {
			expect(viberLayout(componentsOf(layout))).toBe(layout);
			expect(viberCategory(layout.toUpperCase(), [])).toBe(layout);
		}
		for (const other of ['text_document', 'image_button', 'button']) {
			expect(viberLayout(componentsOf(other))).toBeNull();
			const components = componentsOf(other);
			const category = viberCategory('layout', components);
			expect(
				designFaults({ channelType: 'viber', category, components, examples: {} }).join(),
			).toContain('Viber has no layout for these components');
		}
	});
});
