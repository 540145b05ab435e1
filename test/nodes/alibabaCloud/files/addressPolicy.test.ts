import { readHosts, refusalOf } from '../../../../nodes/alibabaCloud/files/addressPolicy';

const judge = (link: string, hosts = '', allowsThisMachine = false) =>
	refusalOf(link, { hosts: readHosts(hosts), allowsThisMachine });

test.each([
	['a.png', 'notUrl'],
	['http://example.com/a', 'notHttps'],
	['http://10.0.0.5/a', 'notHttps'],
	['file:///etc/passwd', 'notHttps'],
	['ftp://127.0.0.1/a', 'notHttps'],
	['http://127.0.0.1:5678/a', 'thisMachine'],
	['https://127.0.0.2/a', 'thisMachine'],
	['https://[::1]/a', 'thisMachine'],
	['https://[::ffff:127.0.0.1]/a', 'thisMachine'],
	['https://[::ffff:7f00:1]/a', 'thisMachine'],
	['https://localhost./a', 'thisMachine'],
	['https://a.localhost/a', 'thisMachine'],
	['https://0/a', 'privateNetwork'],
	['https://0.0.0.0/a', 'privateNetwork'],
	['https://[::]/a', 'privateNetwork'],
	['https://[fec0::1]/a', 'privateNetwork'],
	['https://[64:ff9b::7f00:1]/a', 'privateNetwork'],
	['https://[::7f00:1]/a', 'privateNetwork'],
	['https://192.168.1.1/a', 'privateNetwork'],
	['https://files.corp/a', 'privateNetwork'],
	['https://example.com/a', null],
	['https://[2400:3200::1]/a', null],
])('%s without a list: %s', (link, refusal) => {
	expect(judge(link)).toBe(refusal);
});

test.each([
	['https://a.aliyuncs.com/x', 'aliyuncs.com', null],
	['https://a.aliyuncs.com./x', '*.Aliyuncs.com', null],
	['https://evilaliyuncs.com/x', 'aliyuncs.com', 'notListed'],
	['https://aliyuncs.com.evil.com/x', 'aliyuncs.com', 'notListed'],
	['https://10.0.0.5/x', 'aliyuncs.com', 'privateNetwork'],
	['https://10.0.0.5/x', 'https://10.0.0.5:8443/files', null],
	['https://10.0.0.6/x', '10.0.0.5', 'privateNetwork'],
	// A part of a name does not open what lies below it in one's own network.
	['https://metadata.google.internal/x', 'internal', 'privateNetwork'],
	['https://[fd00::1]/x', 'fd00::1', null],
	['https://[fd00::1]/x', '[FD00:0::1]', null],
	['https://[::ffff:10.0.0.5]/x', '10.0.0.5', null],
	['http://127.0.0.1:9/x', '127.0.0.1', null],
	['ftp://127.0.0.1/x', '127.0.0.1', 'notHttps'],
	['file://localhost/etc/passwd', 'localhost', 'notHttps'],
	['https://bücher.example.com/x', 'bücher.example.com', null],
])('%s with the list %s: %s', (link, hosts, refusal) => {
	expect(judge(link, hosts)).toBe(refusal);
});

test('a stand-in opens this machine alone', () => {
	expect(judge('http://127.0.0.1:9/x', '', true)).toBeNull();
	expect(judge('https://10.0.0.5/x', '', true)).toBe('privateNetwork');
	expect(judge('https://0.0.0.0/x', '', true)).toBe('privateNetwork');
});

test('a link has as many characters as a signed one needs, and its host as many as a name can have', () => {
	const start = 'https://example.com/';
	expect(judge(start + 'a'.repeat(4_096 - start.length))).toBeNull();
	expect(judge(start + 'a'.repeat(4_097 - start.length))).toBe('tooLong');
	expect(judge(`https://${'a'.repeat(301)}/`)).toBe('tooLong');
	expect(judge(`https:\\\\${'a'.repeat(301)}/`)).toBe('tooLong');
});
