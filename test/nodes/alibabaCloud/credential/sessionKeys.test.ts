import { currentKeys, prepareKeys } from '../../../../nodes/alibabaCloud/credential/roleSession';
import type { AlibabaCloudCredential } from '../../../../nodes/alibabaCloud/wire/endpoints';

const NOW = Date.UTC(2026, 2, 1);

const credential: AlibabaCloudCredential = {
	authentication: 'ramRole',
	accessKeyId: 'id',
	accessKeySecret: 'test-access-key-secret',
	roleArn: 'acs:ram::1234567890123456:role/session-keys',
	roleSessionName: 'session-keys',
	externalId: 'customer-1',
	regionId: 'ap-southeast-1',
	customEndpoints: true,
	stsEndpoint: 'https://sts.example.com',
};

let granted = 0;

async function keyIdOf(given: AlibabaCloudCredential): Promise<string> {
	const answer = async () =>
		await Promise.resolve({
			statusCode: 200,
			body: JSON.stringify({
				RequestId: 'r',
				Credentials: {
					AccessKeyId: `STS.${++granted}`,
					AccessKeySecret: 'secret',
					SecurityToken: 'token',
					Expiration: new Date(NOW + 60 * 60_000).toISOString(),
				},
			}),
		});
	await prepareKeys(given, answer, () => NOW);
	return currentKeys(given).accessKeyId;
}

it.each<[string, Partial<AlibabaCloudCredential>]>([
	['accessKeyId', { accessKeyId: 'another' }],
	['accessKeySecret', { accessKeySecret: 'test-another-secret' }],
	['roleArn', { roleArn: 'acs:ram::1234567890123456:role/another' }],
	['roleSessionName', { roleSessionName: 'another' }],
	['externalId', { externalId: 'customer-2' }],
	['externalId that is gone', { externalId: '' }],
	['stsEndpoint', { stsEndpoint: 'https://sts.example.org' }],
])('a session is not shared with a credential of another %s', async (_field, changes) => {
	const own = await keyIdOf(credential);
	const other = { ...credential, ...changes };
	expect(() => currentKeys(other)).toThrow(/has not been assumed/);
	expect(await keyIdOf(other)).not.toBe(own);
	expect(await keyIdOf(credential)).toBe(own);
});
