import { byId, CHANNEL, CREATE_TEMPLATE, ORDER_UPDATE, WELCOME } from '../../fields/parameters';
import { reply, startScriptedService } from '../../scriptedService';
import { callsOf, results, run, simulator, useSimulator } from '../../workbench';

useSimulator();

const OLD_OFFER = '1119000000000000005';

test.each([true, false])(
	'template.get reads data within a text, Simplify: %s',
	async (simplify) => {
		const data = {
			...{ templateCode: WELCOME, name: 'welcome', language: 'en', category: 'MARKETING' },
			components: [{ type: 'BODY', text: 'Hi $(name)' }],
		};
		const service = await startScriptedService((_arrival, response) =>
			reply(response, 200, { Code: 'OK', RequestId: 'R', Data: JSON.stringify(data) }),
		);
		const form = {
			...{ resource: 'template', operation: 'get', channelType: 'whatsapp', simplify },
			...{ channel: byId(CHANNEL), template: byId(WELCOME), language: byId('en') },
		};
		const finished = await run(form, [{}], service.credential());
		await service.close();
		expect(finished.error).toBeUndefined();
		expect(finished.jsonOf('Node')).toEqual([
			expect.objectContaining(
				simplify
					? { templateCode: WELCOME, text: 'Hi $(name)', variables: ['name'], requestId: 'R' }
					: { ...data, requestId: 'R' },
			),
		]);
	},
);

describe('template.update', () => {
	const UPDATE = {
		...CREATE_TEMPLATE,
		operation: 'update',
		template: byId(OLD_OFFER),
		language: byId('en'),
		category: 'MARKETING',
	};

	test('replaces a rejected template, which is reviewed again', async () => {
		expect(await results(UPDATE)).toEqual([
			expect.objectContaining({
				templateCode: OLD_OFFER,
				templateName: 'old_offer',
				variables: ['name', 'order'],
			}),
		]);
		expect(callsOf('ModifyChatappTemplate')).toEqual([
			expect.objectContaining({ TemplateCode: OLD_OFFER, TemplateName: 'old_offer' }),
		]);
		expect(simulator.world.templates.find({ code: OLD_OFFER })).toMatchObject([
			{ auditStatus: 'auditing', reason: null, components: [{ Type: 'BODY' }] },
		]);
	});

	test('does not change an approved one', async () => {
		const { error } = await run({ ...UPDATE, template: byId(WELCOME) });
		expect(error?.message).toMatch(/'welcome' \(en\) cannot be changed: it is approved/);
		expect(callsOf('ModifyChatappTemplate')).toEqual([]);
	});
});

describe('template.delete', () => {
	const DELETE = {
		...{ resource: 'template', operation: 'delete', channelType: 'whatsapp' },
		...{ channel: byId(CHANNEL), template: byId(ORDER_UPDATE) },
	};

	test('deletes one language and says what it was', async () => {
		expect(await results({ ...DELETE, deleteScope: 'one', language: byId('zh_CN') })).toEqual([
			{
				deleted: true,
				templateCode: ORDER_UPDATE,
				templateName: 'order_update',
				languages: ['zh_CN'],
				requestId: expect.any(String),
			},
		]);
		expect(simulator.world.templates.find({ code: ORDER_UPDATE })).toMatchObject([
			{ language: 'en' },
		]);
	});

	test('deletes all languages, and the name is blocked', async () => {
		const [result] = await results({ ...DELETE, deleteScope: 'all' });
		expect(result).toMatchObject({ deleted: true, languages: ['en', 'zh_CN'] });
		expect(simulator.world.templates.find({ code: ORDER_UPDATE })).toEqual([]);
		const again = await run({ ...CREATE_TEMPLATE, templateName: 'order_update' });
		expect(again.error?.message).toBeDefined();
	});

	test('names all languages that it deleted, however many there are', async () => {
		const [model] = simulator.world.templates.find({ code: ORDER_UPDATE });
		if (!model) throw new Error('The simulator has no such template');
		const more = Array.from({ length: 60 }, (_, index) => ({ ...model, language: `x_${index}` }));
		simulator.world.templates.all.push(...more);
		const [result] = await results({ ...DELETE, deleteScope: 'all' });
		const languages = ['en', 'zh_CN', ...more.map(({ language }) => language)];
		expect([...(result?.languages as string[])].sort()).toEqual(languages.sort());
	});

	test('does not name languages of other templates that the service lists', async () => {
		const rows = [`${ORDER_UPDATE}0`, ORDER_UPDATE, WELCOME].map((TemplateCode, index) => ({
			...{ TemplateCode, TemplateName: `t${index}`, Language: `l${index}`, AuditStatus: 'pass' },
		}));
		const service = await startScriptedService((_arrival, response) =>
			reply(response, 200, { Code: 'OK', RequestId: 'R', Total: 3, ListTemplate: rows }),
		);
		const finished = await run({ ...DELETE, deleteScope: 'all' }, [{}], service.credential());
		await service.close();
		expect(finished.jsonOf('Node')).toMatchObject([{ templateName: 't1', languages: ['l1'] }]);
	});

	test('refuses what does not exist', async () => {
		const { error } = await run({
			...{ ...DELETE, deleteScope: 'all', template: byId('1') },
		});
		expect(error?.message).toMatch(/template/i);
	});
});

