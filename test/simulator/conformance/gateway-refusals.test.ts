import { startSimulator, type Simulator } from '../index';
import { call, camsClient, failure } from './clients';
import { rawCall, type RawCall } from './rawCall';
import { QueryChatappPhoneNumbersRequest } from '@alicloud/cams20200606';

const MINUTE = 60_000;

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

describe('the gateway refuses', () => {
	it('nothing of a right call', async () => {
		expect(await rawCall(simulator)).toMatchObject({
			status: 200,
			body: { Code: 'OK', OpenStatus: true },
		});
	});

	it.each<[string, number, string, RawCall]>([
		['a wrong secret', 400, 'SignatureDoesNotMatch', { secret: 'wrong' }],
		['an unknown key', 404, 'InvalidAccessKeyId.NotFound', { accessKeyId: 'nobody' }],
		['a clock 16 minutes late', 400, 'InvalidTimeStamp.Expired', { clockError: -16 * MINUTE }],
		['a clock 16 minutes early', 400, 'InvalidTimeStamp.Expired', { clockError: 16 * MINUTE }],
		['a malformed date', 400, 'InvalidTimeStamp.Format', { date: 'Mon, 05 Jan 2026 02:00:00 GMT' }],
		['an unknown action', 404, 'InvalidAction.NotFound', { action: 'SendFax' }],
		['an inherited name', 404, 'InvalidAction.NotFound', { action: 'constructor' }],
		['a wrong version', 400, 'InvalidVersion', { version: '2017-05-25' }],
		[
			'a changed query',
			400,
			'SignatureDoesNotMatch',
			{ query: { A: '2' }, signedQuery: { A: '1' } },
		],
		['a wrong body hash', 400, 'SignatureDoesNotMatch', { contentSha256: 'e'.repeat(64) }],
		[
			'an unsigned header',
			400,
			'IncompleteSignature',
			{ unsigned: { 'x-acs-security-token': 'x' } },
		],
		['an unreadable signature', 400, 'IncompleteSignature', { authorization: () => 'Basic abc' }],
		[
			'another algorithm',
			400,
			'IncompleteSignature',
			{ authorization: (right) => right.replace('SHA256', 'SM3') },
		],
	])('%s', async (_, status, Code, given) => {
		const answer = await rawCall(simulator, given);
		expect(answer).toMatchObject({ status, body: { Code } });
		expect(Object.keys(answer.body)).toEqual(
			expect.arrayContaining(['RequestId', 'HostId', 'Code', 'Message', 'Recommend']),
		);
		expect(simulator.requests.at(-1)).toMatchObject({ status, code: Code });
		expect(simulator.requests.at(-1)?.headers).not.toHaveProperty('authorization');
	});

	it('a clock 14 minutes off is fine', async () => {
		expect((await rawCall(simulator, { clockError: 14 * MINUTE })).status).toBe(200);
		expect((await rawCall(simulator, { clockError: -14 * MINUTE })).status).toBe(200);
	});

	it('a used nonce, but not that of a failed signature', async () => {
		const nonce = 'once';
		expect((await rawCall(simulator, { nonce, secret: 'wrong' })).status).toBe(400);
		expect((await rawCall(simulator, { nonce })).status).toBe(200);
		expect((await rawCall(simulator, { nonce })).body.Code).toBe('SignatureNonceUsed');
	});

	it('missing parameters by their name', async () => {
		const refused = await failure(call(simulator, 'cams', 'SendChatappMessage'));
		expect(refused.code).toBe('MissingChannelType');
		expect(refused.message).toContain('ChannelType is mandatory for this action.');
		expect(refused.data.statusCode).toBe(400);
	});

	it('what RAM does not allow, with the detail', async () => {
		simulator.control.permissions({ deny: ['cams:ListInstance'] });
		const refused = await failure(call(simulator, 'cams', 'ListInstance'));
		expect(refused).toMatchObject({ code: 'Forbidden.RAM', data: { statusCode: 403 } });
		expect(refused.data.AccessDeniedDetail).toMatchObject({ AuthAction: 'cams:ListInstance' });
		expect((await call(simulator, 'cams', 'QueryChatappPhoneNumbers')).Code).toBe('OK');

		simulator.control.behave({ ramDenial: 'product' });
		expect((await failure(call(simulator, 'cams', 'ListInstance'))).code).toBe(
			'Ram.PermissionDeny',
		);
		simulator.control.permissions({ deny: [] });
		expect((await call(simulator, 'cams', 'ListInstance')).Code).toBe('OK');
	});

	it('an account that has not activated the product', async () => {
		simulator.control.activate({ activated: false });
		expect((await failure(call(simulator, 'cams', 'ListInstance'))).code).toBe(
			'Product.Unsubscript',
		);
		expect((await call(simulator, 'cams', 'GetChatappOpenStatus')).OpenStatus).toBe(false);
	});

	it('product errors with HTTP 200 when told so', async () => {
		simulator.control.behave({ productErrors: 'http200' });
		const { body } = await camsClient(simulator).queryChatappPhoneNumbers(
			new QueryChatappPhoneNumbersRequest({ custSpaceId: 'cams-unknown' }),
		);
		expect(body?.code).toBe('Unknown.ResourceOwnerId');
	});

	it('more calls a second than documented, for the action alone', async () => {
		const calls = Array.from({ length: 8 }, async () => {
			return await call(simulator, 'cams', 'ListChatappTemplate').then(
				() => 'OK',
				(error: { code: string }) => error.code,
			);
		});
		const codes = await Promise.all(calls);
		expect(codes.filter((code) => code === 'OK')).toHaveLength(5);
		expect(codes.filter((code) => code === 'System.LimitControl')).toHaveLength(3);
		expect((await call(simulator, 'cams', 'QueryChatappPhoneNumbers')).Code).toBe('OK');
	});
});
