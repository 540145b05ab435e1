import * as fc from 'fast-check';

import { parseJson } from '../../../../nodes/alibabaCloud/wire/parseJson';

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
