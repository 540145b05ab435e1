import type { IDataObject } from 'n8n-workflow';

import { runNode } from '../../harness';
import { byId, CHANNEL, ORDER_UPDATE, VIBER_CHANNEL } from './parameters';
import { callsOf, results, run, simulator, useSimulator } from './workbench';

const OLD_OFFER = '1119000000000000005';
const WELCOME = '1119000000000000002';
useSimulator();

const CREATE = {
	resource: 'template',
	operation: 'create',
	channelType: 'whatsapp',
	channel: byId(CHANNEL),
	templateName: 'parcel_sent',
	templateLanguage: 'en',
	category: 'UTILITY',
	designMode: 'fields',
	layout: 'standard',
	bodyText: 'Hi $(name), your order {{order}} ships today.',
	variableExamples: {
		example: [
			{ name: 'name', value: 'Mei' },
			{ name: '$(order)', value: 'A-1001' },
		],
	},
};

const created = (): Record<string, string> => callsOf('CreateChatappTemplate')[0] ?? {};
const componentsSent = (): IDataObject[] =>
	JSON.parse(created().Components ?? 'null') as IDataObject[];

describe('template.create', () => {
	test('sends the parts, the samples and the switch, and returns the code', async () => {
		expect(
			await results({
				...CREATE,
				categoryChangePaused: true,
				options: { messageSendTtlSeconds: 3600 },
			}),
		).toEqual([
			{
				templateCode: expect.stringMatching(/^\d{19}$/),
				templateName: 'parcel_sent',
				language: 'en',
				category: 'UTILITY',
				channelId: CHANNEL,
				variables: ['name', 'order'],
				review: 'pending',
				auditStatus: null,
				reason: null,
				requestId: expect.any(String),
			},
		]);
		expect(created()).toEqual(
			expect.objectContaining({
				CustSpaceId: CHANNEL,
				Name: 'parcel_sent',
				Language: 'en',
				Category: 'UTILITY',
				TemplateType: 'WHATSAPP',
				Components: '[{"Type":"BODY","Text":"Hi $(name), your order $(order) ships today."}]',
				Example: '{"name":"Mei","order":"A-1001"}',
				CategoryChangePaused: 'true',
				MessageSendTtlSeconds: '3600',
			}),
		);
	});

	test('creates an authentication template without samples', async () => {
		await results({
			...CREATE,
			category: 'AUTHENTICATION',
			codeButton: 'ONE_TAP',
			supportedApps: { app: [{ packageName: 'com.example.app', signatureHash: 'K8a/AINcGX7' }] },
		});
		expect(componentsSent()).toEqual([
			{ Type: 'BODY', AddSecretRecommendation: true },
			{ Type: 'FOOTER', CodeExpirationMinutes: 5 },
			{
				Type: 'BUTTONS',
				Buttons: [
					{
						...{ Type: 'ONE_TAP', Text: 'Copy code', AutofillText: 'Autofill' },
						SupportedApps: [{ PackageName: 'com.example.app', SignatureHash: 'K8a/AINcGX7' }],
					},
				],
			},
		]);
		expect(created()).not.toHaveProperty('Example');
	});

	test.each([
		['picked from the list', { __rl: true, mode: 'list', value: '900000000000001' }],
		['given by the item', byId('={{ $json.flowId }}')],
		['saved as a bare ID', '900000000000001'],
	])('opens a flow %s', async (_how, flowId) => {
		const entry = { type: 'FLOW', text: 'Book', flowId, navigateScreen: 'START' };
		const parameters = { ...CREATE, buttons: { button: [entry] } };
		await results(parameters, [{ flowId: '900000000000001' }]);
		expect(componentsSent()[1]).toEqual({
			Type: 'BUTTONS',
			Buttons: [
				{
					...{ Type: 'FLOW', Text: 'Book', FlowId: '900000000000001' },
					...{ FlowAction: 'NAVIGATE', NavigateScreen: 'START' },
				},
			],
		});
	});

	test('creates a carousel and a template of Viber', async () => {
		const card = (text: string) => ({
			...{ mediaSource: 'link', url: 'https://example.com/1.jpg', bodyText: text },
			buttons: { button: [{ type: 'URL', text: 'Buy', url: 'https://example.com/1' }] },
		});
		await results({
			...CREATE,
			layout: 'carousel',
			bodyText: 'New shoes',
			cards: { card: [card('Red'), card('Blue')] },
			variableExamples: {},
		});
		expect(componentsSent()[1]).toMatchObject({ Type: 'CAROUSEL', Cards: [{}, {}] });
		simulator.control.reset();
		await results({
			...CREATE,
			channelType: 'viber',
			channel: byId(VIBER_CHANNEL),
			templateName: 'Our Sale',
			headerType: 'IMAGE',
			headerUrl: 'https://example.com/1.jpg',
			bodyText: 'Sale, $(name)!',
			viberButtonText: 'Shop',
			viberButtonUrl: 'https://example.com/shop',
			variableExamples: { example: [{ name: 'name', value: 'Mei' }] },
		});
		const [call] = callsOf('CreateChatappTemplate').slice(-1);
		expect(call).toMatchObject({ TemplateType: 'VIBER', Name: 'Our Sale' });
		expect(call).not.toHaveProperty('CategoryChangePaused');
	});

	test('uploads the file of a header, once it is known that all is right', async () => {
		const withFile = {
			...CREATE,
			headerType: 'IMAGE',
			headerMediaSource: 'binary',
			headerBinaryField: 'photo',
		};
		const photo = { data: Buffer.from('pixels').toString('base64'), fileName: 'a.jpg' };
		const runWith = async (parameters: object, mimeType = 'image/jpeg') =>
			await runNode(
				{ type: 'chatApp', parameters },
				{
					credentials: { alibabaCloudApi: simulator.credential },
					input: [{ json: {}, binary: { photo: { ...photo, mimeType } } }],
				},
			);
		const wrong = await runWith({ ...withFile, templateName: 'No' }, 'image/gif');
		expect(wrong.error?.message).toMatch(
			/breaks 2 rules: .*'Template Name'.*does not take as image/,
		);
		expect(callsOf('GetChatappUploadAuthorization')).toEqual([]);

		const finished = await runWith(withFile);
		expect(finished.error).toBeUndefined();
		const [header] = componentsSent();
		expect(header).toEqual({
			...{ Type: 'HEADER', Format: 'IMAGE' },
			Url: expect.stringMatching(/^http:\/\/127\.0\.0\.1.*\.jpg$/),
		});
		const stored = await fetch(String(header?.Url));
		expect(await stored.text()).toBe('pixels');
	});

	test('takes JSON, also what Get returned, with every way of writing variables', async () => {
		await results({
			...CREATE,
			category: 'MARKETING',
			designMode: 'json',
			componentsJson: JSON.stringify({
				components: [
					{
						...{ Type: 'LIMITED_TIME_OFFER', Text: '20%', hasExpiration: true },
						OfferExpirationTimeMs: '$(offerExpirationTimeMs)',
					},
					{ Type: 'BODY', Text: 'Hi {{1}}' },
				],
			}),
			examplesJson: '{"{{1}}": 7}',
		});
		expect(componentsSent()).toEqual([
			{ Type: 'LIMITED_TIME_OFFER', Text: '20%', HasExpiration: true },
			{ Type: 'BODY', Text: 'Hi $(1)' },
		]);
		expect(created().Example).toBe('{"1":"7"}');
	});

	test('names everything that is wrong at once and calls nothing', async () => {
		const { error } = await run({
			...CREATE,
			templateName: 'Parcel Sent',
			footerText: 'Shop $(shop)',
			buttons: {
				button: [
					{ type: 'QUICK_REPLY', text: '' },
					{ type: 'URL', text: 'Track', url: 'example.com' },
					{ type: 'QUICK_REPLY', text: 'x'.repeat(26) },
				],
			},
			options: { messageSendTtlSeconds: 5 },
		});
		expect(error?.message).toMatch(/^The template breaks 8 rules/);
		for (const part of [
			/parcel_sent/,
			/'Message Time to Live' is 5/,
			/Footer: variables are not allowed/,
			/Quick replies stand between/,
			/Button 1, text is empty/,
			/Button 2: the URL does not start/,
			/Button 3, text is too long: 26/,
			/lacks the variable shop/,
		]) {
			expect(error?.message).toMatch(part);
		}
		expect(simulator.requests).toEqual([]);
	});

	test.each([
		['not JSON', '[{', /'Components \(JSON\)' is not valid JSON/],
		['no list', '{"Type":"BODY"}', /'Components \(JSON\)' is not a list/],
		['an empty list', '[]', /no components/],
	])('refuses %s as components', async (_what, componentsJson, message) => {
		const { error } = await run({ ...CREATE, designMode: 'json', componentsJson });
		expect(error?.message).toMatch(message);
		expect(simulator.requests).toEqual([]);
	});

	test("explains the service's refusal", async () => {
		const { error } = await run({ ...CREATE, templateName: 'welcome' });
		expect(error?.message).toMatch(/name|exists/i);
	});
});

