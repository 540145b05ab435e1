import { listSearch, resourceMapperFields } from '../../../../harness';
import { byId, CHANNEL, mapped, ORDER_UPDATE, SEND_TEMPLATE } from '../../fields/parameters';
import { callsOf, GO_ON, results, run, runWith, simulator, useSimulator } from '../../workbench';

useSimulator();

const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const APPOINTMENT = '1119000000000000003';

test.each(['sendTemplate', 'sendBulk', 'preview'])(
	'%s finds a template by name, once for all items',
	async (operation) => {
		const resource = operation === 'preview' ? 'template' : 'message';
		const form = { ...SEND_TEMPLATE, resource, operation, template: byName('order_update') };
		const to = '=+659123000{{ $json.n }}';
		const finished = await run({ ...form, to }, [{ n: 1 }, { n: 2 }, { n: 3 }]);
		expect(finished.error).toBeUndefined();
		expect(finished.jsonOf('Node')).toHaveLength(3);
		expect(callsOf('ListChatappTemplate')).toEqual([
			expect.objectContaining({ CustSpaceId: CHANNEL, Name: 'order_update' }),
		]);
		expect(callsOf('GetChatappTemplateDetail')).toEqual([
			expect.objectContaining({ TemplateCode: ORDER_UPDATE, Language: 'en' }),
		]);
	},
);

test('an expression returns the name', async () => {
	await results({ ...SEND_TEMPLATE, template: byName('={{ $json.name }}') }, [
		{ name: 'order_update' },
	]);
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({ TemplateCode: ORDER_UPDATE });
});

