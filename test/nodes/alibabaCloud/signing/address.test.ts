import { encodePath, joinUrl, parseAddress } from '../../../../nodes/alibabaCloud/signing/address';

it.each([
	['https://a.example', '/x', 'https://a.example/x'],
	['https://a.example///', '//x', 'https://a.example/x'],
	['https://a.example/b', 'x/', 'https://a.example/b/x/'],
	['https://a.example', 'https://b.example/x', 'https://b.example/x'],
	['https://a.example', 'HTTPS://b.example/x', 'HTTPS://b.example/x'],
	['https://a.example', 'x?to=https://b.example', 'https://a.example/x?to=https://b.example'],
	['https://a.example', '', 'https://a.example'],
	['https://a.example', undefined, 'https://a.example'],
	['', '/x', '/x'],
	[undefined, 'https://b.example/', 'https://b.example/'],
	[undefined, undefined, ''],
])('%j and %j are %j', (base, url, joined) => {
	expect(joinUrl(base, url)).toBe(joined);
});

it.each([
	['/', '/'],
	['/a/b', '/a/b'],
	['/a b', '/a%20b'],
	['/a%20b', '/a%20b'],
	['/100%', '/100%25'],
	['/100%/a%20b', '/100%25/a%20b'],
	['/%2', '/%252'],
	['/%2g%20', '/%252g%2520'],
	['/ä%C3%A4', '/%C3%A4%C3%A4'],
	['/%c3%a4', '/%C3%A4'],
	['/a%2Fb', '/a%2Fb'],
	['//a', '//a'],
])('the path %j is sent as %j', (path, sent) => {
	expect(encodePath(path)).toBe(sent);
	// Encoding again changes nothing, whoever had encoded it before.
	expect(encodePath(sent)).toBe(sent);
});

it.each(['http://127.0.0.1:1/', 'http://localhost/', 'https://cams.example.com/'])(
	'%s may be called',
	(address) => {
		expect(parseAddress(address).href).toBe(address);
	},
);

it.each(['http://10.0.0.1/', 'ws://127.0.0.1/', 'ftp://cams.example.com/'])(
	'%s may not: the key must not cross a network in the clear',
	(address) => {
		expect(() => parseAddress(address)).toThrow(new URL(address).origin);
	},
);

it.each([
	['https://user:p@ss@cams example/x', 'https://cams example/x'],
	['//user:pass@cams.example.com/', '//cams.example.com/'],
	['user:pass@', ''],
	['cams.example.com', 'cams.example.com'],
])('%s is no address, and no password is shown', (address, shown) => {
	const refused = () => parseAddress(address);
	if (shown !== '') expect(refused).toThrow(`The address '${shown}' is not a URL`);
	expect(refused).not.toThrow('pass@');
});
