import { call, failure } from '../conformance/clients';
import { startSimulator, type Simulator } from '../index';

type Fields = Record<string, string>;

const CHANNEL = 'cams-8d2kq7h1pz';
let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({
		requestsPerSecond: { ListChatappTemplate: 0, GetChatappTemplateDetail: 0 },
	});
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

const list = async (query: Fields) => {
	const answer = await call(simulator, 'cams', 'ListChatappTemplate', {
		query: { CustSpaceId: CHANNEL, Page: '{"Index":1,"Size":50}', ...query },
	});
	return (answer.ListTemplate as Array<{ TemplateName: string }>).map((one) => one.TemplateName);
};

describe('ListChatappTemplate', () => {
	it.each<[Fields, string[]]>([
		[{ AuditStatus: 'auditing' }, ['spring_sale']],
		[{ AuditStatus: 'paused' }, ['parcel_paused']],
		[{ Category: 'AUTHENTICATION' }, ['one_time_code']],
		[{ Language: 'zh_CN' }, ['order_update']],
		[{ Name: 'remind' }, ['appointment_reminder']],
		[{ Code: '1119000000000000001' }, ['order_update', 'order_update']],
		[{ TemplateType: 'VIBER' }, []],
		[{ CustSpaceId: 'cams-viber4u9t2x' }, []],
		[{ Page: '{"index":2,"size":7}' }, ['parcel_paused']],
	])('filters by %j', async (query, names) => {
		expect(await list(query)).toEqual(names);
	});

	it.each<[string, Fields]>([
		['InvalidParameter.AuditStatusNotSupport', { AuditStatus: 'approved' }],
		['InvalidParameter.LanguageNotSupport', { Language: 'xx' }],
		['InvalidParameter.TemplateTypeNotSupport', { TemplateType: 'whatsapp' }],
		['InvalidParameter.PageInvalid', { Page: '1' }],
		['InvalidParameter.PageInvalid', { Page: '{"Index":0,"Size":10}' }],
		['Unknown.ResourceOwnerId', { CustSpaceId: 'cams-unknown' }],
	])('refuses with %s', async (code, query) => {
		expect((await failure(list(query))).code).toBe(code);
	});
});

describe('GetChatappTemplateDetail', () => {
	const detail = async (query: Fields) =>
		await call(simulator, 'cams', 'GetChatappTemplateDetail', {
			query: { CustSpaceId: CHANNEL, Language: 'en', ...query },
		});

	it('reads by code or by name', async () => {
		const byCode = await detail({ TemplateCode: '1119000000000000005' });
		const byName = await detail({ TemplateName: 'old_offer' });
		expect(byCode.Data).toMatchObject({ AuditStatus: 'fail', Reason: 'INVALID_FORMAT' });
		expect(byName.Data).toEqual(byCode.Data);
	});

	it.each<[string, Fields]>([
		['DetailError.TemplateNotExist', { TemplateCode: '1119000000000000005', Language: 'de' }],
		['InvalidParameter.TemplateCodeNotEmpty', {}],
		['MissingLanguage', { Language: '' }],
		['MissingCustSpaceId', { CustSpaceId: '' }],
	])('refuses with %s', async (code, query) => {
		expect((await failure(detail(query))).code).toBe(code);
	});
});

