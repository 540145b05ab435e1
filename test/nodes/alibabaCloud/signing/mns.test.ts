import { signMns } from '../../../../nodes/alibabaCloud/signing/mns';

const DATE = new Date('Thu, 09 Jul 2015 03:01:34 GMT');
const KEYS = { accessKeyId: 'id', accessKeySecret: 'TestAccessSecret' };

it('returns the known signature of a request without a body', () => {
	expect(signMns({ method: 'GET', resource: '/MyQueue' }, KEYS, DATE)).toEqual({
		Authorization: 'MNS id:uwx3yeWoILzgmvesW0BQSgfM7b8=',
		Date: 'Thu, 09 Jul 2015 03:01:34 GMT',
		'x-mns-version': '2015-06-06',
	});
});

it('signs the content type of a body, and sends the token unsigned', () => {
	const plain = signMns({ method: 'DELETE', resource: '/q', contentType: 'text/xml' }, KEYS, DATE);
	const withToken = signMns(
		{ method: 'DELETE', resource: '/q', contentType: 'text/xml' },
		{ ...KEYS, securityToken: 'token' },
		DATE,
	);
	expect(plain['Content-Type']).toBe('text/xml');
	expect(plain.Authorization).not.toBe(
		signMns({ method: 'DELETE', resource: '/q' }, KEYS, DATE).Authorization,
	);
	expect(withToken).toEqual({ ...plain, 'security-token': 'token' });
});
