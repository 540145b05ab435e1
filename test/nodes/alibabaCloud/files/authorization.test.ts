import { readAuthorization } from '../../../../nodes/alibabaCloud/files/authorization';

const NOW = 1_790_000_000_000;
const data = {
	AccessKeyId: 'STS.test',
	AccessKeySecret: 'test-access-key-secret',
	SecurityToken: 'test-security-token',
	BucketName: 'chatapp-media',
	EndPoint: 'https://oss-ap-southeast-1.aliyuncs.com',
	Dir: '/upload/cams-1/',
	Expire: 3600,
};
const read = (change: object) => readAuthorization({ ...data, ...change }, NOW);

test('keys, bucket, folder and end', () => {
	expect(read({})).toEqual({
		keys: {
			accessKeyId: 'STS.test',
			accessKeySecret: 'test-access-key-secret',
			securityToken: 'test-security-token',
		},
		bucket: 'chatapp-media',
		baseUrl: 'https://chatapp-media.oss-ap-southeast-1.aliyuncs.com',
		folder: 'upload/cams-1',
		expiresAt: NOW + 3_600_000,
	});
});

test.each([
	['oss-ap-southeast-1.aliyuncs.com', 'https://chatapp-media.oss-ap-southeast-1.aliyuncs.com'],
	['http://oss-cn-a.aliyuncs.com/', 'https://chatapp-media.oss-cn-a.aliyuncs.com'],
	['chatapp-media.oss-cn-a.aliyuncs.com', 'https://chatapp-media.oss-cn-a.aliyuncs.com'],
	['http://127.0.0.1:47214', 'http://127.0.0.1:47214/chatapp-media'],
	['http://localhost:47214/', 'http://localhost:47214/chatapp-media'],
])('endpoint %s leads to %s', (EndPoint, baseUrl) => {
	expect(read({ EndPoint })?.baseUrl).toBe(baseUrl);
});

test.each([
	{ AccessKeyId: '' },
	{ AccessKeySecret: undefined },
	{ EndPoint: '' },
	{ EndPoint: 'a b' },
	{ BucketName: '' },
	{ BucketName: 'Bad/Name' },
])('%j gives no place to upload to', (change) => {
	expect(read(change)).toBeNull();
});

test.each([
	[600, NOW + 600_000],
	['600', NOW + 600_000],
	[1_790_000_900, 1_790_000_900_000],
	[undefined, NOW + 900_000],
	[-1, NOW + 900_000],
])('expiry %s is read', (Expire, expiresAt) => {
	expect(read({ Expire })?.expiresAt).toBe(expiresAt);
});