describe('CreateChatappTemplate', () => {
	const body = (text: string) => ({ Type: 'BODY', Text: text });
	const create = async (components: unknown, fields: Fields = {}) =>
		await call(simulator, 'cams', 'CreateChatappTemplate', {
			body: {
				...{ CustSpaceId: CHANNEL, Name: 'new_one', Language: 'en', Category: 'UTILITY' },
				...{ TemplateType: 'WHATSAPP', Example: '{"a":"1","b":"2"}' },
				Components: JSON.stringify(components),
				...fields,
			},
		});
	const button = (fields: object) => ({ Type: 'BUTTONS', Buttons: [fields] });
	const hi = body('Hi');

	it('creates, reviews and then lets it be sent', async () => {
		const created = await create([
			body('Hi $(a)'),
			{ Type: 'LIMITED_TIME_OFFER', Text: '20%', HasExpiration: true },
		]);
		const { TemplateCode } = created.Data as Fields;
		const send = async () =>
			await call(simulator, 'cams', 'SendChatappMessage', {
				query: {
					...{ ChannelType: 'whatsapp', Type: 'template', Language: 'en' },
					...{ From: '6531589000', To: '6591230001' },
					TemplateParams: '{"a":"Mei","offerExpirationTimeMs":"4102444800000"}',
					TemplateCode: TemplateCode ?? '',
				},
			});
		expect((await failure(send())).code).toBe('TemplateNotFound');
		simulator.control.review({ templateCode: TemplateCode ?? '', status: 'pass' });
		expect((await send()).Code).toBe('OK');
		const detail = await call(simulator, 'cams', 'GetChatappTemplateDetail', {
			query: { CustSpaceId: CHANNEL, Language: 'en', TemplateCode: TemplateCode ?? '' },
		});
		const { Components } = detail.Data as { Components: unknown[] };
		expect(Components[1]).toEqual({
			...{ Type: 'LIMITED_TIME_OFFER', Text: '20%', hasExpiration: true },
			OfferExpirationTimeMs: '$(offerExpirationTimeMs)',
		});
		const second = await create([body('Hallo $(a)')], { Language: 'de' });
		expect(second.Data).toMatchObject({ TemplateCode });
	});

	const wrong: Array<[string, unknown, Fields?]> = [
		['MissingType', [{ Text: 'Hi' }]],
		['MissingType', [hi, button({ Text: 'x' })]],
		['InvalidParameter', [{ Type: 'body', Text: 'Hi' }]],
		['InvalidParameter', { Type: 'BODY' }],
		['InvalidParameter.CreateError', [{ Type: 'FOOTER', Text: 'x' }]],
		['InvalidParameter.CreateError', [body('x'.repeat(1025))]],
		['InvalidParameter.CreateError', [body('Hi $(unexplained)')]],
		['InvalidParameter.MessageInvalid', [body('Hi {{1}}')]],
		['InvalidParameter.MessageInvalid', [body('')]],
		['InvalidParameter.FooterHaveVariable', [hi, { Type: 'FOOTER', Text: '$(a)' }]],
		['InvalidParameter.HeaderMoreVarable', [hi, { Type: 'HEADER', Text: '$(a) $(b)' }]],
		['InvalidParameter.HeaderTypeNotSupport', [hi, { Type: 'HEADER', Format: 'AUDIO' }]],
		['InvalidParameter.FileUrlError', [hi, { Type: 'HEADER', Format: 'IMAGE', Url: 'a.jpg' }]],
		['InvalidParameter.ButtonTextHaveVariable', [hi, button({ Type: 'URL', Text: '$(a)' })]],
		['InvalidParameter.UrlMoreVarable', [hi, button({ Type: 'URL', Url: 'https://e/$(a)$(b)' })]],
		['InvalidParameter.TemplateNameExist', [hi], { Name: 'welcome' }],
		['InvalidParameter.LanguageNotSupport', [hi], { Language: 'xx' }],
		['InvalidParameter.TemplateTypeNotSupport', [hi], { TemplateType: 'FAX' }],
		['InvalidParameter', [hi], { Category: 'OTP' }],
		['InvalidParameter', [hi], { Name: 'New One' }],
		['InvalidParameter', [hi], { Example: '{"a":1}' }],
		['InvalidParameter', [hi], { MessageSendTtlSeconds: '5' }],
		['MissingName', [hi], { Name: '' }],
		['MissingCustSpaceId', [hi], { CustSpaceId: '' }],
	];
	// A row without fields would make jest hand over its callback in their place.
	it.each(wrong.map(([code, components, fields = {}]) => ({ code, components, fields })))(
		'refuses with $code: $components $fields',
		async ({ code, components, fields }) => {
			expect((await failure(create(components, fields))).code).toBe(code);
			expect(simulator.world.templates.all).toHaveLength(10);
		},
	);
});