test('an unknown name lists near names, and nothing is sent', async () => {
	const finished = await run({ ...SEND_TEMPLATE, template: byName('order_updat') });
	expect(finished.error?.message).toBe(
		"'Template': no template of this channel is called 'order_updat'",
	);
	expect(finished.error?.description).toMatch(/^Similar names: order_update/);
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

test('many unknown names read the whole list once, and the others are sent', async () => {
	const parameters = { ...SEND_TEMPLATE, template: byName('={{ $json.name }}') };
	const names = ['none_1', 'none_2', 'none_3', 'order_update'];
	const input = names.map((name) => ({ name }));
	const finished = await runWith(parameters, input, GO_ON);
	expect(finished.jsonOf('Node').map(({ error }) => error !== undefined)).toEqual([
		true,
		true,
		true,
		false,
	]);
	const whole = callsOf('ListChatappTemplate').filter(({ Name }) => Name === undefined);
	expect(whole).toHaveLength(1);
	expect(callsOf('SendChatappMessage')).toHaveLength(1);
});

test('an unknown language lists those that exist', async () => {
	const form = { ...SEND_TEMPLATE, template: byName('order_update'), language: byId('de') };
	const finished = await run(form);
	expect(finished.error?.message).toBe("The template 'order_update' does not exist in de");
	expect(finished.error?.description).toContain('en, zh_CN');
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

test.each([
	['code', byId(APPOINTMENT)],
	['name', byName('appointment_reminder')],
])('the language may be empty where there is one, by %s', async (_how, template) => {
	const form = { ...SEND_TEMPLATE, template, language: byId(''), variables: mapped({}) };
	const options = { emptyValues: 'default', defaultText: 'x' };
	await run({ ...form, options });
	expect(callsOf('GetChatappTemplateDetail')).toEqual([
		expect.objectContaining({ TemplateCode: APPOINTMENT, Language: 'en' }),
	]);
});

test.each(['zh-CN', 'ZH_cn'])(
	'a language may be spelled as other systems do: %s',
	async (language) => {
		const items = [{ n: 1 }, { n: 2 }];
		await results(
			{ ...SEND_TEMPLATE, language: byId(language), to: '=+659123000{{ $json.n }}' },
			items,
		);
		expect(callsOf('ListChatappTemplate')).toHaveLength(1);
		expect(callsOf('SendChatappMessage')).toMatchObject([
			{ TemplateCode: ORDER_UPDATE, Language: 'zh_CN' },
			{ TemplateCode: ORDER_UPDATE, Language: 'zh_CN' },
		]);
		expect((await fieldsOf({ language: byId(language) })).fields).toHaveLength(6);
	},
);

test('another spelling of a language that the template lacks lists those that exist', async () => {
	const finished = await run({ ...SEND_TEMPLATE, language: byId('pt-BR') });
	expect(finished.error?.message).toBe("The template 'order_update' does not exist in pt-BR");
	expect(finished.error?.description).toContain('en, zh_CN');
});

test.each(['en', 'zh_CN', 'ka', 'x-new'])(
	'the language %s of a code is not looked up',
	async (language) => {
		await run({ ...SEND_TEMPLATE, language: byId(language) });
		expect(callsOf('ListChatappTemplate')).toEqual([]);
		expect(callsOf('GetChatappTemplateDetail')).toMatchObject([{ Language: language }]);
	},
);

test('what is no code is left to the service, whatever the language', async () => {
	const form = { template: byId('1'), language: byId('zh-CN') };
	const finished = await run({ ...SEND_TEMPLATE, ...form });
	expect(finished.error?.message).toMatch(/^The template does not exist in this channel/);
	await expect(fieldsOf(form)).rejects.toThrow(/^The template does not exist in this channel/);
});

test('an empty language is refused where there are several', async () => {
	const finished = await run({ ...SEND_TEMPLATE, language: byId('') });
	expect(finished.error?.message).toBe(
		"'Language' is empty, and the template 'order_update' has 2: en, zh_CN",
	);
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

describe('allowed templates hold for names', () => {
	test('what is not on the list is not sent, whatever name was entered', async () => {
		const form = { ...SEND_TEMPLATE, template: byName('ORDER_update') };
		for (const allowedTemplates of ['welcome', '', 'ORDER_update']) {
			const finished = await run({ ...form, options: { allowedTemplates } });
			expect(finished.status).toBe('error');
		}
		expect(callsOf('SendChatappMessage')).toEqual([]);
		const finished = await run({ ...form, options: { allowedTemplates: 'order_*' } });
		expect(finished.error).toBeUndefined();
	});

	test('an agent learns no other names', async () => {
		const form = { ...SEND_TEMPLATE, template: byName('order_updat') };
		const finished = await run({ ...form, options: { allowedTemplates: 'welcome' } });
		expect(JSON.stringify(finished.error)).not.toContain('order_update');
	});
});

const credentials = () => ({ credentials: { alibabaCloudApi: simulator.credential } });
const fieldsOf = async (changes: object) =>
	await resourceMapperFields(
		{ type: 'chatApp', parameters: { ...SEND_TEMPLATE, ...changes } },
		'getTemplateVariables',
		credentials(),
	);

test('the fields follow a name, and an empty language', async () => {
	const named = await fieldsOf({ template: byName('order_update') });
	expect(named.fields).toHaveLength(6);
	expect(await fieldsOf({ template: byName('order_update'), language: byId('') })).toEqual({
		fields: [],
		emptyFieldsNotice: "Select 'Language' to see the variables.",
	});
	const only = await fieldsOf({ template: byId(APPOINTMENT), language: byId('') });
	expect(only.fields.length).toBeGreaterThan(0);
});

test('mapping automatically names the incoming fields and shows the text', async () => {
	const { emptyFieldsNotice } = await fieldsOf({});
	expect(emptyFieldsNotice).toMatch(
		/^Incoming fields with these names fill the template: <b>order<\/b>, <b>name<\/b>, .*<b>payload:1<\/b> \(optional\)/,
	);
	expect(emptyFieldsNotice).toMatch(/Its text: <i>.*\$\(name\)/);
});

test('the list of languages follows a name', async () => {
	const parameters = { ...SEND_TEMPLATE, template: byName('order_update') };
	const found = await listSearch(
		{ type: 'chatApp', parameters },
		'searchLanguages',
		{},
		credentials(),
	);
	expect(found.results.map(({ value }) => value)).toEqual(['en', 'zh_CN']);
});

test('templates are found by words of their text, which the row shows', async () => {
	const node = { type: 'chatApp', parameters: SEND_TEMPLATE };
	const query = { filter: 'Your Order' };
	const { results: rows } = await listSearch(node, 'searchApprovedTemplates', query, credentials());
	expect(rows).toEqual([
		expect.objectContaining({
			value: ORDER_UPDATE,
			name: expect.stringMatching(/^order_update · Utility · en, zh_CN · ".*your order/i),
		}),
	]);
});
