import { call, failure } from '../conformance/clients';
import { completeOptions } from '../options';
import {
	ACME,
	ARIF,
	BUTTONS,
	CHANNEL,
	type Entry,
	inbound,
	LONG_ID,
	MARKETING,
	MEI,
	pushed,
	send,
	sendContent,
	simulator,
	TEMPLATE,
	TO_MEI,
	usePhone,
} from './phoneBench';

usePhone();

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
