import { prepareKeys } from '../../../../nodes/alibabaCloud/credential/roleSession';
import type { AlibabaCloudCredential } from '../../../../nodes/alibabaCloud/wire/endpoints';

const credential: AlibabaCloudCredential = {
	authentication: 'ramRole',
	accessKeyId: 'id',
	accessKeySecret: 'test-access-key-secret',
	roleArn: 'acs:ram::1234567890123456:role/role-failure',
};

async function messageOf(request: () => Promise<unknown>): Promise<string> {
	return await prepareKeys(credential, request).then(
		() => 'granted',
		({ message }: Error) => message,
	);
}

const answer = (statusCode: number, body: object | string) => async () =>
	await Promise.resolve({
		statusCode,
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});

const REFUSED = `The RAM role '${credential.roleArn}' could not be assumed.`;
const ROLE_ADVICE = "Check 'Role ARN', 'External ID' and the role's trust policy.";

test.each([
	['InvalidParameter.RoleSessionName', 400, "'Session Name' is malformed."],
	['InvalidParameter.RoleArn', 400, "'Role ARN' is malformed."],
	['NoPermission', 403, 'Allow sts:AssumeRole'],
	['InvalidAccessKeyId.Inactive', 403, 'The AccessKey is disabled.'],
	['MissingSecurityToken', 400, 'The AccessKey is a temporary one.'],
	['IncompleteSignature', 400, 'The secret does not belong to the AccessKey.'],
	['InvalidTimeStamp.Format', 400, 'The clock of the machine'],
	['Throttling.User', 400, 'Too many requests.'],
	['InternalError', 500, 'Security Token Service had an internal error. Try again later.'],
	['Any.Other', 400, ROLE_ADVICE],
	['toString', 400, ROLE_ADVICE],
])('%s with HTTP %i says what to do about it', async (Code, status, advice) => {
	const message = await messageOf(answer(status, { Code, RequestId: 'r-1' }));
	expect(message.startsWith(`${REFUSED} ${advice}`)).toBe(true);
	expect(message).toMatch(/ Code: \S+\. Request ID: r-1\.$/);
	expect(message).toContain(Code);
});

test.each<[number, object | string]>([
	[200, '<html>Log in</html>'],
	[502, '<html>Bad gateway</html>'],
	[403, { error: 'blocked' }],
	[302, { Code: 'NoPermission', RequestId: 'r-1' }],
	[500, ''],
])('HTTP %i %j of somebody else blames no role', async (status, body) => {
	expect(await messageOf(answer(status, body))).toBe(
		`${REFUSED} The response is not from Security Token Service. Check 'Region', 'STS Endpoint' and any proxy in between. HTTP status: ${status}.`,
	);
});

test('a proxy that slows n8n down is no wrong role either', async () => {
	expect(await messageOf(answer(429, '<html>Slow down</html>'))).toBe(
		`${REFUSED} Too many requests. Wait a few seconds, then try again. HTTP status: 429.`,
	);
});

test.each([
	['CERT_HAS_EXPIRED', 'The certificate of Security Token Service is not trusted', 'NODE_EXTRA'],
	['ECONNREFUSED', 'Security Token Service could not be reached', "the 'STS Endpoint'"],
	['ETIMEDOUT', 'Security Token Service did not answer within 10 seconds', "the 'STS Endpoint'"],
])('%s on the way says what to look at', async (code, cause, advice) => {
	const lost = async () => await Promise.reject(Object.assign(new Error('lost'), { code }));
	const message = await messageOf(lost);
	expect(message.startsWith(`${cause}, so the RAM role could not be assumed. `)).toBe(true);
	expect(message).toContain(advice);
	expect(message).toMatch(/ Code: Local\.\w+\.$/);
});
