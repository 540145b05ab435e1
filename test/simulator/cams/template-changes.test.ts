import { call, failure } from '../conformance/clients';
import { startSimulator, type Simulator } from '../index';

type Fields = Record<string, string>;

const CHANNEL = 'cams-8d2kq7h1pz';
const ORDER_UPDATE = '1119000000000000001';
const WELCOME = '1119000000000000002';
const OLD_OFFER = '1119000000000000005';
let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({
		requestsPerSecond: { DeleteChatappTemplate: 0, GetChatappTemplateDetail: 0 },
	});
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

const send = async (action: string, fields: Fields) =>
	await call(simulator, 'cams', action, { body: { CustSpaceId: CHANNEL, ...fields } });
const template = (code: string, language = 'en') =>
	simulator.world.templates.find({ code, language })[0];
const BODY = '[{"Type":"BODY","Text":"Hi $(name)"}]';
const NEW = { Name: 'new_one', Language: 'en', Category: 'UTILITY', TemplateType: 'WHATSAPP' };
const create = async (components: unknown, fields: Fields = {}) =>
	await send('CreateChatappTemplate', {
		...{ ...NEW, Components: JSON.stringify(components) },
		...fields,
	});

describe('ModifyChatappTemplate', () => {
	const modify = async (fields: Fields) =>
		await send('ModifyChatappTemplate', {
			...{ TemplateCode: OLD_OFFER, Language: 'en', Components: BODY },
			...{ Example: '{"name":"Mei"}', ...fields },
		});

	it('puts the new parts into review', async () => {
		await modify({ CategoryChangePaused: 'true' });
		expect(template(OLD_OFFER)).toMatchObject({
			...{ auditStatus: 'auditing', reason: null, categoryChangePaused: true },
			components: [{ Type: 'BODY', Text: 'Hi $(name)' }],
		});
		simulator.control.review({ templateCode: OLD_OFFER, status: 'fail', reason: 'SPAM' });
		expect(template(OLD_OFFER)).toMatchObject({ auditStatus: 'fail', reason: 'SPAM' });
	});

	it.each<[string, Fields]>([
		['InvalidParameter.CreateError', { TemplateCode: WELCOME }],
		['InvalidParameter.CreateError', { Example: '{}' }],
		['InvalidParameter.TemplateCodeNotEmpty', { TemplateCode: '' }],
		['DetailError.TemplateNotExist', { Language: 'de' }],
		['MissingComponents', { Components: '' }],
	])('refuses with %s: %j', async (code, fields) => {
		expect((await failure(modify(fields))).code).toBe(code);
	});
});

describe('DeleteChatappTemplate', () => {
	it('deletes one language, then all, and blocks the name', async () => {
		const one = { TemplateCode: ORDER_UPDATE, Language: 'en' };
		expect((await failure(send('DeleteChatappTemplate', one))).code).toBe('MissingTemplateType');
		await send('DeleteChatappTemplate', { ...one, TemplateType: 'WHATSAPP' });
		expect(template(ORDER_UPDATE)).toBeUndefined();
		expect(template(ORDER_UPDATE, 'zh_CN')).toBeDefined();
		await send('DeleteChatappTemplate', { TemplateName: 'order_update' });
		expect(simulator.world.templates.find({ code: ORDER_UPDATE })).toEqual([]);
		const body = [{ Type: 'BODY', Text: 'Hi' }];
		const again = await failure(create(body, { Name: 'order_update' }));
		expect(again.code).toBe('InvalidParameter.CreateError');
		expect(simulator.world.templates.isBlocked(CHANNEL, 'order_update', 'en', Date.now())).toBe(
			true,
		);
		const later = Date.now() + 29 * 24 * 3_600_000;
		expect(simulator.world.templates.isBlocked(CHANNEL, 'order_update', 'en', later)).toBe(false);
	});

	it('refuses what does not exist', async () => {
		const gone = await failure(send('DeleteChatappTemplate', { TemplateCode: '1' }));
		expect(gone.code).toBe('DelError.TemplateNotExist');
	});
});

