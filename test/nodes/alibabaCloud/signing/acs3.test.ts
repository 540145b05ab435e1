import OpenApiUtil from '@alicloud/openapi-util';
import * as fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { createHash, createHmac } from 'node:crypto';

import { signAcs3 } from '../../../../nodes/alibabaCloud/signing/acs3';
import { flatten } from '../../../../nodes/alibabaCloud/signing/flatten';
import { percentEncode } from '../../../../nodes/alibabaCloud/signing/percentEncode';
import { signHttpRequest } from '../../../../nodes/alibabaCloud/signing/signHttpRequest';

const ALGORITHM = 'ACS3-HMAC-SHA256';
const MOMENT = { date: new Date('2026-03-01T10:20:30.456Z'), nonce: 'nonce-1' };

/** The library leaves the names of query parameters as they are, so odd ones are tested apart. */
const parameterName = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,12}$/);
const oddText = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.toWellFormed()),
	fc.constantFrom('', ' ', '+', '*', '~', "!'()*", 'a=b&c', '%20', 'äöü 你好 😀', '\n', '/?#'),
);
const nested = fc.oneof(
	oddText,
	fc.integer(),
	fc.boolean(),
	fc.array(oddText, { minLength: 1, maxLength: 3 }),
	fc.record(
		{ Key: oddText, List: fc.array(oddText, { minLength: 1, maxLength: 2 }) },
		{ noNullPrototype: true },
	),
);
const parameters = fc.dictionary(parameterName, nested, { maxKeys: 5, noNullPrototype: true });
const keys = fc.record(
	{
		accessKeyId: fc.stringMatching(/^[A-Za-z0-9.]{1,24}$/),
		accessKeySecret: fc.string({ minLength: 1, maxLength: 30 }),
		securityToken: fc.stringMatching(/^[A-Za-z0-9+/=]{1,60}$/),
	},
	{ requiredKeys: ['accessKeyId', 'accessKeySecret'] },
);
const body = fc.oneof(
	fc.constant({}),
	parameters.map((form) => ({
		body: form,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
	})),
	parameters.map((json) => ({ body: json, headers: { 'Content-Type': 'application/json' } })),
	oddText.map((text) => ({ body: text, headers: { 'content-type': 'text/plain; charset=utf-8' } })),
);
const request = fc
	.record({
		method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
		segments: fc.array(
			oddText.filter((text) => text !== '.' && text !== '..'),
			{ maxLength: 3 },
		),
		qs: parameters,
		extra: fc.dictionary(
			fc.constantFrom('x-acs-action', 'X-Acs-Version', 'X-ACS-Trace', 'x-acs-trace', 'accept'),
			fc.stringMatching(/^[ a-z0-9]{0,12}$/),
			{ noNullPrototype: true },
		),
		port: fc.constantFrom('', ':8443', ':443'),
		content: body,
	})
	.map(
		({ method, segments, qs, extra, port, content }): IHttpRequestOptions => ({
			method: method as 'POST',
			url: `https://cams.example.com${port}/${segments.map(percentEncode).join('/')}`,
			qs,
			...content,
			headers: { ...extra, ...('headers' in content ? content.headers : {}) },
		}),
	);

describe('signature version 3 against the official library', () => {
	let compared = 0;

	it('is byte for byte the same for random requests', () => {
		fc.assert(
			fc.property(request, keys, (options, signingKeys) => {
				const signed = signHttpRequest(options, signingKeys, MOMENT);
				const url = new URL(signed.url);
				const { Authorization, ...headers } = signed.headers as Record<string, string>;
				const sent = (signed.body as string | Buffer | undefined) ?? '';

				const expected = OpenApiUtil.getAuthorization(
					{
						method: options.method,
						pathname: url.pathname,
						query: Object.fromEntries(url.searchParams),
						headers: { ...headers, host: url.host },
					} as never,
					ALGORITHM,
					createHash('sha256').update(sent).digest('hex'),
					signingKeys.accessKeyId,
					signingKeys.accessKeySecret,
				);

				compared += 1;
				expect(Authorization).toBe(expected);
			}),
			{ numRuns: 1500 },
		);
		expect(compared).toBeGreaterThanOrEqual(1000);
	});

	it('flattens lists and objects as the library does', () => {
		fc.assert(
			fc.property(parameters, (given) => {
				expect(Object.fromEntries(flatten(given))).toEqual(OpenApiUtil.query(given));
			}),
			{ numRuns: 300 },
		);
	});

	it('sends a form that decodes to what the library sends', () => {
		fc.assert(
			fc.property(parameters, (given) => {
				const signed = signHttpRequest(
					{
						method: 'POST',
						url: 'https://cams.example.com/',
						headers: { 'content-type': 'application/x-www-form-urlencoded' },
						body: given,
					},
					{ accessKeyId: 'id', accessKeySecret: 'secret' },
					MOMENT,
				);
				const ours = [...new URLSearchParams((signed.body as string | undefined) ?? '')];
				const theirs = [...new URLSearchParams(OpenApiUtil.toForm(given))];
				expect(ours.sort()).toEqual(theirs.sort());
			}),
			{ numRuns: 300 },
		);
	});
});

