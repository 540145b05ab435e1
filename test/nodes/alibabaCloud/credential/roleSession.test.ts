import { currentKeys, prepareKeys } from '../../../../nodes/alibabaCloud/credential/roleSession';
import type { AlibabaCloudCredential } from '../../../../nodes/alibabaCloud/wire/endpoints';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 1);

const credential = (roleSessionName: string): AlibabaCloudCredential => ({
	authentication: 'ramRole',
	accessKeyId: 'id',
	accessKeySecret: 'test-access-key-secret',
	roleArn: 'acs:ram::1234567890123456:role/chat-app',
	roleSessionName,
});

/** Security Token Service, granting sessions of one hour with keys counted up. */
function tokenService(at: () => number) {
	let granted = 0;
	return {
		calls: () => granted,
		httpRequest: async () => {
			granted += 1;
			return await Promise.resolve({
				statusCode: 200,
				body: JSON.stringify({
					RequestId: 'r',
					Credentials: {
						AccessKeyId: `STS.${granted}`,
						AccessKeySecret: 'secret',
						SecurityToken: 'token',
						Expiration: new Date(at() + 60 * MINUTE).toISOString(),
					},
				}),
			});
		},
	};
}

it('renews a session when less than five minutes of it are left, not before', async () => {
	let now = START;
	const service = tokenService(() => now);
	const data = credential('renewal');
	const keyIdAt = async (minutes: number) => {
		now = START + minutes * MINUTE;
		await prepareKeys(data, service.httpRequest, () => now);
		return currentKeys(data).accessKeyId;
	};
	expect(await keyIdAt(0)).toBe('STS.1');
	expect(await keyIdAt(54.9)).toBe('STS.1');
	expect(await keyIdAt(55.1)).toBe('STS.2');
	expect(await keyIdAt(109)).toBe('STS.2');
	expect(await keyIdAt(111)).toBe('STS.3');
});

it('renews a session that the service ended, unless that was done meanwhile', async () => {
	const service = tokenService(() => START);
	const data = credential('ended');
	const prepare = async (endSessionsBefore?: number) =>
		await prepareKeys({ ...data, endSessionsBefore }, service.httpRequest, () => START);
	const before = performance.now();
	await prepare();
	await prepare(before);
	expect(service.calls()).toBe(1);
	await prepare(performance.now());
	expect([service.calls(), currentKeys(data).accessKeyId]).toEqual([2, 'STS.2']);
});

it('takes a session without a readable end for one of an hour', async () => {
	let calls = 0;
	const Credentials = { AccessKeyId: 'STS.1', AccessKeySecret: 's', SecurityToken: 't' };
	const answer = async () => {
		calls++;
		const body = JSON.stringify({
			RequestId: 'r',
			Credentials: { ...Credentials, Expiration: '?' },
		});
		return await Promise.resolve({ statusCode: 200, body });
	};
	const data = credential('endless');
	for (const [minutes, expected] of [
		[0, 1],
		[54.9, 1],
		[55.1, 2],
	] as const) {
		await prepareKeys(data, answer, () => START + minutes * MINUTE);
		expect(calls).toBe(expected);
	}
});

it.each([undefined, {}, { AccessKeyId: 'a', AccessKeySecret: 'b' }, { AccessKeyId: 1 }])(
	'says that a response has no keys: %j',
	async (Credentials) => {
		const body = JSON.stringify({ RequestId: 'r', Credentials });
		const answer = async () => await Promise.resolve({ statusCode: 200, body });
		await expect(prepareKeys(credential('keyless'), answer, () => START)).rejects.toThrow(
			"contains no keys. Check 'STS Endpoint'",
		);
	},
);

it('assumes the role once for requests that start together', async () => {
	const service = tokenService(() => START);
	const data = credential('together');
	await Promise.all(
		Array.from({ length: 20 }, async () => {
			await prepareKeys(data, service.httpRequest, () => START);
		}),
	);
	expect(service.calls()).toBe(1);
});

it('never hands one credential the keys of another', async () => {
	const service = tokenService(() => START);
	const first = credential('first');
	const second = { ...first, accessKeySecret: 'another-secret' };
	await prepareKeys(first, service.httpRequest, () => START);
	expect(() => currentKeys(second)).toThrow(/has not been assumed/);
	await prepareKeys(second, service.httpRequest, () => START);
	expect(currentKeys(first).accessKeyId).not.toBe(currentKeys(second).accessKeyId);
});

it('tries again after a failure instead of remembering it', async () => {
	const service = tokenService(() => START);
	const data = credential('failure');
	const refused = async () =>
		await Promise.resolve({ statusCode: 403, body: '{"Code":"NoPermission","RequestId":"r-1"}' });
	await expect(prepareKeys(data, refused, () => START)).rejects.toThrow(
		/could not be assumed.*trust policy.*NoPermission.*r-1/,
	);
	await prepareKeys(data, service.httpRequest, () => START);
	expect(currentKeys(data)).toEqual({
		accessKeyId: 'STS.1',
		accessKeySecret: 'secret',
		securityToken: 'token',
	});
});

it('asks for what is missing by the name of the field', async () => {
	const missing = (changes: Partial<AlibabaCloudCredential>) => () =>
		currentKeys({ ...credential('missing'), authentication: 'accessKey', ...changes });
	expect(missing({ accessKeySecret: ' ' })).toThrow(/AccessKey Secret/);
	expect(missing({ authentication: 'stsToken' })).toThrow(/'Security Token'/);
	await expect(
		prepareKeys({ ...credential('x'), roleArn: '' }, tokenService(() => START).httpRequest),
	).rejects.toThrow(/'Role ARN'/);
});
