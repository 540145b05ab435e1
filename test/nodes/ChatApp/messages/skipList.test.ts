import fc from 'fast-check';

import { isListed, readSkipList } from '../../../../nodes/ChatApp/messages/skipList';

const MEI = '6591230001';

describe('a list of people to leave out', () => {
	it.each<[string, unknown]>([
		['an array', ['x', MEI]],
		['JSON text', '["x", "+65 9123 0001"]'],
		['JSON text of numbers', `[1, ${MEI}]`],
		['text with commas', `x, +${MEI}`],
		['text with line breaks', `x\n${MEI}\n`],
		['text with semicolons', `x;${MEI}`],
		['one number', Number(MEI)],
		['rows of a table', [{ id: 1, phone: null, userId: 'x' }, { phone: `+${MEI}` }]],
		['items', [{ json: { phone: `+${MEI}`, key: 'x' } }]],
		['cells that are empty', [null, '', undefined, MEI]],
	])('can be %s', (_name, value) => {
		expect(isListed(MEI, readSkipList(value, ''))).toBe(true);
		expect(isListed('6591230002', readSkipList(value, ''))).toBe(false);
	});

	it.each([
		'+65 9123 0001',
		'0065 9123 0001',
		'+65-9123-0001',
		'(65) 9123.0001',
		' 6591230001 ',
		'＋６５９１２３０００１',
		'+٦٥٩١٢٣٠٠٠١',
		'\u202a+65 9123 0001\u202c',
	])('knows a number written as %p', (entry) => {
		expect(isListed(MEI, readSkipList([entry], ''))).toBe(true);
	});

	it('reads numbers without a country code as those of the default country', () => {
		expect(isListed(MEI, readSkipList(['9123 0001'], 'SG'))).toBe(true);
		expect(isListed(MEI, readSkipList(['9123 0001'], ''))).toBe(false);
		expect(isListed('4915112345678', readSkipList(['0151 12345678'], 'DE'))).toBe(true);
		// What is not a number of the country counts as it is.
		expect(isListed('SG.abc', readSkipList(['SG.abc', '12'], 'SG'))).toBe(true);
	});

	it('knows mobiles with and without the digit that WhatsApp adds', () => {
		expect(isListed('5215512345678', readSkipList(['+52 55 1234 5678'], ''))).toBe(true);
		expect(isListed('525512345678', readSkipList(['+52 1 55 1234 5678'], ''))).toBe(true);
		expect(isListed('5491123456789', readSkipList(['+54 11 2345-6789'], ''))).toBe(true);
	});

	it('knows IDs as they are', () => {
		const list = readSkipList(['SG.13491208655302741918', 'psid-1'], '');
		expect(isListed('SG.13491208655302741918', list)).toBe(true);
		expect(isListed('sg.13491208655302741918', list)).toBe(false);
		expect(isListed('psid-1', list)).toBe(true);
	});

	it.each([[[]], ['[]'], [' [ ] ']])('may be empty: %j', (value) => {
		expect(readSkipList(value, '').size).toBe(0);
	});

	it.each<[unknown]>([
		[undefined],
		[null],
		[''],
		['  '],
		[{}],
		[{ phone: MEI }],
		['{"phone":"1"}'],
		['null'],
		['undefined'],
		['[object Object]'],
		['["+6591230001"'],
		['"x"'],
		[true],
		[[true]],
		[[['x']]],
	])('is refused when it is none: %j', (value) => {
		expect(() => readSkipList(value, '')).toThrow("'Skip Recipients'");
	});

	it('finds each of its own numbers, however they are written', () => {
		const digits = fc.stringMatching(/^[1-9]\d{7,14}$/);
		const written = digits.chain((number) =>
			fc
				.array(fc.constantFrom('', '', ' ', '-', '.', '(', ')'), {
					minLength: number.length,
					maxLength: number.length,
				})
				.map((signs) => ({
					number,
					entry: `+${[...number].map((digit, at) => digit + (signs[at] ?? '')).join('')}`,
				})),
		);
		fc.assert(
			fc.property(written, ({ number, entry }) => {
				expect(isListed(number, readSkipList([entry], ''))).toBe(true);
			}),
		);
	});

	it('survives what anybody can write', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ maxLength: 100 })), (entries) => {
				expect(isListed(MEI, readSkipList(entries, 'SG'))).toEqual(expect.any(Boolean));
			}),
		);
	});
});
