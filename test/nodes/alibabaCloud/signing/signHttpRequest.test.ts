import * as fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { signHttpRequest } from '../../../../nodes/alibabaCloud/signing/signHttpRequest';

const KEYS = { accessKeyId: 'id', accessKeySecret: 'test-access-key-secret' };
const BASE: IHttpRequestOptions = {
	method: 'POST',
	baseURL: 'https://cams.example.com',
	url: '/',
	qs: { ChannelType: 'whatsapp' },
	headers: { 'X-Acs-Action': 'ListInstance', 'x-acs-version': '2020-06-06' },
	body: { To: '6591230001' },
};

it('changes nothing it was given and signs twice with fresh nonces', () => {
	const given = structuredClone(BASE);
	const first = signHttpRequest(given, KEYS);
	const second = signHttpRequest(given, KEYS);
	expect(given).toEqual(BASE);
	expect(first.headers?.['x-acs-signature-nonce']).not.toBe(
		second.headers?.['x-acs-signature-nonce'],
	);
});

it('can sign what it has signed: old authorization and nonce are replaced', () => {
	const moment = { date: new Date(0), nonce: 'n' };
	const once = signHttpRequest(BASE, KEYS, moment);
	expect(signHttpRequest(once, KEYS, moment)).toEqual(once);
});

it('folds base address and query into the URL and freezes a JSON body as bytes', () => {
	const signed = signHttpRequest(BASE, KEYS);
	expect(signed.url).toBe('https://cams.example.com/?ChannelType=whatsapp');
	expect(signed).not.toHaveProperty('baseURL');
	expect(signed).not.toHaveProperty('qs');
	expect(signed.body).toEqual(Buffer.from('{"To":"6591230001"}'));
	expect(signed.headers).toMatchObject({
		'content-type': 'application/json',
		accept: 'application/json',
		'x-acs-action': 'ListInstance',
	});
});

it("keeps a form a string, which n8n's HTTP client sends as it is", () => {
	const signed = signHttpRequest(
		{
			...BASE,
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: { Text: 'a b', List: ['x', 'y'], Absent: undefined },
		},
		KEYS,
	);
	expect(signed.body).toBe('Text=a%20b&List.1=x&List.2=y');
});

it('takes the form of the HTTP Request node: uri, form and JSON switch', () => {
	const older = {
		method: 'POST',
		uri: 'https://cams.example.com/',
		qs: { Action: 'ListInstance', Version: '2020-06-06' },
		form: { PageIndex: 1 },
		json: true,
		useQuerystring: true,
	} as unknown as IHttpRequestOptions;
	const signed = signHttpRequest(older, KEYS) as unknown as Record<string, unknown>;
	expect(signed).toMatchObject({
		uri: 'https://cams.example.com/?Action=ListInstance&Version=2020-06-06',
		body: 'PageIndex=1',
		json: true,
		headers: {
			'content-type': 'application/x-www-form-urlencoded',
			'x-acs-action': 'ListInstance',
			'x-acs-version': '2020-06-06',
		},
	});
	expect(signed).not.toHaveProperty('form');
	expect(signed).not.toHaveProperty('url');
});

it('signs no body that the client would drop', () => {
	const signed = signHttpRequest({ ...BASE, method: 'GET' }, KEYS);
	expect(signed).not.toHaveProperty('body');
	expect(signed.headers).not.toHaveProperty('content-type');
});

it.each([
	['http://cams.example.com/', /not HTTPS/],
	['http://127.0.0.1.example.com/', /not HTTPS/],
	['ftp://127.0.0.1/', /not HTTPS/],
	['', /not a URL/],
	['cams.example.com', /not a URL/],
])('refuses the address %j', (url, message) => {
	expect(() => signHttpRequest({ ...BASE, baseURL: undefined, url }, KEYS)).toThrow(message);
});