describe('where the library departs from the documented rule', () => {
	const sign = (query: Array<[string, string]>, path = '/') =>
		signAcs3(
			{ method: 'POST', host: 'cams.example.com', path, query, headers: {}, body: '' },
			{ accessKeyId: 'id', accessKeySecret: 'secret' },
			MOMENT,
		).Authorization;

	const documented = (canonicalQuery: string, path = '/') => {
		const emptyHash = createHash('sha256').update('').digest('hex');
		const names = 'host;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce';
		const canonical = [
			'POST',
			path,
			canonicalQuery,
			'host:cams.example.com',
			`x-acs-content-sha256:${emptyHash}`,
			'x-acs-date:2026-03-01T10:20:30Z',
			'x-acs-signature-nonce:nonce-1',
			'',
			names,
			emptyHash,
		].join('\n');
		const hash = createHash('sha256').update(canonical).digest('hex');
		const signature = createHmac('sha256', 'secret').update(`${ALGORITHM}\n${hash}`).digest('hex');
		return `${ALGORITHM} Credential=id,SignedHeaders=${names},Signature=${signature}`;
	};

	it('encodes the names of query parameters too', () => {
		expect(sign([['a b*', '1']])).toBe(documented('a%20b%2A=1'));
	});

	it('sorts repeated names by their values', () => {
		expect(
			sign([
				['b', '2'],
				['a', '9'],
				['b', '10'],
			]),
		).toBe(documented('a=9&b=10&b=2'));
	});

	it('escapes every star of a path, not just the first', () => {
		const { url } = signHttpRequest(
			{ method: 'GET', url: 'https://cams.example.com/a*b*c' },
			{ accessKeyId: 'id', accessKeySecret: 'secret' },
			MOMENT,
		);
		expect(url).toBe('https://cams.example.com/a%2Ab%2Ac');
	});
});

it('returns the signature of the example in the documentation', () => {
	const { Authorization } = signAcs3(
		{
			method: 'POST',
			host: 'ecs.cn-shanghai.aliyuncs.com',
			path: '/',
			query: [
				['ImageId', 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd'],
				['RegionId', 'cn-shanghai'],
			],
			headers: { 'x-acs-action': 'RunInstances', 'x-acs-version': '2014-05-26' },
			body: '',
		},
		{ accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' },
		{ date: new Date('2023-10-26T10:22:32Z'), nonce: '3156853299f313e23d1673dc12e1703d' },
	);
	expect(Authorization).toBe(
		'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
	);
});

it('joins headers of one name, also one that is a member of every object', () => {
	const sign = (headers: Record<string, string>) =>
		signAcs3(
			{ method: 'GET', host: 'cams.example.com', path: '/', query: [], headers, body: '' },
			{ accessKeyId: 'id', accessKeySecret: 'secret' },
			MOMENT,
		);
	expect(sign({ constructor: ' x ', 'X-Acs-A': 'b', 'x-acs-a': 'a' } as never)).toMatchObject({
		constructor: 'x',
		'x-acs-a': 'a,b',
	});
	const odd = sign(JSON.parse('{"__proto__":"x"}') as Record<string, string>);
	expect(Object.keys(odd)).toContain('__proto__');
});

it('sends and signs the token of temporary keys, and none of permanent ones', () => {
	const sign = (securityToken?: string) =>
		signAcs3(
			{ method: 'GET', host: 'cams.example.com', path: '/', query: [], headers: {}, body: '' },
			{ accessKeyId: 'id', accessKeySecret: 'secret', ...(securityToken && { securityToken }) },
			MOMENT,
		);
	expect(sign('token')).toMatchObject({
		'x-acs-accesskey-id': 'id',
		'x-acs-security-token': 'token',
		Authorization: expect.stringContaining(
			'SignedHeaders=host;x-acs-accesskey-id;x-acs-content-sha256;x-acs-date;x-acs-security-token;',
		) as string,
	});
	expect(sign('token').Authorization).not.toBe(sign('other').Authorization);
	expect(Object.keys(sign())).not.toContain('x-acs-security-token');
});
