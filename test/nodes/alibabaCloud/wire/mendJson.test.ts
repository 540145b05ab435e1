import fc from 'fast-check';

import { unwrapJson } from '../../../../nodes/alibabaCloud/wire/embedded';
import { mendedJson } from '../../../../nodes/alibabaCloud/wire/mendJson';

it.each<[string, unknown]>([
	['{"a":1,}', { a: 1 }],
	['[1, 2 , \n]', [1, 2]],
	['{"a":[{"b":1,},],}', { a: [{ b: 1 }] }],
	['{"a":"x\ny\r\n\tz\u0001"}', { a: 'x\ny\r\n\tz\u0001' }],
	['{"a":"x\\\ny"}', '{"a":"x\\\ny"}'],
	['{"a":",}","b":"\\",]",}', { a: ',}', b: '",]' }],
	['{"a":1,,}', '{"a":1,,}'],
	['{,"a":1}', '{,"a":1}'],
	['[1,2', '[1,2'],
])('reads %j', (text, expected) => {
	expect(unwrapJson(text)).toEqual(expected);
});

it('leaves all JSON as it is, and what has nothing of that kind', () => {
	fc.assert(
		fc.property(fc.json(), fc.nat({ max: 4 }), (json, spaces) => {
			expect(mendedJson(json)).toBeUndefined();
			expect(mendedJson(JSON.stringify(JSON.parse(json), null, spaces))).toBeUndefined();
		}),
	);
	expect(mendedJson('no JSON, but text')).toBeUndefined();
});

it('reads what it has mended as what was meant', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const careless = `{"a":"${text.replace(/["\\]/g, '')}",}`;
			expect(unwrapJson(careless)).toEqual({ a: text.replace(/["\\]/g, '') });
		}),
	);
});

it('does not look at what is longer than a message of a queue', () => {
	const long = (length: number): string => `["${'\n'.repeat(length)}"]`;
	expect(mendedJson(long(60_000))).toHaveLength(120_004);
	expect(mendedJson(long(66_000))).toBeUndefined();
});
