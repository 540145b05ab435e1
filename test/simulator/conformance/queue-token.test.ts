import { startSimulator, type Simulator } from '../index';
import { call } from './clients';

interface QueueClient {
	receiveMessage(queue: string, wait: number): Promise<{ body: Record<string, string> }>;
	deleteMessage(queue: string, handle?: string): Promise<{ code: number }>;
}
const Client =
	jest.requireActual<new (account: string, options: object) => QueueClient>('@alicloud/mns');
const INBOUND = 'Alicom-Queue-1234567890123456-ChatAppInbound';
const STATUS = 'Alicom-Queue-1234567890123456-ChatAppStatus';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

async function clientFor(MessageType: string): Promise<QueueClient> {
	const answer = await call(simulator, 'dybaseapi', 'QueryTokenForMnsQueue', {
		query: { MessageType },
	});
	const token = answer.MessageTokenDTO as Record<string, string>;
	return new Client('1234567890123456', {
		endpoint: simulator.endpoints.mns,
		accessKeyId: token.AccessKeyId,
		accessKeySecret: token.AccessKeySecret,
		securityToken: token.SecurityToken,
	});
}

it('brings what a user writes through token and queue, with the official clients', async () => {
	const client = await clientFor('ChatAppInbound');
	simulator.control.reply({ user: '6591230001', text: 'Where is my parcel?' });
	const { body } = await client.receiveMessage(INBOUND, 1);
	const entry: unknown = JSON.parse(Buffer.from(body.MessageBody ?? '', 'base64').toString());
	expect(entry).toMatchObject({ Type: 'TEXT', Message: 'Where is my parcel?', From: '6591230001' });
	expect((await client.deleteMessage(INBOUND, body.ReceiptHandle)).code).toBe(204);
	expect(simulator.requests.filter((one) => one.service === 'mns')).toHaveLength(2);
});

it('opens no other queue, and none with the key of the account', async () => {
	const client = await clientFor('ChatAppInbound');
	await expect(client.receiveMessage(STATUS, 1)).rejects.toThrow(/is forbidden for this operation/);
	const own = new Client('1234567890123456', {
		...simulator.credential,
		securityToken: undefined,
		endpoint: simulator.endpoints.mns,
	});
	await expect(own.receiveMessage(INBOUND, 1)).rejects.toThrow(/is forbidden for this operation/);
});

it('delivers twice or in another order on request', async () => {
	const client = await clientFor('ChatAppInbound');
	const next = async () => {
		const { body } = await client.receiveMessage(INBOUND, 1);
		const entry = JSON.parse(Buffer.from(body.MessageBody ?? '', 'base64').toString()) as {
			Message: string;
		};
		return entry.Message;
	};
	simulator.control.fault({ service: 'mns', kind: 'duplicate' });
	simulator.control.reply({ user: '6591230001', text: 'double' });
	expect([await next(), await next()]).toEqual(['double', 'double']);
	simulator.control.fault({ service: 'mns', kind: 'reorder' });
	simulator.control.reply({ user: '6591230001', text: 'early' });
	simulator.control.reply({ user: '6591230001', text: 'late' });
	expect([await next(), await next()]).toEqual(['late', 'early']);
});
