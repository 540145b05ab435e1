import fc from 'fast-check';

import { parseJson } from '../../../../nodes/alibabaCloud/wire/parseJson';

it('reads strings of many megabytes next to a long number', () => {
	const text = 'x\\"'.repeat(3_000_000);

	expect(parseJson(`{"id":12345678901234567890,"text":"${text}"}`)).toEqual({
		id: '12345678901234567890',
		text: 'x"'.repeat(3_000_000),
	});
});

it('changes nothing inside of strings', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant('"\\1234567890123456789,'))),
			(value) => {
				const text = JSON.stringify({ ...value, long: '1234567890123456789' });
				expect(parseJson(text)).toEqual(JSON.parse(text));
			},
		),
	);
});
