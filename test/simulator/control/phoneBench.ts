import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { call } from '../conformance/clients';
import { startSimulator, type Simulator } from '../index';

export type Entry = Record<string, unknown>;

export const MEI = '6591230001';
export const ARIF = '60123450002';
export const ACME = '6531589000';
export const CHANNEL = 'cams-8d2kq7h1pz';
export const TO_MEI = { ChannelType: 'whatsapp', From: ACME, To: MEI, CustSpaceId: CHANNEL };
/** As long as WhatsApp allows, and beyond ASCII. */
export const LONG_ID = `w1.${'é'.repeat(253)}`;

/** The simulator of the test file; see `usePhone`. */
export let simulator: Simulator;
let receiver: Server;
let received: Entry[] = [];

/** A simulator that pushes to a receiver of its own, for all tests of a file. */
export function usePhone(): void {
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
}

/** What was pushed since the last look. */
export async function pushed(): Promise<Entry[]> {
	await simulator.control.waitForPushes();
	return received.splice(0);
}

/** The one message that was pushed, with its content read. */
export async function inbound(): Promise<Entry> {
	const [entry = {}, ...more] = await pushed();
	expect(more).toEqual([]);
	return { ...entry, Message: read(entry.Message) };
}

function read(message: unknown): unknown {
	return /^[[{]/.test(String(message)) ? (JSON.parse(String(message)) as unknown) : message;
}

/** Sends to Mei unless another person is given. Returns the ID of the message. */
export async function send(given: Record<string, string>): Promise<string> {
	const body = { ...TO_MEI, ...given };
	return String((await call(simulator, 'cams', 'SendChatappMessage', { body })).MessageId);
}

export async function sendContent(
	content: object,
	given: Record<string, string> = {},
): Promise<string> {
	simulator.control.window({ user: given.To ?? MEI, openForMs: 60_000 });
	return await send({
		...{ Type: 'message', MessageType: 'interactive', Content: JSON.stringify(content) },
		...given,
	});
}

export const TEMPLATE = {
	...{ Type: 'template', TemplateCode: '1119000000000000001', Language: 'en' },
	TemplateParams: '{"order":"A-1","name":"Mei","date":"Friday","track":"A-1"}',
};
export const MARKETING = { Type: 'template', TemplateCode: '1119000000000000002', Language: 'en' };
const reply = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
export const BUTTONS = {
	...{ type: 'button', body: { text: 'Refund?' } },
	action: { buttons: [reply(LONG_ID, 'Approve'), reply('no', 'Decline')] },
};
export const LIST = {
	...{ type: 'list', body: { text: 'When?' } },
	action: {
		button: 'Times',
		sections: [
			{ title: 'Monday', rows: [{ id: 'mo 9', title: '9:00', description: 'With Ada' }] },
			{ title: 'Tuesday', rows: [{ id: 'tu 9', title: '9:00' }] },
		],
	},
};
