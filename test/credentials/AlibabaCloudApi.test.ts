import { Workflow, type IHttpRequestOptions, type INodeTypes } from 'n8n-workflow';

import { AlibabaCloudApi } from '../../credentials/AlibabaCloudApi.credentials';
import { endpointOf } from '../../nodes/alibabaCloud/wire/endpoints';
import { runNode, testCredential } from '../harness';
import { startSimulator, type Simulator, type SimulatorCredential } from '../simulator';
import {
	ACCESS_KEY_ID,
	PARTNER_EXTERNAL_ID,
	PARTNER_ROLE_ARN,
	ROLE_ARN,
} from '../simulator/world/seed';

const MINUTE = 60_000;
let simulator: Simulator;
let now = Date.now();

beforeAll(async () => {
	simulator = await startSimulator({ clock: () => now });
});
beforeEach(() => {
	simulator.control.reset();
	now = Date.now();
});
afterAll(async () => await simulator.close());

type Changes = Partial<Record<keyof SimulatorCredential, string | boolean>>;

const credential = (changes: Changes = {}) => ({
	...simulator.credential,
	...changes,
});
const press = async (changes: Changes = {}) =>
	await testCredential('alibabaCloudApi', credential(changes));
const assumeRoleCalls = () =>
	simulator.requests.filter(({ action }) => action === 'AssumeRole').length;
const temporaryKey = () =>
	simulator.world.account.issueTemporary({
		identity: {
			accountId: '1234567890123456',
			arn: ROLE_ARN,
			userId: '1',
			type: 'AssumedRoleUser',
		},
		expiresAt: now + MINUTE,
	});

