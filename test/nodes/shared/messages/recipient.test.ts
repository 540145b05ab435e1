import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/examples.mobile.json';

import { COUNTRY_NAMES } from '../../../../nodes/shared/messages/countries';
import { ownDigits, phoneDigits, readRecipient } from '../../../../nodes/shared/messages/recipient';

const to = (given: string, country = ''): string => phoneDigits(given, 'To', country);

test.each([
	['+65 9123 0001', '', '6591230001'],
	['0065-9123-0001', '', '6591230001'],
	['+65 (9123) 0001', '', '6591230001'],
	['６５９１２３０００１', '', '6591230001'],
	['6591230001', '', '6591230001'],
	['6591230001', 'SG', '6591230001'],
	['91230001', 'SG', '6591230001'],
	['91230001', 'sg', '6591230001'],
	['(012) 345-0002', 'MY', '60123450002'],
	['+60 12-345 0002', 'SG', '60123450002'],
	['60123450002', 'SG', '60123450002'],
	['+44 (0)20 7946 0958', '', '442079460958'],
	['+39 06 1234 5678', '', '390612345678'],
	['\u202a+65 9123 0001\u202c', '', '6591230001'],
	['5215512345678', '', '5215512345678'],
])('%s with country "%s" is sent as %s', (given, country, digits) => {
	expect(to(given, country)).toBe(digits);
});

test.each([
	['91230001', '', /too short for its country/, /Default Country/],
	['0123450002', '', /has no country code/, /Default Country/],
	['+999123456', '', /no country has this country code/, /country code/],
	['+65 9123', '', /too short/, /\+65 9123 4567/],
	['+65 9123 0001 0001 0001', '', /too long/, /\+65 9123 4567/],
	['+65 9123 0001, +60 12-345 0002', '', /more than one number/, /one item for each receiver/],
	['Mei', '', /contains 'M'/, /country code/],
	['6591230001 ext 3', '', /contains 'e'/, /country code/],
	['65+91230001', '', /plus sign belongs to the start/, /country code/],
	['123', 'SG', /no number of SG and has no country code/, /country code/],
	['+', '', /no phone number/, /country code/],
])('%s with country "%s" is refused because %s', (given, country, reason, advice) => {
	const refuse = (): string => to(given, country);
	expect(refuse).toThrow(reason);
	expect(refuse).toThrow(/^'To' is not a phone number to send to/);
	expect(refuse).toThrow(expect.objectContaining({ description: expect.stringMatching(advice) }));
});

test('a number that two countries could own is refused with both readings', () => {
	expect(() => to('4930123456', 'IN')).toThrow(/could be \+4930123456 or, in IN, \+914930123456/);
	expect(to('+4930123456', 'IN')).toBe('4930123456');
	expect(to('04930123456', 'IN')).toBe('914930123456');
});

test('a default country that does not exist is named', () => {
	expect(() => to('91230001', 'XX')).toThrow(/'Default Country' is no country: XX/);
});

test('every country of the list can be a default', () => {
	expect(Object.keys(COUNTRY_NAMES).sort()).toEqual([...getCountries()].sort());
});

test('every form of a number comes out as the same digits', () => {
	const numbers = getCountries().flatMap((country) => {
		const number = getExampleNumber(country, examples);
		return number ? [{ country, number }] : [];
	});
	const separators = fc.constantFrom('', ' ', '-', '.', '\u00a0');
	fc.assert(
		fc.property(fc.constantFrom(...numbers), separators, ({ number }, separator) => {
			const digits = number.number.slice(1);
			const spaced = [...digits].join(separator);
			expect(to(`+${spaced}`)).toBe(digits);
			expect(to(`00${spaced}`)).toBe(digits);
			expect(to(digits)).toBe(digits);
			expect(to(to(`+${spaced}`))).toBe(digits);
		}),
	);
});

test('what comes out is digits, or it is refused in words', () => {
	fc.assert(
		fc.property(fc.string(), fc.constantFrom('', 'SG', 'US'), (given, country) => {
			try {
				expect(to(given, country)).toMatch(/^\d+$/);
			} catch (error) {
				expect(String(error)).toMatch(/'To' is (not a phone number|empty)/);
			}
		}),
	);
});

test('only channels that use phone numbers have theirs read as such', () => {
	expect(readRecipient('messenger', ' 7123456789012345678 ', 'To', '')).toBe('7123456789012345678');
	expect(readRecipient('instagram', 17841400000000, 'To', '')).toBe('17841400000000');
	expect(readRecipient('viber', '+65 9123 0001', 'To', '')).toBe('6591230001');
	expect(readRecipient('whatsapp', 6591230001, 'To', '')).toBe('6591230001');
	expect(() => readRecipient('whatsapp', undefined, 'To', '')).toThrow("'To' is empty");
	expect(() => readRecipient('messenger', {}, 'To', '')).toThrow("'To' is empty");
});

test("the business's own numbers lose their punctuation and nothing else", () => {
	expect(ownDigits('+1 555-000-1234', 'From')).toBe('15550001234');
	expect(() => ownDigits('our number', 'From')).toThrow(/'From'.*contains 'o'/);
});
