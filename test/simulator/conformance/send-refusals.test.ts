import { startSimulator, type Simulator } from '../index';
import { call, failure } from './clients';

const DAY = 24 * 60 * 60 * 1000;
const BASE = {
	ChannelType: 'whatsapp',
	CustSpaceId: 'cams-8d2kq7h1pz',
	From: '6531589000',
	To: '6591230001',
};
const TEMPLATE = {
	...BASE,
	...{ Type: 'template', TemplateCode: '1119000000000000003', Language: 'en' },
	TemplateParams: '{"1":"Mei","2":"Friday"}',
};
const MESSAGE = { ...BASE, Type: 'message', MessageType: 'text', Content: '{"text":"hi"}' };

type Fields = Record<string, string>;

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({
		delivery: { sentMs: 1, deliveredMs: 2 },
	});
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

async function send(query: Fields): Promise<Record<string, unknown>> {
	return await call(simulator, 'cams', 'SendChatappMessage', { query });
}

async function refusal(query: Fields): Promise<string> {
	const refused = await failure(send(query));
	expect(refused.data.statusCode).toBe(400);
	expect(simulator.world.messages.all.filter((one) => one.direction === 'out')).toEqual([]);
	return refused.code;
}

describe('SendChatappMessage refuses', () => {
	it.each<[string, Fields]>([
		['InvalidParameter.FromOnlyNumeric', { From: '+6531589000' }],
		['InvalidParameter.ToOnlyNumeric', { To: '+65 9123 0001' }],
		['InvalidParameter.PhoneNumberError', { To: '06591230001' }],
		['InvalidParameter.PhoneNumberError', { From: '6531589999' }],
		['InvalidParameter.PhoneNumberError', { From: '23919' }],
		['Unknown.ResourceOwnerId', { CustSpaceId: 'cams-unknown' }],
		['InvalidParameter.ChannelTypeNotSupport', { ChannelType: 'line' }],
		['InvalidParameter.ChannelTypeNotSupport', { ChannelType: 'viber' }],
		['InvalidParameter', { Type: 'both' }],
		['MissingType', { Type: '' }],
		['MissingTo', { To: '' }],
		['PhoneNumberNotRegistered', { From: '6531589001' }],
		['InvalidParameter', { Ttl: '5' }],
	])('%s for %j', async (code, fields) => {
		expect(await refusal({ ...TEMPLATE, ...fields })).toBe(code);
	});

	it.each<[string, Fields]>([
		['InvalidParameter.TemplateCodeNotEmpty', { TemplateCode: '' }],
		['InvalidParameter.LanguageNotEmpty', { Language: '' }],
		['TemplateNotFound', { TemplateCode: '1119000000000000099' }],
		['TemplateNotFound', { Language: 'zh_CN' }],
		['TemplateNotFound', { TemplateCode: '1119000000000000004', TemplateParams: '' }],
		['TemplateNotFound', { TemplateCode: '1119000000000000005', TemplateParams: '' }],
		['TemplateNotFound', { TemplateCode: '1119000000000000007', TemplateParams: '' }],
		['TemplateParamInvalid', { TemplateParams: '{"1":"Mei"}' }],
		['TemplateParamInvalid', { TemplateParams: '{"1":"Mei","2":""}' }],
		['TemplateParamInvalid', { TemplateParams: '{"1":"Mei","2":"Friday","3":"x"}' }],
		['TemplateParamInvalid', { TemplateParams: '' }],
		['InvalidParameter', { TemplateParams: '{"1":"Mei"' }],
		['InvalidParameter', { TemplateParams: '{"1":"Mei","2":5}' }],
		['InvalidParameter', { TemplateParams: '["Mei","Friday"]' }],
		['InvalidParameter', { Payload: 'yes,no' }],
		['InvalidParameter', { FlowAction: '[]' }],
	])('%s for a template with %j', async (code, fields) => {
		expect(await refusal({ ...TEMPLATE, ...fields })).toBe(code);
	});

	it.each<[string, Fields]>([
		['InvalidParameter.MessageTypeNotEmpty', { MessageType: '' }],
		['InvalidParameter.MessageTypeNotSupport', { MessageType: 'fax' }],
		['InvalidParameter.MessageTypeNotSupport', { MessageType: 'text_button' }],
		['InvalidParameter.ContentNotEmpty', { Content: '' }],
		['InvalidParameter.ContentError', { Content: 'hi' }],
		['InvalidParameter.ContentError', { Content: '"hi"' }],
		['InvalidParameter.TextNotEmpty', { Content: '{}' }],
		['InvalidParameter.TextNotEmpty', { Content: '{"text":""}' }],
		['InvalidParameter.LinkNotEmpty', { MessageType: 'image', Content: '{"caption":"x"}' }],
		['InvalidParameter.ContentError', { MessageType: 'image', Content: '{"link":"file:///a"}' }],
		[
			'InvalidParameter.ContentError',
			{ MessageType: 'document', Content: '{"link":"https://e.com"}' },
		],
		['InvalidParameter.ContentError', { MessageType: 'location', Content: '{"latitude":"1"}' }],
		['InvalidParameter.ContentError', { MessageType: 'contacts', Content: '[{}]' }],
		['InvalidParameter.ContentError', { MessageType: 'reaction', Content: '{"emoji":"x"}' }],
		['InvalidParameter.ContentError', { MessageType: 'interactive', Content: '{"type":"button"}' }],
		[
			'InvalidParameter.ContentError',
			{ MessageType: 'interactive', Content: '{"type":"poll","action":{}}' },
		],
	])('%s for a message with %j', async (code, fields) => {
		simulator.control.reply({ user: BASE.To, text: 'hello' });
		expect(await refusal({ ...MESSAGE, ...fields })).toBe(code);
	});

	it('a session message unless the user wrote in the last 24 hours', async () => {
		expect(await refusal(MESSAGE)).toBe('SessionWindowExpired');
		const { createdAt } = simulator.control.reply({ user: BASE.To, text: 'hello' });
		expect(simulator.control.state().conversations[0]?.windowOpenUntil).toBe(createdAt + DAY);
		expect((await send(MESSAGE)).Code).toBe('OK');
		simulator.control.window({ user: BASE.To, openForMs: 0 });
		expect((await failure(send(MESSAGE))).code).toBe('SessionWindowExpired');
		expect((await send(TEMPLATE)).Code).toBe('OK');
	});

	it('nothing for a window on Viber', async () => {
		const { CustSpaceId: _, ...viber } = { ...MESSAGE, ChannelType: 'viber', From: '23919' };
		expect((await send({ ...viber, CustSpaceId: 'cams-viber4u9t2x' })).Code).toBe('OK');
		expect((await send(viber)).Code).toBe('OK');
	});

	it('nothing for a surplus variable where those are ignored', async () => {
		const surplus = { ...TEMPLATE, TemplateParams: '{"1":"a","2":"b","3":"c"}' };
		expect((await failure(send(surplus))).code).toBe('TemplateParamInvalid');
		simulator.control.behave({ surplusVariables: 'ignored' });
		expect((await send(surplus)).Code).toBe('OK');
	});
});

