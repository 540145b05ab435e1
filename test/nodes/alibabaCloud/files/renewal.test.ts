import { storagePath } from '../../../../nodes/alibabaCloud/files/renewal';

test.each([
	[
		'https://whatsapp-prod-oss-bucket.oss-ap-southeast-1.aliyuncs.com/1/a%20b.jpeg?Expires=1',
		'1/a b.jpeg',
	],
	['http://127.0.0.1:47214/bucket/dir/a.png', 'dir/a.png'],
	['https://example.com/a.png', null],
	['https://evil-aliyuncs.com/a.png', null],
	['https://b.oss-ap-southeast-1.aliyuncs.com/', null],
	['https://b.oss-ap-southeast-1.aliyuncs.com/a%E9.png', 'a%E9.png'],
	['no url', null],
])('%s -> %s', (link, path) => {
	expect(storagePath(link)).toBe(path);
});
