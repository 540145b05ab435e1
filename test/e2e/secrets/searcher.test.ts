import { randomBytes } from 'node:crypto';

import { Searcher } from './searcher';

const SECRET = 'q7/Pz+R2v0aLw9sXkD41';
const around = (text: string) =>
	Buffer.concat([randomBytes(5_000), Buffer.from(text), randomBytes(5_000)]);

test.each([
	['as it is', SECRET],
	['in a URL', encodeURIComponent(SECRET)],
	['packed up', Buffer.from(SECRET).toString('base64')],
])('finds a secret %s, and does not show it again', (_, written) => {
	const searcher = new Searcher([{ kind: 'AccessKey secret', value: SECRET }]);
	const findings = searcher.find(around(`"key":"${written}"`));
	expect(findings).toEqual([
		{ kind: 'AccessKey secret', offset: 5_007, before: expect.stringMatching(/"key":"$/) },
	]);
	expect(JSON.stringify(findings)).not.toContain(written);
});

test('finds it at the very start and the very end', () => {
	const searcher = new Searcher([{ kind: 'security token', value: SECRET }]);
	expect(searcher.find(Buffer.from(`${SECRET} ${SECRET}`)).map(({ offset }) => offset)).toEqual([
		0,
		SECRET.length + 1,
	]);
});

test('finds each of many that begin alike', () => {
	const secrets = Array.from({ length: 500 }, (_, index) => ({
		kind: 'signature' as const,
		value: `0123456789abcdef${String(index).padStart(6, '0')}`,
	}));
	const searcher = new Searcher(secrets);
	expect(searcher.size).toBe(500);
	expect(searcher.find(Buffer.from(secrets.map(({ value }) => value).join(' ')))).toHaveLength(500);
});

test('finds nothing in what holds a part of it only', () => {
	const searcher = new Searcher([{ kind: 'signature', value: SECRET }]);
	expect(searcher.find(around(SECRET.slice(0, -1)))).toEqual([]);
	expect(searcher.find(Buffer.from(''))).toEqual([]);
	expect(searcher.find(Buffer.from('abc'))).toEqual([]);
});

test('refuses to look for nothing, and for what would be found by chance', () => {
	expect(() => new Searcher([])).toThrow('no secret');
	expect(() => new Searcher([{ kind: 'signature', value: 'short' }])).toThrow('too short');
});
