import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { call } from './conformance/clients';
import { startSimulator, type Simulator } from './index';

type Entry = Record<string, unknown>;

const TEMPLATE = {
	...{ ChannelType: 'whatsapp', Type: 'template', CustSpaceId: 'cams-8d2kq7h1pz' },
	...{ From: '6531589000', To: '6591230001', TemplateCode: '1119000000000000001' },
	...{ Language: 'en', Payload: '["TALK_1","STOP_1"]' },
	TemplateParams: '{"order":"A-1","name":"Mei","date":"Friday","track":"A-1"}',
};

let simulator: Simulator;
let receiver: Server;
let received: Entry[] = [];
let url = '';

beforeAll(async () => {
	receiver = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			received.push(...(JSON.parse(text) as Entry[]));
			response.end('{"code":0,"msg":"ok"}');
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
	simulator = await startSimulator({
		delivery: { sentMs: null, deliveredMs: null },
		push: { batchWindowMs: 1 },
	});
});
afterAll(async () => {
	await simulator.close();
	await new Promise((resolve) => receiver.close(resolve));
});
beforeEach(() => {
	simulator.control.reset();
	received = [];
	const both = { upCallbackUrl: url, statusCallbackUrl: url, httpFlag: 'Y' as const };
	simulator.control.number({ number: '6531589000', ...both });
});

const send = async (query: Record<string, string> = TEMPLATE) =>
	String((await call(simulator, 'cams', 'SendChatappMessage', { query })).MessageId);

/** What went to the callback and what went to the queues. */
async function outcome(): Promise<{ pushed: Entry[]; queued: Entry[] }> {
	await simulator.control.waitForPushes();
	return { pushed: received, queued: enqueued.splice(0).map(({ entry }) => entry) };
}

const enqueued: Array<{ queue: string; entry: Entry }> = [];
beforeEach(() => {
	enqueued.length = 0;
	const { queues } = simulator.world;
	const enqueue = Object.getPrototypeOf(queues).enqueue as typeof queues.enqueue;
	queues.enqueue = (queue, body) => {
		const entry = JSON.parse(Buffer.from(body, 'base64').toString()) as Entry;
		enqueued.push({ queue, entry });
		enqueue.call(queues, queue, body);
	};
});

describe('receipts', () => {
	it('of a template: Sent, Delivered, Read in both layouts', async () => {
		const id = await send();
		simulator.control.read({ messageId: id });
		const { pushed, queued } = await outcome();
		const words = ['Sent', 'Delivered', 'Read'];
		expect(pushed.map((entry) => entry.Status)).toEqual(words);
		expect(queued.map((entry) => entry.StatusDescription)).toEqual(words);
		expect(pushed[0]).toEqual({
			...{ MessageId: id, TaskId: id, Status: 'Sent', MsgFrameType: 'template' },
			...{ From: '6531589000', To: '6591230001', OriginPhoneNumber: '6531589000' },
			...{ TemplateCode: '1119000000000000001', TemplateName: 'order_update', Language: 'en' },
			...{ Type: 'TEMPLATE', Timestamp: expect.any(Number) },
			...{ ConversationType: 'utility', ConversationId: expect.any(String) },
		});
		expect(queued[1]).toEqual({
			...{ MessageId: id, TaskId: id, Status: 'Delivered', StatusDescription: 'Delivered' },
			...{ From: '6531589000', To: '6591230001', OriginPhoneNumber: '6531589000' },
			...{ TemplateCode: '1119000000000000001', Type: 'none', MsgFrameType: 'template' },
			...{ Timestamp: expect.any(Number), ConversationType: 'utility' },
			ConversationId: expect.any(String),
		});
	});

	it('of a session message: its type and the task id', async () => {
		simulator.control.reply({ user: '6591230001', text: 'hi' });
		const Content = '{"link":"https://example.com/a.jpg"}';
		const { TemplateCode: _code, Language: _language, TemplateParams: _params, ...base } = TEMPLATE;
		const id = await send({
			...{ ...base, Type: 'message', MessageType: 'image', Content, TaskId: 'order-7781' },
		});
		simulator.control.deliver({ messageId: id });
		const { pushed, queued } = await outcome();
		const http = { MsgFrameType: 'message', Type: 'IMAGE', TaskId: 'order-7781' };
		expect(pushed.at(-1)).toMatchObject({ ...http, ConversationType: 'service' });
		expect(queued.at(-1)).toMatchObject({ ...http, Type: 'image' });
		expect(queued.at(-1)).not.toHaveProperty('TemplateCode');
	});

	it.each(['recipient', 'group'] as const)(
		'of a mass send: the ID is that of the %s',
		async (massMessageId) => {
			simulator.control.behave({ massMessageId });
			const { TemplateParams, To, Type: _type, ...shared } = TEMPLATE;
			const SenderList = JSON.stringify([
				{ To, TemplateParams: JSON.parse(TemplateParams) as unknown },
			]);
			const answer = await call(simulator, 'cams', 'SendChatappMassMessage', {
				body: { ...shared, SenderList },
			});
			const [message] = simulator.world.messages.all;
			simulator.control.deliver({ messageId: String(message?.id) });
			const { queued } = await outcome();
			expect(message?.groupMessageId).toBe(answer.GroupMessageId);
			expect(queued.at(-1)?.MessageId).toBe(
				massMessageId === 'group' ? answer.GroupMessageId : message?.id,
			);
		},
	);

	it('of a failure: the code, once, and nothing after it', async () => {
		const id = await send();
		simulator.control.fail({ messageId: id, code: '131026' });
		simulator.control.fail({ messageId: id, code: '131000' });
		simulator.control.deliver({ messageId: id });
		const { pushed, queued } = await outcome();
		expect(pushed).toHaveLength(1);
		const description =
			'131026:Receiver is incapable of receiving this message(Message Undeliverable.)';
		const failed = { Status: 'Failed', ErrorCode: '131026', ErrorDescription: description };
		expect(pushed[0]).toMatchObject(failed);
		expect(queued[0]).toMatchObject({ ...failed, StatusDescription: 'Failed' });
		expect(queued[0]).not.toHaveProperty('ConversationType');
	});
});

