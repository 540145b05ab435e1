import { type Bench, OWN_QUEUE, QUEUE, SECRET, startBench, TOKEN, TOKEN_ID } from '../smq/bench';

interface MnsMessage {
	MessageId: string;
	ReceiptHandle?: string;
	MessageBody: string;
	DequeueCount: string;
	NextVisibleTime?: string;
}
interface MnsAnswer<T> {
	code: number;
	body: T;
}
/** The part of the untyped official client that is used here. */
interface MnsClient {
	receiveMessage(queue: string, wait?: number): Promise<MnsAnswer<MnsMessage>>;
	batchReceiveMessage(queue: string, max: number, wait?: number): Promise<MnsAnswer<MnsMessage[]>>;
	peekMessage(queue: string): Promise<MnsAnswer<MnsMessage>>;
	batchPeekMessage(queue: string, max: number): Promise<MnsAnswer<MnsMessage[]>>;
	deleteMessage(queue: string, handle: string | undefined): Promise<MnsAnswer<undefined>>;
	batchDeleteMessage(
		queue: string,
		handles: Array<string | undefined>,
	): Promise<MnsAnswer<Array<{ ErrorCode: string; ReceiptHandle: string }> | undefined>>;
	changeMessageVisibility(
		queue: string,
		handle: string | undefined,
		seconds: number,
	): Promise<MnsAnswer<{ ReceiptHandle: string; NextVisibleTime: string }>>;
	sendMessage(queue: string, message: object): Promise<MnsAnswer<MnsMessage>>;
	batchSendMessage(queue: string, messages: object[]): Promise<MnsAnswer<MnsMessage[]>>;
}
type MnsConstructor = new (account: string, options: object) => MnsClient;

const Client = jest.requireActual<MnsConstructor>('@alicloud/mns');

describe('the official client @alicloud/mns, unchanged', () => {
	let bench: Bench;
	let client: MnsClient;
	const clientWith = (options: object) =>
		new Client('1234567890123456', {
			endpoint: bench.server.url,
			accessKeyId: TOKEN_ID,
			accessKeySecret: SECRET,
			securityToken: TOKEN,
			...options,
		});

	beforeEach(async () => {
		bench = await startBench({ realTime: true });
		client = clientWith({});
		for (const body of ['a', 'b', 'c']) bench.store.enqueue(QUEUE, body);
	});
	afterEach(async () => {
		await bench.server.close();
	});

	test('receives and deletes one', async () => {
		const { code, body } = await client.receiveMessage(QUEUE, 1);
		expect([code, body.MessageBody, body.DequeueCount]).toEqual([200, 'a', '1']);
		expect((await client.deleteMessage(QUEUE, body.ReceiptHandle)).code).toBe(204);
		expect(bench.store.depth(QUEUE)).toEqual({ active: 2, inactive: 0 });
	});

	test('receives and deletes a batch, and sees which handles failed', async () => {
		const { body } = await client.batchReceiveMessage(QUEUE, 16, 1);
		expect(body.map(({ MessageBody }) => MessageBody)).toEqual(['a', 'b', 'c']);
		const [first, ...rest] = body.map(({ ReceiptHandle }) => ReceiptHandle);
		expect((await client.batchDeleteMessage(QUEUE, [first])).code).toBe(204);
		const partly = await client.batchDeleteMessage(QUEUE, [first, ...rest]);
		expect(partly.code).toBe(404);
		expect(partly.body).toMatchObject([{ ErrorCode: 'MessageNotExist', ReceiptHandle: first }]);
		expect(bench.store.depth(QUEUE)).toEqual({ active: 0, inactive: 0 });
	});

	test('peeks, one and a batch', async () => {
		expect((await client.peekMessage(QUEUE)).body).toMatchObject({ MessageBody: 'a' });
		const { body } = await client.batchPeekMessage(QUEUE, 2);
		expect(body).toHaveLength(2);
		expect(body[0]).not.toHaveProperty('ReceiptHandle');
	});

	test('changes the visibility', async () => {
		const { body } = await client.receiveMessage(QUEUE);
		const changed = await client.changeMessageVisibility(QUEUE, body.ReceiptHandle, 60);
		expect(changed.code).toBe(200);
		expect(changed.body.ReceiptHandle).not.toBe(body.ReceiptHandle);
		expect(Number(changed.body.NextVisibleTime)).toBeGreaterThan(Number(body.NextVisibleTime));
		await expect(client.deleteMessage(QUEUE, body.ReceiptHandle)).rejects.toMatchObject({
			name: 'MNSMessageNotExistError',
		});
		expect((await client.deleteMessage(QUEUE, changed.body.ReceiptHandle)).code).toBe(204);
	});

	test('sends, one and a batch, to a queue of its own', async () => {
		const own = clientWith({ accessKeyId: 'test-permanent-id', securityToken: undefined });
		const sent = await own.sendMessage(OWN_QUEUE, { MessageBody: 'hello', Priority: 3 });
		expect(sent.code).toBe(201);
		await own.batchSendMessage(OWN_QUEUE, [{ MessageBody: 'x' }, { MessageBody: 'y' }]);
		const { body } = await own.batchReceiveMessage(OWN_QUEUE, 16);
		expect(body.map(({ MessageBody }) => MessageBody)).toEqual(['hello', 'x', 'y']);
		expect(body[0]?.MessageId).toBe(sent.body.MessageId);
	});

	test.each([
		['MNSSignatureDoesNotMatchError', { accessKeySecret: 'wrong' }],
		['MNSInvalidAccessKeyIdError', { accessKeyId: 'wrong' }],
		['MNSAccessDeniedError', { securityToken: 'wrong' }],
	])('throws %s', async (name, options) => {
		await expect(clientWith(options).receiveMessage(QUEUE)).rejects.toMatchObject({ name });
	});

	test('throws MNSMessageNotExistError for an empty queue', async () => {
		bench.store.reset();
		await expect(client.receiveMessage(QUEUE)).rejects.toMatchObject({
			name: 'MNSMessageNotExistError',
		});
	});
});