it.each(['http://127.0.0.1:4010/', 'http://localhost:4010/', 'http://[::1]:4010/'])(
	'accepts plain HTTP to this machine: %s',
	(url) => {
		expect(signHttpRequest({ ...BASE, url, baseURL: undefined }, KEYS).url).toContain(url);
	},
);

it('refuses what it cannot hash, and says what to send instead', () => {
	const multipart = { ...BASE, formData: { file: 'x' } } as IHttpRequestOptions;
	const stream = { ...BASE, body: { pipe: () => undefined } } as unknown as IHttpRequestOptions;
	expect(() => signHttpRequest(multipart, KEYS)).toThrow(/multipart.*form URL encoded or as JSON/i);
	expect(() => signHttpRequest(stream, KEYS)).toThrow(/streamed.*form URL encoded or as JSON/i);
});

it('never throws anything but its own refusals, whatever the address', () => {
	fc.assert(
		fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
			const signed = signHttpRequest({ method: 'GET', url: url.replace(/^http:/, 'https:') }, KEYS);
			expect(URL.canParse(signed.url)).toBe(true);
		}),
	);
});

it.each([
	[{ 'x-acs-action': 'A', 'x-acs-version': 'V' }, 'A', 'V'],
	[{ 'x-acs-action': 'A' }, 'A', '2017'],
	[{ 'x-acs-version': 'V' }, 'FromQuery', 'V'],
	[{}, 'FromQuery', '2017'],
])(
	'names the action by %j, and where that says nothing by the query',
	(headers, action, version) => {
		const qs = { Action: 'FromQuery', Version: '2017' };
		const signed = signHttpRequest({ method: 'GET', url: 'https://a.example/', headers, qs }, KEYS);
		expect(signed.headers).toMatchObject({ 'x-acs-action': action, 'x-acs-version': version });
		expect(String(signed.headers?.Authorization)).toMatch(/x-acs-action;.*x-acs-version/);
	},
);

it('names no action where none is known', () => {
	const signed = signHttpRequest({ method: 'GET', url: 'https://a.example/' }, KEYS);
	expect(Object.keys(signed.headers ?? {}).sort()).toEqual([
		'Authorization',
		'accept',
		'x-acs-content-sha256',
		'x-acs-date',
		'x-acs-signature-nonce',
	]);
});

it('writes its own headers anew, and leaves out those without a value', () => {
	const given = { Host: 'other', 'Content-Length': 5, Authorization: 'old', Accept: '*/*' };
	const signed = signHttpRequest(
		{
			...BASE,
			headers: { ...given, 'X-Acs-None': null, 'X-Acs-Zero': 0, 'X-Acs-Gone': undefined },
		},
		KEYS,
	);
	expect(signed.headers).toMatchObject({ accept: '*/*', 'x-acs-zero': '0' });
	expect(Object.keys(signed.headers ?? {})).not.toEqual(
		expect.arrayContaining([
			expect.stringMatching(/^(?:host|content-length|x-acs-(?:none|gone))$/),
		]),
	);
	expect(signed.headers?.Authorization).toMatch(/^ACS3-HMAC-SHA256 Credential=id,/);
	expect(signed.headers).not.toHaveProperty('authorization');
});

it('follows no redirection, since a signature is for one address', () => {
	expect(signHttpRequest(BASE, KEYS)).toMatchObject({ disableFollowRedirect: true });
});

it('asks for JSON and calls by GET where nothing else is said', () => {
	const signed = signHttpRequest({ url: 'https://a.example/' }, KEYS);
	expect(signed.headers).toMatchObject({ accept: 'application/json' });
	const moment = { date: new Date(0), nonce: 'n' };
	const authorization = (method?: IHttpRequestOptions['method']) =>
		signHttpRequest({ method, url: 'https://a.example/' }, KEYS, moment).headers?.Authorization;
	expect(authorization()).toBe(authorization('GET'));
	expect(authorization('get' as 'GET')).toBe(authorization('GET'));
	expect(authorization('PUT')).not.toBe(authorization('GET'));
});
