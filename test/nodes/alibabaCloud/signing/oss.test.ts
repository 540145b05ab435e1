import { createHmac } from 'node:crypto';

import { signUpload } from '../../../../nodes/alibabaCloud/signing/oss';

const keys = {
	accessKeyId: 'test-access-key-id',
	accessKeySecret: 'test-access-key-secret',
	securityToken: 'test-security-token',
};
const upload = { bucket: 'media', key: 'dir/photo.png', contentType: 'image/png' } as const;
const date = new Date('2026-10-01T12:00:00Z');
const sha1 = (text: string): string =>
	createHmac('sha1', keys.accessKeySecret).update(text).digest('base64');

test('signs the text that the storage builds from the request', () => {
	const headers = signUpload({ ...upload, acl: 'public-read' }, keys, date);
	expect(headers).toEqual({
		Authorization: `OSS test-access-key-id:${sha1(
			'PUT\n\nimage/png\nThu, 01 Oct 2026 12:00:00 GMT\n' +
				'x-oss-object-acl:public-read\nx-oss-security-token:test-security-token\n' +
				'/media/dir/photo.png',
		)}`,
		Date: 'Thu, 01 Oct 2026 12:00:00 GMT',
		'Content-Type': 'image/png',
		'x-oss-object-acl': 'public-read',
		'x-oss-security-token': 'test-security-token',
	});
});

test('leaves out what there is not', () => {
	const { securityToken: _none, ...permanent } = keys;
	const headers = signUpload(upload, permanent, date);
	expect(Object.keys(headers)).toEqual(['Authorization', 'Date', 'Content-Type']);
	expect(headers.Authorization).toContain(
		sha1('PUT\n\nimage/png\nThu, 01 Oct 2026 12:00:00 GMT\n/media/dir/photo.png'),
	);
});
