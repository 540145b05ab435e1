import { isPrivateHost } from '../../../../nodes/alibabaCloud/files/privateHost';

const hostOf = (url: string) => new URL(url).hostname;

test.each([
	'http://localhost',
	'http://LOCALHOST.',
	'http://127.0.0.1',
	'http://127.1',
	'http://0x7f000001',
	'http://2130706433',
	'http://0177.0.0.1',
	'https://0.0.0.0',
	'https://10.255.0.1',
	'https://100.64.0.1',
	'https://100.100.100.200',
	'https://169.254.169.254',
	'https://172.16.0.1',
	'https://172.31.255.255',
	'https://192.168.1.1',
	'https://198.19.0.1',
	'https://239.1.2.3',
	'https://255.255.255.255',
	'https://[::1]',
	'https://[::]',
	'https://[::ffff:10.0.0.1]',
	'https://[64:ff9b::a00:1]',
	'https://[2002:a00:1::]',
	'https://[2001:0:a00:1::]',
	'https://[fd00::1]',
	'https://[fe80::1]',
	'https://redis',
	'https://printer.local',
	'https://metadata.google.internal',
	'https://a.localhost',
])('%s is of the own network', (url) => {
	expect(isPrivateHost(hostOf(url))).toBe(true);
});

test.each([
	'https://chatapp.oss-ap-southeast-1.aliyuncs.com',
	'https://example.com.',
	'https://8.8.8.8',
	'https://100.63.255.255',
	'https://100.128.0.1',
	'https://172.15.0.1',
	'https://172.32.0.1',
	'https://192.0.1.1',
	'https://198.20.0.1',
	'https://223.255.255.255',
	'https://[2400:3200::1]',
	'https://localhost.example.com',
	// Those of examples, which nobody has.
	'https://192.0.2.1',
	'https://198.51.100.255',
	'https://203.0.113.9',
	'https://[2001:db8::1]',
	'https://[::ffff:192.0.2.1]',
])('%s is of the internet', (url) => {
	expect(isPrivateHost(hostOf(url))).toBe(false);
});
