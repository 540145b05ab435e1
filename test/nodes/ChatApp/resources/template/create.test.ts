import type { IDataObject } from 'n8n-workflow';

import { runNode } from '../../../../harness';
import { byId, CHANNEL, CREATE_TEMPLATE, VIBER_CHANNEL } from '../../fields/parameters';
import { callsOf, results, run, simulator, useSimulator } from '../../workbench';

useSimulator();

const created = (): Record<string, string> => callsOf('CreateChatappTemplate')[0] ?? {};
const componentsSent = (): IDataObject[] =>
	JSON.parse(created().Components ?? 'null') as IDataObject[];

describe('template.create', () => {
	test('sends the parts, the samples and the switch, and returns the code', async () => {
		expect(
			await results({
				...CREATE_TEMPLATE,
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
			...CREATE_TEMPLATE,
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
		const parameters = { ...CREATE_TEMPLATE, buttons: { button: [entry] } };
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
			...CREATE_TEMPLATE,
			layout: 'carousel',
			bodyText: 'New shoes',
			cards: { card: [card('Red'), card('Blue')] },
			variableExamples: {},
		});
		expect(componentsSent()[1]).toMatchObject({ Type: 'CAROUSEL', Cards: [{}, {}] });
		simulator.control.reset();
		await results({
			...CREATE_TEMPLATE,
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
			...CREATE_TEMPLATE,
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
			/breaks 2 rules: .*'Template Name'.*does not accept as image/,
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
			...CREATE_TEMPLATE,
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

	const AS_JSON = {
		...{ ...CREATE_TEMPLATE, category: 'MARKETING', designMode: 'json' },
		examplesJson: '{}',
	};

	test('takes documented fields in every spelling, and leaves others as they are', async () => {
		const url = { type: 'url', Text: 'Shop', url: ' https://example.com/{{1}} ' };
		const reply = { Type: 'QUICK_REPLY', text: 'Yes', newField: 'a' };
		// The simulator refuses the part that it does not know.
		await run({
			...AS_JSON,
			componentsJson: JSON.stringify([
				{ Type: 'BODY', text: 'Hi' },
				{ type: 'buttons', buttons: [url, reply] },
				{ Type: 'NEW', newField: 'a', Inner: { other: ' b ' } },
			]),
			examplesJson: '{"1": "sale"}',
		});
		expect(componentsSent()).toEqual([
			{ Type: 'BODY', Text: 'Hi' },
			{
				Type: 'BUTTONS',
				Buttons: [
					{ Type: 'URL', Text: 'Shop', Url: 'https://example.com/$(1)' },
					{ Type: 'QUICK_REPLY', Text: 'Yes', newField: 'a' },
				],
			},
			{ Type: 'NEW', newField: 'a', Inner: { other: ' b ' } },
		]);
	});

	test('says that buttons are no list', async () => {
		const Buttons = { Type: 'QUICK_REPLY', Text: 'Yes' };
		const components = [
			{ Type: 'BODY', Text: 'Hi' },
			{ Type: 'BUTTONS', Buttons },
		];
		const { error } = await run({ ...AS_JSON, componentsJson: JSON.stringify(components) });
		expect(error?.message).toBe("'Buttons' is not a list");
		expect(simulator.requests).toEqual([]);
	});

	test('checks and sends what Get returned with lists as text', async () => {
		const Buttons = JSON.stringify([{ type: 'QUICK_REPLY', text: 'Yes' }]);
		const components = [
			{ Type: 'BODY', Text: 'Hi' },
			{ Type: 'BUTTONS', Buttons },
		];
		const componentsJson = JSON.stringify({ components: JSON.stringify(components) });
		await results({ ...AS_JSON, componentsJson });
		expect(componentsSent()[1]).toEqual({
			...{ Type: 'BUTTONS', Buttons: [{ Type: 'QUICK_REPLY', Text: 'Yes' }] },
		});
	});

	test.each([
		['{"name": ["Mei"]}', "'name' in 'Variable Examples (JSON)' is a list, not text"],
		['{"name": {"a": 1}}', "'name' in 'Variable Examples (JSON)' is an object, not text"],
		['{"name": null}', "'Variable Examples' is missing the variable name"],
		['["Mei"]', "'Variable Examples (JSON)' is not a JSON object"],
	])('names the sample that is no text: %s', async (examplesJson, message) => {
		const componentsJson = '[{"Type":"BODY","Text":"Hi $(name)"}]';
		const { error } = await run({ ...AS_JSON, componentsJson, examplesJson });
		expect(error?.message).toBe(message);
		expect(simulator.requests).toEqual([]);
	});

	test('minutes in a text are a number, in fields and in JSON', async () => {
		const form = { ...CREATE_TEMPLATE, category: 'AUTHENTICATION' };
		const footer = { Type: 'FOOTER', CodeExpirationMinutes: 7 };
		await results({ ...form, codeExpirationMinutes: '={{ "7" }}' });
		expect(componentsSent()[1]).toEqual(footer);
		simulator.control.reset();
		const button = { Type: 'COPY_CODE', Text: 'Copy' };
		const parts = [{ Type: 'BODY' }, footer, { Type: 'BUTTONS', Buttons: [button] }];
		const componentsJson = JSON.stringify(parts).replace('7', '"7"');
		await results({ ...form, designMode: 'json', componentsJson });
		expect(componentsSent()).toEqual(parts);
	});

	test('minutes that are no number are named as they were entered', async () => {
		const form = { ...CREATE_TEMPLATE, category: 'AUTHENTICATION' };
		const { error } = await run({ ...form, codeExpirationMinutes: '={{ "soon" }}' });
		expect(error?.message).toMatch(/'Code Expires After' is soon, must be a whole number/);
	});

	test('a blank row of samples is no fault, one with a value alone is', async () => {
		const samples = [
			{ name: 'name', value: 'Mei' },
			{ name: 'order', value: 'A-1001' },
			{ name: ' ', value: '' },
		];
		await results({ ...CREATE_TEMPLATE, variableExamples: { example: samples } });
		expect(created().Example).toBe('{"name":"Mei","order":"A-1001"}');
		const example = [...samples, { name: '', value: 'Mei' }];
		const { error } = await run({ ...CREATE_TEMPLATE, variableExamples: { example } });
		expect(error?.message).toBe("'Variable Examples' has a value without the name of a variable");
	});

	test('names everything that is wrong at once and calls nothing', async () => {
		const { error } = await run({
			...CREATE_TEMPLATE,
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
			/Quick replies are mixed with/,
			/Button 1, text is empty/,
			/Button 2: the URL does not start/,
			/Button 3, text is too long: 26/,
			/is missing the variable shop/,
		]) {
			expect(error?.message).toMatch(part);
		}
		expect(simulator.requests).toEqual([]);
	});

	test.each([
		['not JSON', '[{', /'Components \(JSON\)' is not valid JSON/],
		['no list', '{"Type":"BODY"}', /'Components \(JSON\)' is not a JSON array/],
		['an empty list', '[]', /no components/],
	])('refuses %s as components', async (_what, componentsJson, message) => {
		const { error } = await run({ ...CREATE_TEMPLATE, designMode: 'json', componentsJson });
		expect(error?.message).toMatch(message);
		expect(simulator.requests).toEqual([]);
	});

	test.each([
		{ category: '={{ $json.category }}' },
		{ channelType: '={{ $json.app }}' },
		{ category: '={{ $json.category }}', channelType: '={{ $json.app }}' },
	])('needs no fields of other headers and layouts: %j', async (form) => {
		const items = [{ category: 'utility', app: 'whatsapp' }];
		await results({ ...CREATE_TEMPLATE, ...form }, items);
		expect(created()).toMatchObject({ Category: 'UTILITY', TemplateType: 'WHATSAPP' });
		expect(componentsSent()).toHaveLength(1);
		const withHeader = { ...CREATE_TEMPLATE, ...form, headerType: 'TEXT', headerText: '' };
		await expect(run(withHeader, items)).rejects.toThrow('"Header Text" is required');
	});

	test("explains the service's refusal", async () => {
		const { error } = await run({ ...CREATE_TEMPLATE, templateName: 'welcome' });
		expect(error?.message).toMatch(/name|exists/i);
	});
});

describe('waiting for the review', () => {
	const WAIT = { ...CREATE_TEMPLATE, waitForReview: true, reviewTimeout: 0.5 };
	const decide = async (status: 'pass' | 'fail', reason?: string): Promise<void> => {
		await simulator.control.waitForRequest(
			({ action }) => action === 'GetChatappTemplateDetail',
			10_000,
		);
		const { code } = simulator.world.templates.all.at(-1) ?? { code: '' };
		simulator.control.review({ templateCode: code, status, ...(reason ? { reason } : {}) });
	};

	test('returns approved', async () => {
		const [[result]] = await Promise.all([results(WAIT), decide('pass')]);
		expect(result).toMatchObject({ review: 'approved', auditStatus: 'pass', reason: null });
	});

	test('returns rejected with the reason', async () => {
		const [[result]] = await Promise.all([results(WAIT), decide('fail', 'TAG_CONTENT_MISMATCH')]);
		expect(result).toMatchObject({ review: 'rejected', reason: 'TAG_CONTENT_MISMATCH' });
	});

	test('returns pending when the time is up', async () => {
		const [result] = await results({ ...WAIT, reviewTimeout: 0.01 });
		expect(result).toMatchObject({ review: 'pending', auditStatus: 'auditing' });
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
