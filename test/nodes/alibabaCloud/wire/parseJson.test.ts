import * as fc from 'fast-check';

import { isObject, jsonIn, parseJson } from '../../../../nodes/alibabaCloud/wire/parseJson';

it('keeps long integers as strings and leaves strings alone', () => {
	expect(
		parseJson(
			'{"code":1119000000000000001,"list":[-12345678901234567890,7],"text":"1119000000000000001,\\"1234567890123456\\""}',
		),
	).toEqual({
		code: '1119000000000000001',
		list: ['-12345678901234567890', 7],
		text: '1119000000000000001,"1234567890123456"',
	});
});

it('leaves fractions and exponents to the parser', () => {
	expect(parseJson('[1.1234567890123456789, 1234567890123456.5, 1234567890123456e3]')).toEqual([
		1.1234567890123457, 1234567890123456.5, 1234567890123456e3,
	]);
});

it('is JSON.parse for everything without long integers', () => {
	fc.assert(
		fc.property(fc.json(), (text) => {
			fc.pre(!/\d{16}/.test(text));
			expect(parseJson(text)).toEqual(JSON.parse(text));
		}),
	);
});

it.each(['', '{', '01', '[1234567890123456789', '{"a":1234567890123456789x}'])(
	'refuses %j like JSON.parse',
	(text) => {
		expect(() => parseJson(text)).toThrow(SyntaxError);
	},
);

it('takes the JSON of a text, and any other value as it is', () => {
	const given = { text: '{"a":1}' };
	expect(jsonIn('{"id":1119000000000000001}')).toEqual({ id: '1119000000000000001' });
	expect(jsonIn('null')).toBeNull();
	expect(jsonIn('{"a":')).toBeUndefined();
	expect(jsonIn('')).toBeUndefined();
	for (const value of [given, null, undefined, 7, false]) expect(jsonIn(value)).toBe(value);
});

it.each([null, undefined, [], [{}], 'a', 1, true])('%j is no JSON object', (value) => {
	expect(isObject(value)).toBe(false);
});

it.each([{}, { a: 1 }, Object.create(null)])('%j is a JSON object', (value) => {
	expect(isObject(value)).toBe(true);
});