describe('as receipts instead of refusals', () => {
	const settle = async () => await new Promise((resolve) => setTimeout(resolve, 15));
	const all = {
		closedWindow: 'receipt',
		wrongVariables: 'receipt',
		unusableTemplate: 'receipt',
		offlineSender: 'receipt',
	} as const;

	it.each<[string, Fields]>([
		['131047', MESSAGE],
		['132000', { ...TEMPLATE, TemplateParams: '{}' }],
		['132001', { ...TEMPLATE, Language: 'de' }],
		['132015', { ...TEMPLATE, TemplateCode: '1119000000000000007' }],
		['133010', { ...TEMPLATE, From: '6531589001' }],
	])('%s', async (code, query) => {
		simulator.control.behave(all);
		expect((await send(query)).Code).toBe('OK');
		await settle();
		expect(simulator.control.state().messages[0]).toMatchObject({
			status: 'failed',
			error: { code, description: expect.stringContaining(`${code}:`) },
		});
	});

	it.each(['6599990000', '6531589000'])('131026/131021 for %s', async (To) => {
		await send({ ...TEMPLATE, To });
		await settle();
		expect(simulator.control.state().messages[0]?.error?.code).toMatch(/^13102[16]$/);
	});

	it('131009 for what breaks a limit of WhatsApp', async () => {
		simulator.control.reply({ user: BASE.To, text: 'hello' });
		await send({ ...MESSAGE, Content: JSON.stringify({ text: 'x'.repeat(4097) }) });
		await settle();
		expect(simulator.control.state().messages.at(-1)?.error?.code).toBe('131009');
	});
});

describe('SendChatappMassMessage', () => {
	const mass = async (fields: Fields) =>
		await call(simulator, 'cams', 'SendChatappMassMessage', {
			body: { ...TEMPLATE, Type: '', TemplateParams: '', To: '', ...fields },
		});
	const one = (To: string) => ({ To, TemplateParams: { 1: 'a', 2: 'b' } });
	const list = (count: number) =>
		JSON.stringify(Array.from({ length: count }, (_, index) => one(String(6591000000 + index))));

	it.each<[string, Fields]>([
		['InvalidParameter', { SenderList: list(1_001) }],
		['InvalidParameter', { SenderList: '[]' }],
		['InvalidParameter', { SenderList: '[' }],
		['MissingSenderList', {}],
		['InvalidParameter.TemplateCodeNotEmpty', { SenderList: list(1), TemplateCode: '' }],
		['MissingLanguage', { SenderList: list(1), Language: '' }],
		['TemplateNotFound', { SenderList: list(1), Language: 'de' }],
	])('refuses with %s', async (code, fields) => {
		expect((await failure(mass(fields))).code).toBe(code);
		expect(simulator.world.messages.all).toEqual([]);
	});

	it('takes 1,000 in the body', async () => {
		expect((await mass({ SenderList: list(1_000) })).GroupMessageId).toMatch(/^\d{19}$/);
		expect(simulator.world.messages.all).toHaveLength(1_000);
	});

	it('tells of wrong recipients by receipts', async () => {
		const recipients = [one('6591230001'), one('+65'), { To: '60123450002' }, one('6598760000')];
		await mass({ SenderList: JSON.stringify(recipients) });
		await new Promise((resolve) => setTimeout(resolve, 15));
		const codes = simulator.control.state().messages.map((message) => message.error?.code);
		expect(codes).toEqual([undefined, '131026', '132000', '131026']);
	});
});
