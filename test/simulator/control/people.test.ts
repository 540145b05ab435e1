import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { call, failure } from '../conformance/clients';
import { startSimulator, type Simulator } from '../index';
import { completeOptions } from '../options';

type Entry = Record<string, unknown>;

const MEI = '6591230001';
const ARIF = '60123450002';
const ACME = '6531589000';
const CHANNEL = 'cams-8d2kq7h1pz';
const TO_MEI = { ChannelType: 'whatsapp', From: ACME, To: MEI, CustSpaceId: CHANNEL };
/** As long as WhatsApp allows, and beyond ASCII. */
const LONG_ID = `w1.${'é'.repeat(253)}`;

let simulator: Simulator;
let receiver: Server;
let received: Entry[] = [];

beforeAll(async () => {
	receiver = createServer((request, response) => {
		let text = '';
		request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
		request.on('end', () => {
			received.push(...(JSON.parse(text) as Entry[]));
			response.end('{"code":0,"msg":"ok"}');
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	simulator = await startSimulator({
		delivery: { sentMs: null, deliveredMs: null },
		push: { batchWindowMs: 1, timeoutMs: 15_000 },
	});
});
afterAll(async () => {
	await simulator.close();
	await new Promise((resolve) => receiver.close(resolve));
});
beforeEach(() => {
	simulator.control.reset();
	received = [];
	const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
	for (const number of [ACME, '23919']) {
		const both = { upCallbackUrl: url, statusCallbackUrl: url, httpFlag: 'Y' as const };
		simulator.control.number({ number, ...both });
	}
});

// What is on its way already would come to the next test.
afterEach(async () => await simulator.control.waitForPushes());

async function pushed(): Promise<Entry[]> {
	await simulator.control.waitForPushes();
	return received.splice(0);
}

async function inbound(): Promise<Entry> {
	const [entry = {}, ...more] = await pushed();
	expect(more).toEqual([]);
	return { ...entry, Message: read(entry.Message) };
}

function read(message: unknown): unknown {
	return /^[[{]/.test(String(message)) ? (JSON.parse(String(message)) as unknown) : message;
}

async function send(given: Record<string, string>): Promise<string> {
	const body = { ...TO_MEI, ...given };
	return String((await call(simulator, 'cams', 'SendChatappMessage', { body })).MessageId);
}

async function sendContent(content: object, given: Record<string, string> = {}): Promise<string> {
	simulator.control.window({ user: given.To ?? MEI, openForMs: 60_000 });
	return await send({
		...{ Type: 'message', MessageType: 'interactive', Content: JSON.stringify(content) },
		...given,
	});
}

const TEMPLATE = {
	...{ Type: 'template', TemplateCode: '1119000000000000001', Language: 'en' },
	TemplateParams: '{"order":"A-1","name":"Mei","date":"Friday","track":"A-1"}',
};
const MARKETING = { Type: 'template', TemplateCode: '1119000000000000002', Language: 'en' };
const reply = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
const BUTTONS = {
	...{ type: 'button', body: { text: 'Refund?' } },
	action: { buttons: [reply(LONG_ID, 'Approve'), reply('no', 'Decline')] },
};
const LIST = {
	...{ type: 'list', body: { text: 'When?' } },
	action: {
		button: 'Times',
		sections: [
			{ title: 'Monday', rows: [{ id: 'mo 9', title: '9:00', description: 'With Ada' }] },
			{ title: 'Tuesday', rows: [{ id: 'tu 9', title: '9:00' }] },
		],
	},
};

describe('a tap', () => {
	it('on a quick reply returns its payload back, as it was sent', async () => {
		const id = await send({ ...TEMPLATE, Payload: JSON.stringify(['w1.~a/b+c==', 'STOP_1']) });
		expect(simulator.control.buttonsOf(id)).toMatchObject([
			{ index: 0, kind: 'quickReply', title: 'Talk to us', id: 'w1.~a/b+c==' },
			{ index: 1, kind: 'quickReply', title: 'Stop updates', id: 'STOP_1' },
		]);
		const tap = simulator.control.tap(id, 'Talk to us');
		expect(await inbound()).toMatchObject({
			...{ MessageId: tap.id, Type: 'REPLY', From: MEI, To: ACME, NoticeType: 'inbound' },
			Message: { payload: 'w1.~a/b+c==', text: 'Talk to us' },
			Context: { from: ACME, id },
		});
	});

	it('on a quick reply without payload returns its label', async () => {
		simulator.control.tap(await send(TEMPLATE), 1);
		expect((await inbound()).Message).toEqual({ payload: 'Stop updates', text: 'Stop updates' });
	});

	it('on the quick reply of a recipient of a mass send returns that one’s payload', async () => {
		const { Type: _type, TemplateParams, ...shared } = TEMPLATE;
		const SenderList = [MEI, ARIF].map((To) => ({
			...{ To, Payload: [`TALK ${To}`, `STOP ${To}`] },
			TemplateParams: JSON.parse(TemplateParams) as unknown,
		}));
		const { To: _to, ...from } = TO_MEI;
		await call(simulator, 'cams', 'SendChatappMassMessage', {
			body: { ...from, ...shared, SenderList: JSON.stringify(SenderList) },
		});
		const toArif = simulator.control.state().messages.find(({ user }) => user === ARIF);
		simulator.control.tap(String(toArif?.id), 'Stop updates');
		expect(await inbound()).toMatchObject({ From: ARIF, Message: { payload: `STOP ${ARIF}` } });
	});

	it.each([
		['wrapped', 'INTERACTIVE', { interactive: { type: 'button_reply', button_reply: 'chosen' } }],
		['bare', 'INTERACTIVE', { type: 'button_reply', button_reply: 'chosen' }],
		['flat', 'INTERACTIVE', { type: 'button_reply', id: LONG_ID, title: 'Approve' }],
		['reply', 'REPLY', { payload: LONG_ID, text: 'Approve' }],
	] as const)('on a button gives its ID back: %s', async (interactiveReplies, Type, layout) => {
		simulator.control.behave({ interactiveReplies });
		simulator.control.tap(await sendContent(BUTTONS), 'Approve');
		const chosen = JSON.stringify({ id: LONG_ID, title: 'Approve' });
		const Message: unknown = JSON.parse(JSON.stringify(layout).replace('"chosen"', chosen));
		expect(await inbound()).toMatchObject({ Type, Message });
	});

	it('on a row of a list returns its ID back, by position or ID where titles are alike', async () => {
		const id = await sendContent(LIST);
		expect(simulator.control.buttonsOf(id)).toMatchObject([
			{ kind: 'row', title: '9:00', id: 'mo 9', section: 'Monday', description: 'With Ada' },
			{ kind: 'row', title: '9:00', id: 'tu 9', section: 'Tuesday', description: null },
		]);
		const list = (list_reply: object) => ({
			...{ Type: 'INTERACTIVE', Context: { from: ACME, id } },
			Message: { interactive: { type: 'list_reply', list_reply } },
		});
		simulator.control.tap(id, 0);
		expect(await inbound()).toMatchObject(
			list({ id: 'mo 9', title: '9:00', description: 'With Ada' }),
		);
		simulator.control.tap(id, 'tu 9');
		expect(await inbound()).toMatchObject(list({ id: 'tu 9', title: '9:00' }));
	});

	it('on a quick reply can come in the layout that one reader expects', async () => {
		simulator.control.behave({ templateReplies: 'button' });
		simulator.control.tap(await send({ ...TEMPLATE, Payload: '["TALK","STOP"]' }), 0);
		expect(await inbound()).toMatchObject({
			...{ Type: 'INTERACTIVE', Message: { button: { text: 'Talk to us', payload: 'TALK' } } },
		});
	});

	it('can come from somebody else, and without Context', async () => {
		const id = await sendContent(BUTTONS);
		simulator.control.tap(id, 1, { user: ARIF, quoted: false, fromUserId: 'MY.1' });
		const entry = await inbound();
		expect(entry).toMatchObject({ From: ARIF, Name: 'Arif', FromUserId: 'MY.1' });
		expect(entry).not.toHaveProperty('Context');
	});

	it('in a group names the group and who tapped', async () => {
		const id = await sendContent(BUTTONS, { To: 'group-1', RecipientType: 'group' });
		expect(() => simulator.control.tap(id, 0)).toThrow('which user of the group');
		simulator.control.tap(id, 0, { user: ARIF });
		expect(await inbound()).toMatchObject({ From: ARIF, GroupId: 'group-1' });
	});

	it('is refused where nobody could tap', async () => {
		const id = await sendContent(BUTTONS);
		expect(() => simulator.control.tap(id, 'Maybe')).toThrow('but "Approve", "Decline"');
		expect(() => simulator.control.tap(id, 2)).toThrow('There is no "2" to tap');
		expect(() => simulator.control.tap('x', 0)).toThrow('There is no message x');
		const answer = simulator.control.tap(id, 0);
		expect(() => simulator.control.tap(answer.id, 0)).toThrow('received message');
		simulator.control.fail({ messageId: id, code: '131026' });
		expect(() => simulator.control.tap(id, 0)).toThrow('never came');
	});

	it('works over HTTP', async () => {
		const id = await sendContent(BUTTONS);
		const post = async (name: string, body: object) =>
			(await (
				await fetch(`${simulator.endpoints.control}/control/${name}`, {
					method: 'POST',
					body: JSON.stringify(body),
				})
			).json()) as unknown;
		expect(await post('buttonsOf', { messageId: id })).toHaveLength(2);
		expect(await post('tap', { messageId: id, choice: 'Decline' })).toMatchObject({
			...{ direction: 'in', contextMessageId: id },
		});
		expect(await post('tap', { messageId: id, choice: 'Maybe' })).toMatchObject({
			error: expect.stringContaining('Maybe'),
		});
	});
});

describe('a quote', () => {
	it('of the business names the business, of the own message the user', async () => {
		const mine = simulator.control.reply({ user: MEI, text: 'One' });
		await inbound();
		const theirs = await sendContent(BUTTONS);
		for (const [contextMessageId, from] of [
			[theirs, ACME],
			[mine.id, MEI],
			['unknown', ACME],
		] as const) {
			simulator.control.reply({ user: MEI, text: 'Two', contextMessageId });
			expect((await inbound()).Context).toEqual({ from, id: contextMessageId });
		}
	});
});

describe('files and places', () => {
	const get = async (url: string) => {
		const answer = await fetch(url);
		const bytes = Buffer.from(await answer.arrayBuffer());
		return { status: answer.status, type: answer.headers.get('content-type'), bytes };
	};

	it.each([
		['image', 'image/png', '\x89PNG'],
		['audio', 'audio/ogg', 'OggS'],
		['document', 'text/plain', 'Order'],
	])('a sample of type %s can be fetched from its link', async (type, mimeType, start) => {
		simulator.control.reply({ user: MEI, type, file: 'sample', text: 'Look' });
		const { Type, Message } = await inbound();
		expect([Type, Message]).toMatchObject([type.toUpperCase(), { mimeType, caption: 'Look' }]);
		const { url } = Message as { url: string };
		const file = await get(url);
		expect(file).toMatchObject({ status: 200, type: mimeType });
		expect(file.bytes.toString('latin1').startsWith(start)).toBe(true);
		expect((await get(url.split('?')[0] ?? '')).status).toBe(403);
	});

	it('a file of one’s own, with its name', async () => {
		const file = {
			content: Buffer.from('hello').toString('base64'),
			...{ mimeType: 'application/pdf', name: 'invoice.pdf' },
		};
		simulator.control.reply({ user: MEI, type: 'DOCUMENT', file });
		const { Message } = await inbound();
		expect(Message).toMatchObject({ filename: 'invoice.pdf', mimeType: 'application/pdf' });
		expect((await get((Message as { url: string }).url)).bytes.toString()).toBe('hello');
	});

	it('have the documented fields: a voice message, a place', async () => {
		simulator.control.reply({ user: MEI, type: 'AUDIO' });
		expect(Object.keys((await inbound()).Message as object)).toEqual([
			...['filename', 'animated', 'id', 'mimeType', 'url'],
		]);
		const location = { latitude: 1.3, longitude: 103.8, name: 'Home' };
		simulator.control.reply({ user: MEI, type: 'LOCATION', location });
		expect(await inbound()).toMatchObject({
			...{ Type: 'LOCATION' },
			Message: { latitude: '1.3', longitude: '103.8', name: 'Home', address: '' },
		});
	});

	it('that cannot be sent are refused', () => {
		const sent = (type: string, file: object | 'sample') => () =>
			simulator.control.reply({ user: MEI, type, file: file as 'sample' });
		expect(sent('STICKER', 'sample')).toThrow('no sample of type STICKER');
		expect(sent('IMAGE', { mimeType: 'image/png' })).toThrow('file needs content');
	});
});

describe('opting out', () => {
	const { delivery } = completeOptions();
	beforeAll(() => {
		simulator.world.options.delivery = { ...delivery, sentMs: 1, deliveredMs: 2 };
	});
	afterAll(() => {
		simulator.world.options.delivery = { ...delivery, sentMs: null, deliveredMs: null };
	});
	const status = async () =>
		(await pushed()).filter(({ Status }) => /subscribe/.test(String(Status)));

	it('on Viber is told as documented, and then nothing arrives', async () => {
		const body = {
			...{ ChannelType: 'viber', Type: 'message', MessageType: 'text', From: '23919', To: MEI },
			...{ Content: '{"text":"Hi"}', TaskId: 'order-7781' },
		};
		const message = async () =>
			String((await call(simulator, 'cams', 'SendChatappMessage', { body })).MessageId);
		expect(() => simulator.control.optOut({ user: MEI, to: '23919' })).toThrow('Nothing was sent');
		const id = await message();
		expect(simulator.control.optOut({ user: MEI, to: '23919' }).optedOut).toBe(true);
		expect(await status()).toEqual([
			{
				...{ MessageId: id, From: '23919', To: MEI, Timestamp: expect.any(Number) },
				...{ Status: 'unsubscribe', MsgFrameType: 'message', Type: 'none' },
				...{ TaskId: 'order-7781', OriginPhoneNumber: '23919' },
			},
		]);
		expect(await stateAfterSending(await message())).toBe('SRVC_USER_BLOCKED');
		simulator.control.optOut({ user: MEI, to: '23919', optedOut: false });
		expect(await status()).toMatchObject([{ Status: 'subscribe' }]);
		expect(await stateAfterSending(await message())).toBe('delivered');
	});

	it.each([
		['status', 1],
		['nothing', 0],
	] as const)('on WhatsApp ends marketing alone (%s)', async (whatsappOptOut, told) => {
		simulator.control.behave({ whatsappOptOut });
		expect(await stateAfterSending(await send(MARKETING))).toBe('delivered');
		simulator.control.optOut({ user: MEI });
		expect(await status()).toHaveLength(told);
		expect(await stateAfterSending(await send(MARKETING))).toBe('131050');
		expect(await stateAfterSending(await send(TEMPLATE))).toBe('delivered');
	});

	/** The last word of a message: its error code, or that it was delivered. */
	async function stateAfterSending(id: string): Promise<string> {
		for (;;) {
			const { status, error } =
				simulator.control.state().messages.find((one) => one.id === id) ?? {};
			if (status === 'failed' || status === 'delivered') return error?.code ?? status;
			await new Promise((resolve) => setTimeout(resolve, 2));
		}
	}
});

it('the window is opened and closed by hand', async () => {
	const text = { Type: 'message', MessageType: 'text', Content: '{"text":"a"}' };
	expect((await failure(send(text))).code).toBe('SessionWindowExpired');
	simulator.control.window({ user: MEI, openForMs: 60_000 });
	await send(text);
	simulator.control.window({ user: MEI, openForMs: 0 });
	expect((await failure(send(text))).code).toBe('SessionWindowExpired');
	expect(() => simulator.control.window({ user: MEI, openForMs: NaN })).toThrow('not a number');
});

describe('task IDs', () => {
	const ends = async (id: string) => {
		simulator.control.read({ messageId: id });
		return (await pushed()).map(({ Status, TaskId }) => [Status, TaskId]);
	};

	it.each([
		['template', TEMPLATE],
		['message', { Type: 'message', MessageType: 'text', Content: '{"text":"a"}' }],
	])('are in every receipt of a %s, else its message ID', async (_kind, given) => {
		simulator.control.window({ user: MEI, openForMs: 60_000 });
		for (const TaskId of ['w1.x~y', undefined]) {
			const id = await send({ ...given, ...(TaskId && { TaskId }) });
			const task = TaskId ?? id;
			expect(await ends(id)).toEqual([
				...[
					['Sent', task],
					['Delivered', task],
					['Read', task],
				],
			]);
			const other = await send({ ...given, ...(TaskId && { TaskId }) });
			simulator.control.fail({ messageId: other, code: '131026' });
			expect(await pushed()).toMatchObject([{ Status: 'Failed', TaskId: TaskId ?? other }]);
		}
	});

	it('of a mass send are in the receipts of all recipients', async () => {
		const { Type: _type, TemplateCode, Language } = MARKETING;
		const { To: _to, ...from } = TO_MEI;
		await call(simulator, 'cams', 'SendChatappMassMessage', {
			body: {
				...{ ...from, TemplateCode, Language, TaskId: 'spring' },
				SenderList: JSON.stringify([{ To: MEI }, { To: ARIF }]),
			},
		});
		const [first, second] = simulator.control.state().messages;
		expect(await ends(String(first?.id))).toEqual([
			...[
				['Sent', 'spring'],
				['Delivered', 'spring'],
				['Read', 'spring'],
			],
		]);
		simulator.control.fail({ messageId: String(second?.id), code: '131026' });
		expect(await pushed()).toMatchObject([{ Status: 'Failed', TaskId: 'spring', To: ARIF }]);
	});
});

describe('the message list', () => {
	const rows = async (given: Record<string, string> = {}) => {
		const now = Date.now();
		const answer = await call(simulator, 'cams', 'ListChatappMessage', {
			query: {
				...{ ChannelType: 'whatsapp', CustSpaceId: CHANNEL, BusinessNumber: ACME },
				...{ Page: '{"Index":1,"Size":10}', UserNumber: MEI },
				...{ StartTime: String(now - 60_000), EndTime: String(now + 60_000) },
				...given,
			},
		});
		return answer.Data as Entry[];
	};

	it('has what was sent and what came back, each with its state', async () => {
		const id = await sendContent(BUTTONS);
		simulator.control.read({ messageId: id });
		const tap = simulator.control.tap(id, 'Approve');
		const [up, down, ...more] = await rows();
		expect(more).toEqual([]);
		expect(up).toMatchObject({
			...{ MessageId: tap.id, EventAction: 'UP', MessageType: 'INTERACTIVE', UserNumber: MEI },
		});
		expect(JSON.parse(String(up?.Message))).toMatchObject({
			interactive: { button_reply: { id: LONG_ID } },
		});
		expect(down).toMatchObject({
			...{
				MessageId: id,
				EventAction: 'DOWN',
				MessageStatus: 'success',
				Message: JSON.stringify(BUTTONS),
			},
			...{ ClientAcceptStatusName: 'Delivered', ClientReadStatus: 'read' },
		});
		expect(await rows({ EventAction: 'UP' })).toEqual([up]);
		expect(await rows({ EventAction: 'DOWN' })).toEqual([down]);
		expect(await rows({ ClientAcceptStatus: 'success' })).toEqual([down]);
		expect(await rows({ UserNumber: ARIF })).toEqual([]);
	});

	it('keeps to the period', async () => {
		const { createdAt } = simulator.control.reply({ user: MEI, text: 'Hi' });
		const period = (start: number, end: number) => ({
			...{ StartTime: String(createdAt + start), EndTime: String(createdAt + end) },
		});
		expect(await rows(period(0, 0))).toHaveLength(1);
		expect(await rows(period(1, 9))).toEqual([]);
		expect(await rows(period(-9, -1))).toEqual([]);
	});
});