describe('waiting for the review', () => {
	const WAIT = { ...CREATE, waitForReview: true, reviewTimeout: 0.5 };
	const decide = async (status: 'pass' | 'fail', reason?: string): Promise<void> => {
		await simulator.control.waitForRequest(
			({ action }) => action === 'GetChatappTemplateDetail',
			10_000,
		);
		const { code } = simulator.world.templates.all.at(-1) ?? { code: '' };
		simulator.control.review({ templateCode: code, status, ...(reason ? { reason } : {}) });
	};

	test('gives approved', async () => {
		const [[result]] = await Promise.all([results(WAIT), decide('pass')]);
		expect(result).toMatchObject({ review: 'approved', auditStatus: 'pass', reason: null });
	});

	test('gives rejected with the reason', async () => {
		const [[result]] = await Promise.all([results(WAIT), decide('fail', 'TAG_CONTENT_MISMATCH')]);
		expect(result).toMatchObject({ review: 'rejected', reason: 'TAG_CONTENT_MISMATCH' });
	});

	test('gives pending when the time is up', async () => {
		const begin = Date.now();
		const [result] = await results({ ...WAIT, reviewTimeout: 0.01 });
		expect(result).toMatchObject({ review: 'pending', auditStatus: 'auditing' });
		expect(Date.now() - begin).toBeLessThan(3000);
	});

	test('keeps the code of the template when nobody can be asked', async () => {
		simulator.control.fault({
			...{ service: 'cams', action: 'GetChatappTemplateDetail', kind: 'status', status: 403 },
			...{ code: 'Forbidden.RAM', times: 50 },
		});
		const [result] = await results({ ...WAIT, reviewTimeout: 0.01 });
		expect(result).toMatchObject({
			templateCode: expect.stringMatching(/^\d{19}$/),
			review: 'pending',
			reviewProblem: expect.any(String),
		});
	});
});

describe('template.update', () => {
	const UPDATE = {
		...CREATE,
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
		const again = await run({ ...CREATE, templateName: 'order_update' });
		expect(again.error?.message).toBeDefined();
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
		[{ allowSend: '={{ "perhaps" }}' }, /'Allow Sending' is neither on nor off: perhaps/],
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

	test('gives rows with times and numbers', async () => {
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
