import { startSimulator, type Simulator } from '../index';
import { assumeRole, call, failure, type Key } from './clients';

const CHANNEL = 'cams-8d2kq7h1pz';

let simulator: Simulator;
let ahead = 0;
beforeAll(async () => {
	simulator = await startSimulator({ clock: () => Date.now() + ahead });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	ahead = 0;
	simulator.control.reset();
});

const keys: Array<[string, () => Key | Promise<Key>]> = [
	['an access key', () => simulator.credential],
	['an STS token', async () => await assumeRole(simulator)],
	['the older signature', () => ({ ...simulator.credential, signatureAlgorithm: 'v2' })],
	[
		'the older signature and an STS token',
		async () => ({ ...(await assumeRole(simulator)), signatureAlgorithm: 'v2' }),
	],
];

describe.each(keys)('the generic official client with %s', (_, keyOf) => {
	it.each(['query', 'body'] as const)('calls cams with parameters in the %s', async (place) => {
		const given = {
			...{ ChannelType: 'whatsapp', Type: 'template', CustSpaceId: CHANNEL, Language: 'en' },
			...{ From: '6531589000', To: '6591230001', TemplateCode: '1119000000000000003' },
			TemplateParams: JSON.stringify({ 1: "a b&c=d/~!*'()+", 2: '早上好 🙂' }),
		};
		const answer = await call(simulator, 'cams', 'SendChatappMessage', {
			[place]: given,
			key: await keyOf(),
		});
		expect(answer).toMatchObject({ Code: 'OK', Message: 'OK', RequestId: expect.any(String) });
		expect(simulator.requests.at(-1)).toMatchObject({ params: given, status: 200, code: 'OK' });
		expect(Object.values(simulator.requests.at(-1)?.placement ?? {})).toEqual(
			Array(Object.keys(given).length).fill(place),
		);
	});

	it('calls by GET', async () => {
		const answer = await call(simulator, 'cams', 'ListInstance', {
			...{ query: { PageIndex: '1', PageSize: '1' }, method: 'GET' },
			key: await keyOf(),
		});
		expect(answer).toMatchObject({
			TotalCount: 5,
			Data: [{ CustSpaceId: CHANNEL, InstanceName: 'Acme WhatsApp', State: 'published' }],
		});
	});
});

describe('sts', () => {
	it('tells who calls', async () => {
		expect(await call(simulator, 'sts', 'GetCallerIdentity')).toMatchObject({
			AccountId: '1234567890123456',
			IdentityType: 'RAMUser',
		});
		const temporary = await assumeRole(simulator);
		const answer = await call(simulator, 'sts', 'GetCallerIdentity', { key: temporary });
		expect(answer).toMatchObject({
			IdentityType: 'AssumedRoleUser',
			Arn: 'acs:sts::1234567890123456:assumed-role/chat-app/conformance',
		});
		expect(answer).not.toHaveProperty('Code');
	});

	it.each([
		['EntityNotExist.Role', { RoleArn: 'acs:ram::1234567890123456:role/nobody' }],
		['InvalidParameter.RoleArn', { RoleArn: 'chat-app' }],
		['InvalidParameter.RoleSessionName', { RoleSessionName: 'a b' }],
		['InvalidParameter.DurationSeconds', { DurationSeconds: '60' }],
		['NoPermission', { RoleArn: 'acs:ram::1234567890123456:role/chat-app-partner' }],
		['MissingRoleSessionName', { RoleSessionName: '' }],
	])('refuses with %s', async (code, query) => {
		expect((await failure(assumeRole(simulator, query as Record<string, string>))).code).toBe(code);
	});

	it('takes the external id of a role', async () => {
		const key = await assumeRole(simulator, {
			RoleArn: 'acs:ram::1234567890123456:role/chat-app-partner',
			ExternalId: 'partner-7781',
		});
		expect(key.accessKeyId).toMatch(/^STS\./);
	});

	it('lets temporary keys expire and checks their token', async () => {
		const key = await assumeRole(simulator, { DurationSeconds: '900' });
		const code = async (changed: Key) =>
			(await failure(call(simulator, 'cams', 'ListInstance', { key: changed }))).code;
		expect(await code({ ...key, securityToken: 'another' })).toBe(
			'InvalidSecurityToken.MismatchWithAccessKey',
		);
		expect(await code({ ...key, securityToken: '' })).toBe('MissingSecurityToken');
		ahead = 900_001;
		expect(await code(key)).toBe('InvalidSecurityToken.Expired');
	});
});

describe('dybaseapi', () => {
	it.each(['2017-05-25', '2018-05-01'])(
		'gives a token for a queue in version %s',
		async (version) => {
			const QueueName = 'Alicom-Queue-1234567890123456-ChatAppStatus';
			const answer = await call(simulator, 'dybaseapi', 'QueryTokenForMnsQueue', {
				...{ version, query: { MessageType: 'ChatAppStatus', QueueName } },
			});
			const token = answer.MessageTokenDTO as Record<string, string>;
			expect(answer.Code).toBe('OK');
			expect(token.ExpireTime).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
			const expiry = Date.parse(`${token.ExpireTime?.replace(' ', 'T')}+08:00`);
			expect(Math.abs(expiry - Date.now() - 600_000)).toBeLessThan(5_000);
			expect(simulator.world.account.credentials.find(token.AccessKeyId ?? '')?.scope).toEqual({
				queue: QueueName,
			});
			const key = {
				accessKeyId: token.AccessKeyId ?? '',
				accessKeySecret: token.AccessKeySecret ?? '',
				securityToken: token.SecurityToken,
			};
			const refused = await failure(call(simulator, 'cams', 'ListInstance', { key }));
			expect(refused.code).toBe('InvalidAccessKeyId.NotFound');
		},
	);

	it.each([
		[{}, 'MissingMessageType'],
		[{ MessageType: 'SmsReport' }, 'InvalidParameter'],
		[
			{ MessageType: 'ChatAppStatus', QueueName: 'Alicom-Queue-1-ChatAppStatus' },
			'InvalidParameter',
		],
	])('refuses %j with %s', async (query, code) => {
		const refused = failure(
			call(simulator, 'dybaseapi', 'QueryTokenForMnsQueue', {
				query: query as Record<string, string>,
			}),
		);
		expect((await refused).code).toBe(code);
	});
});