it('ModifyChatappTemplateProperties switches one thing and keeps the other', async () => {
	const key = { TemplateCode: WELCOME, Language: 'en', TemplateType: 'WHATSAPP' };
	await send('ModifyChatappTemplateProperties', { ...key, AllowSend: 'false' });
	await send('ModifyChatappTemplateProperties', { ...key, CategoryChangePaused: 'true' });
	expect(template(WELCOME)).toMatchObject({ allowSend: false, categoryChangePaused: true });
});

it('ArchiveChatappTemplate says no inside of its answer', async () => {
	const archive = async (TemplateCode: string) =>
		await send('ArchiveChatappTemplate', {
			...{ ChannelType: 'WHATSAPP', ArchiveType: 'ARCHIVED' },
			TemplateList: JSON.stringify([{ TemplateCode, Language: 'en' }]),
		});
	expect((await archive(WELCOME)).Data).toMatchObject({ Success: true });
	expect(template(WELCOME)?.archived).toBe(true);
	expect((await archive('1')).Data).toMatchObject({ Success: false });
});

it('CopyTemplate submits the copy for review', async () => {
	await send('CopyTemplate', { SceneTemplateCode: '12456', SceneTemplateName: 'shipped' });
	expect(template('12456')).toMatchObject({ name: 'shipped', auditStatus: 'auditing' });
});

it('GetChatappTemplateMetric refuses an end before its start', async () => {
	const wrong = { TemplateCode: WELCOME, Start: '2', End: '1' };
	expect((await failure(send('GetChatappTemplateMetric', wrong))).code).toBe('InvalidParameter');
});

describe('CreateChatappTemplate', () => {
	const body = { Type: 'BODY', Text: 'Hi' };
	const buttons = (...types: string[]) => ({
		Type: 'BUTTONS',
		Buttons: types.map((Type) => ({ Type, Text: 'a', Url: 'https://example.com' })),
	});
	const secret = { Type: 'BODY', AddSecretRecommendation: true };
	const image = { Type: 'HEADER', Format: 'IMAGE', Url: 'https://example.com/a.jpg' };
	const carousel = (...cards: unknown[][]) => ({
		Type: 'CAROUSEL',
		Cards: cards.map((CardComponents) => ({ CardComponents })),
	});
	const code = { Category: 'AUTHENTICATION' };
	const viber = { TemplateType: 'VIBER' };

	it.each<[string, unknown[], Fields]>([
		['a carousel', [body, carousel([image, body, buttons('URL')])], {}],
		['quick replies last', [body, buttons('URL', 'QUICK_REPLY', 'QUICK_REPLY')], {}],
		['a code', [secret, buttons('COPY_CODE')], code],
		['a picture for Viber', [image], viber],
	])('takes %s', async (_what, components, fields) => {
		expect((await create(components, fields)).Code).toBe('OK');
	});

	it.each<[string, unknown[], Fields]>([
		['mixed quick replies', [body, buttons('QUICK_REPLY', 'URL', 'QUICK_REPLY')], {}],
		['quick replies in the middle', [body, buttons('URL', 'QUICK_REPLY', 'URL')], {}],
		['three links', [body, buttons('URL', 'URL', 'URL')], {}],
		['two codes', [secret, buttons('COPY_CODE', 'COPY_CODE')], code],
		['a code with a header', [image, secret, buttons('COPY_CODE')], code],
		['autofill without a code', [body, buttons('ONE_TAP')], {}],
		['a footer for Viber', [body, { Type: 'FOOTER', Text: 'a' }], viber],
		['a quick reply for Viber', [body, buttons('QUICK_REPLY')], viber],
		['a card of three buttons', [body, carousel([image, buttons('URL', 'URL', 'URL')])], {}],
		['a carousel without cards', [body, carousel()], {}],
		['an offer with a footer', [body, { Type: 'LIMITED_TIME_OFFER' }, { Type: 'FOOTER' }], {}],
	])('refuses %s', async (_what, components, fields) => {
		expect((await failure(create(components, fields))).code).toMatch(/^InvalidParameter/);
	});
});