describe('inbound', () => {
	it('text, and the window opens', async () => {
		const message = simulator.control.reply({ user: '6591230001', text: 'Where is my parcel?' });
		const { pushed, queued } = await outcome();
		const common = {
			...{ MessageId: message.id, CustSpaceId: 'cams-8d2kq7h1pz', WabaId: '104857600001234' },
			...{ From: '6591230001', To: '6531589000', DisplayName: 'Acme Support', Name: 'Mei' },
			...{ Type: 'TEXT', Message: 'Where is my parcel?', Timestamp: message.createdAt },
		};
		expect(pushed).toEqual([{ ...common, NoticeType: 'inbound' }]);
		expect(queued).toEqual([common]);
	});

	it('the payload of the quick reply that was tapped', async () => {
		const id = await send();
		simulator.control.reply({
			...{ user: '6591230001', type: 'REPLY', text: 'Stop updates', contextMessageId: id },
		});
		const { queued } = await outcome();
		expect(queued[0]).toMatchObject({
			...{ Type: 'REPLY', Message: '{"payload":"STOP_1","text":"Stop updates"}' },
			Context: { from: '6531589000', id },
		});
	});

	it('an image as JSON text or as an object, with business-scoped ids', async () => {
		const image = { user: '6591230001', type: 'image', text: 'broken box' };
		simulator.control.reply({ ...image, fromUserId: 'SG.1', fromUserName: 'mei.tan' });
		simulator.control.behave({ inboundMessage: 'object', plusInNumbers: true });
		simulator.control.reply(image);
		const { pushed, queued } = await outcome();
		expect(JSON.parse(String(queued[0]?.Message))).toMatchObject({
			...{ caption: 'broken box', mimeType: 'image/jpeg', url: expect.stringMatching(/^https/) },
		});
		expect(queued[0]).toMatchObject({ FromUserId: 'SG.1', FromUserName: 'mei.tan' });
		expect(pushed[1]).toMatchObject({ From: '+6591230001', Message: { caption: 'broken box' } });
		expect(queued[1]?.From).toBe('6591230001');
	});
});

describe('where notifications go', () => {
	it('audits: to the account callback and its queue', async () => {
		const channel = { custSpaceId: 'cams-8d2kq7h1pz', statusCallbackUrl: url };
		simulator.control.channel({ ...channel, httpFlag: 'Y' });
		simulator.control.review({
			...{ templateCode: '1119000000000000004', language: 'en' },
			...{ status: 'fail', reason: 'INVALID_FORMAT' },
		});
		const entry = {
			...{ WabaId: '104857600001234', TemplateCode: '1119000000000000004', Language: 'en' },
			...{ AuditStatus: 'fail', Reason: 'INVALID_FORMAT' },
		};
		expect(await outcome()).toEqual({ pushed: [entry], queued: [entry] });
	});

	it('audits of partners say what they are about', async () => {
		simulator.control.behave({ auditVersion: 'v2' });
		simulator.control.review({ templateCode: '1119000000000000004', status: 'pass' });
		const { queued } = await outcome();
		expect(queued).toEqual([expect.objectContaining({ AuditStatus: 'pass', Type: 'template' })]);
	});

	it('only where the flags say', async () => {
		simulator.control.number({ number: '6531589000', httpFlag: 'N' });
		simulator.control.reply({ user: '6591230001', text: 'one' });
		simulator.control.number({ number: '6531589000', httpFlag: 'Y', queueFlag: 'N' });
		simulator.control.reply({ user: '6591230001', text: 'two' });
		const { pushed, queued } = await outcome();
		expect(pushed.map((entry) => entry.Message)).toEqual(['two']);
		expect(queued.map((entry) => entry.Message)).toEqual(['one']);
		expect(enqueued).toEqual([]);
	});

	it('a review passes by itself after its time', async () => {
		const quick = await startSimulator({ review: { afterMs: 5 } });
		try {
			await call(quick, 'cams', 'CreateChatappTemplate', {
				body: {
					...{ CustSpaceId: 'cams-8d2kq7h1pz', Name: 'soon', Language: 'en' },
					...{ Category: 'UTILITY', TemplateType: 'WHATSAPP' },
					Components: '[{"Type":"BODY","Text":"Soon"}]',
				},
			});
			await new Promise((resolve) => setTimeout(resolve, 25));
			const audit = quick.control.state().queues.find(({ name }) => name.endsWith('Audit'));
			expect(audit?.active).toBe(1);
		} finally {
			await quick.close();
		}
	});
});
