import {
	CreateChatappTemplateRequest,
	CreateChatappTemplateRequestComponents,
	GetChatappTemplateDetailRequest,
	ListChatappTemplateRequest,
	ListChatappTemplateRequestPage,
	QueryChatappPhoneNumbersRequest,
	SendChatappMassMessageRequest,
	SendChatappMassMessageRequestSenderList,
	SendChatappMessageRequest,
	UpdateAccountWebhookRequest,
	UpdatePhoneWebhookRequest,
} from '@alicloud/cams20200606';
import { startSimulator, type Simulator } from '../index';
import { assumeRole, camsClient } from './clients';

const CHANNEL = 'cams-8d2kq7h1pz';
const NUMBER = '6531589000';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ requestsPerSecond: { ListChatappTemplate: 0 } });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

const template = (more: Record<string, unknown> = {}) =>
	new SendChatappMessageRequest({
		channelType: 'whatsapp',
		type: 'template',
		custSpaceId: CHANNEL,
		from: NUMBER,
		to: '6591230001',
		templateCode: '1119000000000000003',
		language: 'en',
		templateParams: { 1: "Mei & Söhne (~*'!)", 2: 'Friday + 10:00 ✓' },
		...more,
	});

describe('the official cams client, unchanged', () => {
	it('sends a template', async () => {
		const { body } = await camsClient(simulator).sendChatappMessage(template());
		expect(body).toMatchObject({ code: 'OK', message: 'OK' });
		expect(body?.messageId).toMatch(/^\d{19}$/);
		expect(simulator.requests.at(-1)?.placement.TemplateParams).toBe('body');
		expect(simulator.control.state().messages[0]?.appearance.body).toBe(
			"Hello Mei & Söhne (~*'!), your appointment is on Friday + 10:00 ✓.",
		);
	});

	it('sends with the older signature and with an STS token', async () => {
		const old = camsClient(simulator, {
			...simulator.credential,
			securityToken: '',
			signatureAlgorithm: 'v2',
		});
		expect((await old.sendChatappMessage(template())).body?.code).toBe('OK');
		expect(simulator.requests.at(-1)?.params).not.toHaveProperty('AccessKeyId');
		const temporary = camsClient(simulator, await assumeRole(simulator));
		expect((await temporary.sendChatappMessage(template())).body?.code).toBe('OK');
	});

	it('sends a session message, content and payload in the query', async () => {
		simulator.control.reply({ user: '6591230001', text: 'hi' });
		const { body } = await camsClient(simulator).sendChatappMessage(
			new SendChatappMessageRequest({
				...{ channelType: 'whatsapp', type: 'message', messageType: 'text' },
				...{ custSpaceId: CHANNEL, from: NUMBER, to: '6591230001' },
				content: '{"text":"We are on it"}',
			}),
		);
		expect(body?.code).toBe('OK');
		expect(simulator.requests.at(-1)?.placement.Content).toBe('query');
	});

	it('sends to many', async () => {
		const { body } = await camsClient(simulator).sendChatappMassMessage(
			new SendChatappMassMessageRequest({
				...{ channelType: 'whatsapp', custSpaceId: CHANNEL, from: NUMBER, language: 'en' },
				templateCode: '1119000000000000003',
				senderList: ['6591230001', '60123450002'].map(
					(to) =>
						new SendChatappMassMessageRequestSenderList({
							to,
							templateParams: { 1: to, 2: 'Friday' },
						}),
				),
			}),
		);
		expect(body?.groupMessageId).toMatch(/^\d{19}$/);
		const { messages } = simulator.control.state();
		expect(messages.map((one) => one.groupMessageId)).toEqual(Array(2).fill(body?.groupMessageId));
	});

	it('lists templates by page, reads one and creates one', async () => {
		const client = camsClient(simulator);
		const page = (index: number) =>
			new ListChatappTemplateRequest({
				custSpaceId: CHANNEL,
				page: new ListChatappTemplateRequestPage({ index, size: 5 }),
			});
		const first = await client.listChatappTemplate(page(1));
		const second = await client.listChatappTemplate(page(2));
		expect(first.body?.total).toBe(8);
		expect(first.body?.listTemplate).toHaveLength(5);
		expect(second.body?.listTemplate).toHaveLength(3);

		const detail = await client.getChatappTemplateDetail(
			new GetChatappTemplateDetailRequest({
				...{ custSpaceId: CHANNEL, templateCode: '1119000000000000001', language: 'zh_CN' },
			}),
		);
		expect(detail.body?.data?.components?.map((one) => one.type)).toEqual([
			'HEADER',
			'BODY',
			'FOOTER',
			'BUTTONS',
		]);

		const created = await client.createChatappTemplate(
			new CreateChatappTemplateRequest({
				...{ custSpaceId: CHANNEL, name: 'hello_there', language: 'en', category: 'UTILITY' },
				templateType: 'WHATSAPP',
				components: [
					new CreateChatappTemplateRequestComponents({ type: 'BODY', text: 'Hello $(name)' }),
				],
				example: { name: 'Mei' },
			}),
		);
		const code = created.body?.data?.templateCode;
		expect(code).toMatch(/^1119\d{15}$/);
		expect(simulator.world.templates.find({ code })[0]?.auditStatus).toBe('auditing');
	});

	it('reads numbers and sets callbacks', async () => {
		const client = camsClient(simulator);
		const url = 'http://127.0.0.1:9/in';
		await client.updatePhoneWebhook(
			new UpdatePhoneWebhookRequest({
				...{ custSpaceId: CHANNEL, phoneNumber: NUMBER, httpFlag: 'Y', queueFlag: 'Y' },
				...{ upCallbackUrl: url, statusCallbackUrl: '' },
			}),
		);
		const account = await client.updateAccountWebhook(
			new UpdateAccountWebhookRequest({
				...{ custSpaceId: CHANNEL, statusCallbackUrl: url, httpFlag: 'Y', queueFlag: 'N' },
			}),
		);
		expect(account.body?.code).toBe('OK');
		const numbers = await client.queryChatappPhoneNumbers(
			new QueryChatappPhoneNumbersRequest({ custSpaceId: CHANNEL }),
		);
		expect(numbers.body?.phoneNumbers?.[0]).toMatchObject({
			phoneNumber: NUMBER,
			status: 'CONNECTED',
			qualityRating: 'GREEN',
			messagingLimitTier: 'TIER_10K',
			verifiedName: 'Acme Support',
			upCallbackUrl: url,
			upQueue: 'Alicom-Queue-1234567890123456-ChatAppInbound',
		});
		expect(simulator.control.state().accountWebhooks[0]).toMatchObject({
			statusCallbackUrl: url,
			httpFlag: 'Y',
			queueFlag: 'N',
		});
	});
});