describe('the test of the credential', () => {
	it('passes with a key that works', async () => {
		expect(await press()).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it('passes with a temporary key and its token', async () => {
		const { accessKeyId, accessKeySecret, securityToken } = temporaryKey();
		const answer = await press({
			authentication: 'stsToken',
			accessKeyId,
			accessKeySecret,
			securityToken,
		});
		expect(answer.status).toBe('OK');
	});

	it('passes with a role, and keeps no token in the credential', async () => {
		const answer = await press({ authentication: 'ramRole', roleArn: ROLE_ARN });
		expect(answer.status).toBe('OK');
		expect(assumeRoleCalls()).toBe(1);
	});

	it.each([
		['an unknown key', { accessKeyId: 'nobody' }, /does not know this AccessKey ID/],
		['a wrong secret', { accessKeySecret: 'wrong' }, /secret does not belong to this AccessKey ID/],
		[
			'a secret that was pasted with a character nobody sees',
			{ accessKeySecret: 'test-secret\u200b' },
			/'AccessKey Secret' contains the character U\+200B/,
		],
		[
			'a token that was pasted with a line break',
			{ authentication: 'stsToken' as const, securityToken: 'CAIS1\nCAIS2' },
			/'Security Token' contains a space or a line break/,
		],
		[
			'a session name that Security Token Service does not take',
			{ authentication: 'ramRole' as const, roleArn: ROLE_ARN, roleSessionName: 'my n8n' },
			/'Session Name' is malformed.*InvalidParameter\.RoleSessionName/,
		],
		[
			'a region that is no region',
			{ customEndpoints: false, regionId: 'Singapore (ap-southeast-1)' },
			/is not a URL.*'Region'/,
		],
		['no key', { accessKeyId: '' }, /no AccessKey.*Fill in 'AccessKey ID'/],
		['no token', { authentication: 'stsToken' as const }, /Fill in 'Security Token'/],
		['no role', { authentication: 'ramRole' as const }, /Fill in 'Role ARN'/],
		[
			'a role that does not exist',
			{ authentication: 'ramRole' as const, roleArn: `${ROLE_ARN}-x` },
			/could not be assumed.*Code: /,
		],
		[
			'a wrong external ID',
			{ authentication: 'ramRole' as const, roleArn: PARTNER_ROLE_ARN, externalId: 'guess' },
			/could not be assumed.*trust policy/,
		],
		['plain HTTP to another machine', { camsEndpoint: 'http://cams.example.com' }, /not HTTPS/],
		['nobody listening', { camsEndpoint: 'http://127.0.0.1:9' }, /ECONNREFUSED/],
	])('says in plain words what is wrong: %s', async (_, changes, message) => {
		const answer = await press(changes);
		expect(answer.status).toBe('Error');
		expect(answer.message).toMatch(message);
	});

	it.each([
		{},
		{ camsEndpoint: '  ' },
		{ camsEndpoint: 'cams.example.com' },
		{ camsEndpoint: ' cams.example.com/path?x=1 ' },
		{ camsEndpoint: 'HTTPS://cams.example.com/a/b#c' },
		{ camsEndpoint: 'http://127.0.0.1:8080/x' },
		{ camsEndpoint: 'httpserver.example.com' },
		{ camsEndpoint: 'cams.example.com', customEndpoints: false },
		{ regionId: ' eu-central-1 ', customEndpoints: false },
		{ regionId: '   ', customEndpoints: false },
		{ regionId: '', customEndpoints: false },
	])('goes to the address that the nodes use: %j', (changes) => {
		const data = { ...credential({ camsEndpoint: '' }), ...changes };
		const { baseURL } = new AlibabaCloudApi().test.request;
		const workflow = new Workflow({
			...{ nodes: [], connections: {}, active: false },
			nodeTypes: {} as INodeTypes,
		});
		const node = { ...{ id: '1', name: 'Node', type: 'x', typeVersion: 1 }, parameters: {} };
		const address = workflow.expression.getSimpleParameterValue(
			{ ...node, position: [0, 0] },
			baseURL,
			'internal',
			{ $credentials: data } as never,
		);
		expect(address).toBe(endpointOf(data as never, 'cams'));
	});

	it('says that the clock is off', async () => {
		now += 16 * MINUTE;
		expect(await press()).toMatchObject({ status: 'Error', message: /clock/ as never });
	});

	it('says that the token has expired', async () => {
		const { accessKeyId, accessKeySecret, securityToken } = temporaryKey();
		now += 2 * MINUTE;
		const answer = await press({
			authentication: 'stsToken',
			accessKeyId,
			accessKeySecret,
			securityToken,
		});
		expect(answer).toMatchObject({ status: 'Error' });
		expect(answer.message).toMatch(/token has expired/);
	});

	it('prints the RAM statement when the key may not use the service', async () => {
		simulator.world.account.credentials.find(ACCESS_KEY_ID)?.denied.add('cams:*');
		const answer = await press();
		expect(answer.status).toBe('Error');
		expect(answer.message).toMatch(/"Action":\["cams:GetChatappOpenStatus"/);
	});

	it('says that the product is not activated', async () => {
		simulator.world.account.activated = false;
		const answer = await press();
		expect(answer.status).toBe('Error');
		expect(answer.message).toMatch(/not activated/);
	});

	it.each([
		['a page of a proxy', { kind: 'html' as const }, /not from Chat App Message Service/],
		['a code nobody knows', { kind: 'status' as const, code: 'New.Code' }, /unknown reason/],
		['an answer cut short', { kind: 'truncate' as const }, /./],
	])('never passes %s', async (_, fault, message) => {
		simulator.control.fault({ service: 'cams', ...fault });
		const answer = await press();
		expect(answer.status).toBe('Error');
		expect(answer.message).toMatch(message);
	});

	it('shows no secret in any of its messages', async () => {
		for (const changes of [
			{ accessKeyId: 'nobody' },
			{ authentication: 'ramRole' as const, roleArn: `${ROLE_ARN}-x` },
		]) {
			expect((await press(changes)).message).not.toContain(simulator.credential.accessKeySecret);
		}
	});
});

describe('an assumed role', () => {
	const role = () =>
		credential({
			authentication: 'ramRole',
			roleArn: PARTNER_ROLE_ARN,
			externalId: PARTNER_EXTERNAL_ID,
			roleSessionName: `session-${Math.random()}`,
		});
	const listChannels = async (data: object, items = 1) =>
		await runNode(
			{
				type: 'chatApp',
				parameters: { resource: 'channel', operation: 'getAll', returnAll: true },
			},
			{
				credentials: { alibabaCloudApi: data as never },
				input: Array.from({ length: items }, () => ({})),
			},
		);

	it('is assumed once for parallel items and later runs', async () => {
		const data = role();
		expect((await listChannels(data, 5)).status).toBe('success');
		expect(assumeRoleCalls()).toBe(1);
		await listChannels(data);
		expect(assumeRoleCalls()).toBe(1);
	});

	it('shows in a node what Security Token Service refused', async () => {
		const run = await listChannels({ ...role(), externalId: 'guess' });
		expect(run.status).toBe('error');
		expect(run.error?.message).toMatch(/could not be assumed/);
	});
});

it('signs what the HTTP Request node hands over, for any product', async () => {
	const signed = (await new AlibabaCloudApi().authenticate(
		credential() as never,
		{
			method: 'POST',
			uri: `${simulator.endpoints.sts}/`,
			qs: { Action: 'GetCallerIdentity', Version: '2015-04-01' },
			json: true,
		} as unknown as IHttpRequestOptions,
	)) as unknown as {
		uri: string;
		headers: Record<string, string>;
	};
	const response = await fetch(signed.uri, { method: 'POST', headers: signed.headers });
	expect(await response.json()).toMatchObject({ AccountId: '1234567890123456' });
});