describe('UpdatePhoneWebhook', () => {
	const update = async (query: Fields) =>
		await call(simulator, 'cams', 'UpdatePhoneWebhook', {
			query: { CustSpaceId: CHANNEL, PhoneNumber: '6531589000', ...query },
		});
	const webhook = () => simulator.world.channels.number('6531589000')?.webhook;
	const url = 'http://127.0.0.1:9/a';

	it('keeps or clears what is left out', async () => {
		await update({ UpCallbackUrl: url, HttpFlag: 'Y' });
		await update({ StatusCallbackUrl: url });
		expect(webhook()).toEqual({
			...{ upCallbackUrl: url, statusCallbackUrl: url, httpFlag: 'Y', queueFlag: 'Y' },
		});
		simulator.control.behave({ omittedWebhookFields: 'clear' });
		await update({ StatusCallbackUrl: url });
		expect(webhook()).toEqual({
			...{ upCallbackUrl: '', statusCallbackUrl: url, httpFlag: 'N', queueFlag: 'N' },
		});
	});

	it.each<[string, Fields]>([
		['InvalidParameter', { HttpFlag: 'yes' }],
		['InvalidParameter', { UpCallbackUrl: 'example.com' }],
		['InvalidParameter.PhoneNumberError', { PhoneNumber: '65' }],
		['MissingPhoneNumber', { PhoneNumber: '' }],
	])('refuses with %s: %j', async (code, query) => {
		expect((await failure(update(query))).code).toBe(code);
	});
});

describe('ListChatappMessage', () => {
	const now = Date.now();
	const PERIOD = { StartTime: String(now - 86_400_000), EndTime: String(now + 86_400_000) };
	const log = async (query: Fields = {}) => {
		const answer = await call(simulator, 'cams', 'ListChatappMessage', {
			query: {
				...{ ChannelType: 'WHATSAPP', CustSpaceId: CHANNEL, BusinessNumber: '6531589000' },
				...{ Page: '{"Index":1,"Size":10}', ...PERIOD, ...query },
			},
		});
		return answer.Data as Array<Record<string, unknown>>;
	};

	it('shows both directions, newest first, and filters', async () => {
		const inbound = simulator.control.reply({ user: '6591230001', text: 'hi' });
		await call(simulator, 'cams', 'SendChatappMessage', {
			query: {
				...{ ChannelType: 'whatsapp', Type: 'template', Language: 'en', To: '60123450002' },
				...{ From: '6531589000', TemplateCode: '1119000000000000002' },
			},
		});
		expect((await log()).map((row) => row.EventAction)).toEqual(['DOWN', 'UP']);
		expect(await log({ EventAction: 'UP' })).toMatchObject([
			{ MessageId: inbound.id, Message: 'hi', MessageType: 'TEXT', UserNumber: '6591230001' },
		]);
		expect(await log({ TemplateCode: '1119000000000000002' })).toHaveLength(1);
		expect(await log({ UserNumber: '60123450002' })).toHaveLength(1);
		expect(await log({ EndTime: String(inbound.createdAt - 1) })).toHaveLength(0);
		const later = { StartTime: '', StartTimeStr: '2999-01-01 00:00:00' };
		expect(await log({ ...later, EndTime: '', EndTimeStr: '2999-02-01 00:00:00' })).toHaveLength(0);
		expect(await log({ Page: '{"Index":2,"Size":1}' })).toMatchObject([{ EventAction: 'UP' }]);
	});

	it.each<[string, Fields]>([
		['MissingPage', { Page: '' }],
		['MissingStartTime', { StartTime: '' }],
		['MissingEndTime', { EndTime: '' }],
		['InvalidParameter', { StartTime: String(Date.now() - 91 * 86_400_000) }],
		['InvalidParameter.PageInvalid', { Page: '{' }],
		['InvalidParameter.ChannelTypeNotSupport', { ChannelType: 'telegram' }],
		['InvalidParameter', { EventAction: 'SIDEWAYS' }],
		['InvalidParameter', { StartTime: 'yesterday' }],
	])('refuses with %s: %j', async (code, query) => {
		expect((await failure(log(query))).code).toBe(code);
	});
});