describe('template.updateProperties', () => {
	const PROPERTIES = {
		...{ resource: 'template', operation: 'updateProperties', channelType: 'whatsapp' },
		...{ channel: byId(CHANNEL), template: byId(WELCOME), language: byId('en') },
	};

	test('switches what was added and leaves the rest', async () => {
		expect(await results({ ...PROPERTIES, updateFields: { allowSend: false } })).toEqual([
			{ templateCode: WELCOME, language: 'en', allowSend: false, requestId: expect.any(String) },
		]);
		const [call] = callsOf('ModifyChatappTemplateProperties');
		expect(call).not.toHaveProperty('CategoryChangePaused');
		expect(simulator.world.templates.find({ code: WELCOME })).toMatchObject([{ allowSend: false }]);
	});

	test.each([
		[{}, /'Update Fields' is empty/],
		[{ allowSend: '', categoryChangePaused: '={{ $json.none }}' }, /'Update Fields' is empty/],
		[{ allowSend: '={{ "perhaps" }}' }, /'Allow Sending' is not true or false: perhaps/],
	])('refuses %j', async (updateFields, message) => {
		const { error } = await run({ ...PROPERTIES, updateFields });
		expect(error?.message).toMatch(message);
		expect(simulator.requests).toEqual([]);
	});
});

describe('template.archive', () => {
	const ARCHIVE = {
		...{ resource: 'template', operation: 'archive', channel: byId(CHANNEL) },
		...{ template: byId(WELCOME), language: byId('en') },
	};

	test('archives, and takes back with a value that the user knows', async () => {
		await results(ARCHIVE);
		const [welcome] = simulator.world.templates.find({ code: WELCOME });
		expect(welcome?.archived).toBe(true);
		await results({
			...{ ...ARCHIVE, archiveType: 'other', otherArchiveType: 'UNARCHIVED' },
		});
		expect(welcome?.archived).toBe(false);
	});

	test('reads the refusal inside of an answer that says OK', async () => {
		const { error } = await run({ ...ARCHIVE, language: byId('de') });
		expect(error?.message).toMatch(/was not archived: The template does not exist/);
	});

	test('a refusal as text is one', async () => {
		const service = await startScriptedService((_arrival, response) =>
			reply(response, 200, { Code: 'OK', RequestId: 'R', Data: { Success: 'false' } }),
		);
		const { error } = await run(ARCHIVE, [{}], service.credential());
		await service.close();
		expect(error?.message).toMatch(/was not archived/);
	});
});

test('template.copy copies a template of the library', async () => {
	expect(
		await results({
			...{ resource: 'template', operation: 'copy', channel: byId(CHANNEL) },
			...{ libraryTemplateCode: '12456', libraryTemplateName: 'order_shipped' },
			templateLanguage: 'de',
		}),
	).toEqual([
		{
			templateCode: '12456',
			templateName: 'order_shipped',
			category: 'UTILITY',
			language: 'de',
			channelId: CHANNEL,
			requestId: expect.any(String),
		},
	]);
});

describe('template.getMetrics', () => {
	const METRICS = {
		...{ resource: 'template', operation: 'getMetrics', channel: byId(CHANNEL) },
		template: byId(WELCOME),
		start: new Date(Date.now() - 3_600_000).toISOString(),
	};

	test('returns rows with times and numbers', async () => {
		const [sent] = await results({
			...{ resource: 'message', operation: 'sendTemplate', channelType: 'whatsapp' },
			...{ channel: byId(CHANNEL), from: byId('6531589000'), to: '+6591230001' },
			...{ template: byId(WELCOME), language: byId('en') },
		});
		simulator.control.read({ messageId: String(sent?.messageId) });
		simulator.control.reply({
			...{ user: '6591230001', text: 'More', contextMessageId: String(sent?.messageId) },
		});
		const iso = /^\d{4}-\d\d-\d\dT00:00:00\.000Z$/;
		expect(await results(METRICS)).toEqual([
			{
				...{ templateCode: WELCOME, language: 'en' },
				...{ start: expect.stringMatching(iso), end: expect.stringMatching(iso) },
				...{ sentCount: 1, deliveredCount: 1, readCount: 1, clickedCount: 1 },
				...{ urlClicks: 0, quickReplyClicks: 1, phoneNumberClicks: 0 },
				clicks: [{ type: 'quick_reply_button', button: 'More', count: 1 }],
				requestId: expect.any(String),
			},
		]);
	});

	test.each([
		[{ start: '={{ "" }}' }, /'Start' is empty/],
		[{ start: 'soon' }, /'Start' is not a date/],
		[{ end: '2020-01-01' }, /'End' is not after 'Start'/],
	])('refuses %j', async (wrong, message) => {
		const { error } = await run({ ...METRICS, ...wrong });
		expect(error?.message).toMatch(message);
		expect(simulator.requests).toEqual([]);
	});
});
