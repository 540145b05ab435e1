import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/examples.mobile.json';

import storedCountries from '../../../fixtures/countries.json';
import { normalizeEntry } from '../../../../nodes/notifications/items/normalize';
import {
	countryNames,
	ownDigits,
	phoneDigits,
} from '../../../../nodes/alibabaCloud/input/phoneNumber';
import { readRecipient } from '../../../../nodes/ChatApp/messages/recipient';

const to = (given: string, country = ''): string => phoneDigits(given, 'To', country);

test.each([
	['+65 9123 0001', '', '6591230001'],
	['0065-9123-0001', '', '6591230001'],
	['+65 (9123) 0001', '', '6591230001'],
	['６５９１２３０００１', '', '6591230001'],
	['＋６５（９１２３）－０００１', '', '6591230001'],
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
	['\n+65 9123 0001\n', '', '6591230001'],
	['030 123456789', 'DE', '4930123456789'],
	['5215512345678', '', '5215512345678'],
	['491512345678.0', '', '491512345678'],
	['+6591230001.00', '', '6591230001'],
	['1512345678.0', 'DE', '491512345678'],
	['+65.9123.0001', '', '6591230001'],
	["'+65 9123 0001", '', '6591230001'],
	['\u201991230001', 'SG', '6591230001'],
	['0151/23456789', 'DE', '4915123456789'],
	['(030) / 123 456 78', 'DE', '493012345678'],
	['+43 664/1234567', '', '436641234567'],
	['0049 (0) 151/234-56789', '', '4915123456789'],
])('%s with country "%s" is sent as %s', (given, country, digits) => {
	expect(to(given, country)).toBe(digits);
});

describe('after the prefix for abroad of the default country', () => {
	test.each([
		['001 65 9123 4567', 'SG', '6591234567'],
		['001 65 9876 5432', 'SG', '6598765432'],
		['001-60-12-345-6789', 'SG', '60123456789'],
		['00160123456789', 'SG', '60123456789'],
		['002 49 1512 3456789', 'SG', '4915123456789'],
		['018 49 1512 3456789', 'SG', '4915123456789'],
		['0011 65 9123 4567', 'AU', '6591234567'],
		['00700 65 9123 4567', 'KR', '6591234567'],
		['008 852 5123 4567', 'ID', '85251234567'],
		['010 65 9123 4567', 'JP', '6591234567'],
		['011 65 9123 4567', 'US', '6591234567'],
	])('%s is read in %s', (given, country, digits) => {
		expect(to(given, country)).toBe(digits);
	});

	test.each([
		['001 202 555 0123', 'SG', '12025550123'],
		['001 507 212 3456', 'SG', '15072123456'],
		['00965 9123 4567', 'SG', '96591234567'],
		['00 91 98765 43210', 'KR', '919876543210'],
		['0052 1 55 1234 5678', 'TH', '5215512345678'],
	])('%s is a number after 00 in %s as well, and read as that', (given, country, digits) => {
		expect(to(given, country)).toBe(digits);
	});

	test.each(['SG', 'HK', 'KR', 'TH', 'TW', 'ID', 'AU', 'BR', 'KH', 'CO'])(
		'a mobile number of any country after 00 stays itself in %s',
		(country) => {
			const numbers = getCountries().flatMap((one) => getExampleNumber(one, examples) ?? []);
			const digits = numbers.map(({ number }) => number.slice(1));
			expect(digits.map((one) => to(`00${one}`, country))).toEqual(digits);
		},
	);
});

test.each([
	['91230001', '', /too short for its country/, /Default Country/],
	['0123450002', '', /has no country code/, /Default Country/],
	['+999123456', '', /country code does not exist/, /country code/],
	['+65 9123', '', /too short/, /\+65 9123 4567/],
	['+65 9123 0001 0001 0001', '', /too long/, /\+65 9123 4567/],
	['+65 9123 0001, +60 12-345 0002', '', /more than one number/, /one item for each recipient/],
	['030 12345\n030 54321', 'DE', /more than one number/, /one item for each recipient/],
	['+65 9123 0001\r\n+65 9123 0002', '', /more than one number/, /one item for each recipient/],
	['030 12345 030 54321', 'DE', /not a phone number in DE/, /country code/],
	['Mei', '', /contains 'M'/, /country code/],
	['491512345678.5', '', /has a decimal place/, /country code/],
	['6591230001 ext 3', '', /contains 'e'/, /country code/],
	['+6591230001/2', '', /contains '\/'/, /country code/],
	['+6591230001 / +6591230002', '', /contains '\/'/, /country code/],
	['030 1234/5678', 'DE', /contains '\/'/, /country code/],
	['0151/23456789/8', 'DE', /contains '\/'/, /country code/],
	['01/2024', 'DE', /contains '\/'/, /country code/],
	['65+91230001', '', /plus sign is only allowed at the start/, /country code/],
	['123', 'SG', /not a phone number in SG and has no country code/, /country code/],
	['+', '', /is not a phone number/, /country code/],
])('%s with country "%s" is refused because %s', (given, country, reason, advice) => {
	const refuse = (): string => to(given, country);
	expect(refuse).toThrow(reason);
	expect(refuse).toThrow(/^'To' is not a valid phone number/);
	expect(refuse).toThrow(expect.objectContaining({ description: expect.stringMatching(advice) }));
});

test.each([
	['BR', '(51) 98888-7777', '5551988887777'],
	['BR', '(84) 99876-5432', '5584998765432'],
	['BR', '(81) 98888-7777', '5581988887777'],
	['BR', '(66) 99999-8888', '5566999998888'],
	['CN', '136 8313 2964', '8613683132964'],
	['CN', '150 1234 5678', '8615012345678'],
	['IT', '328 123 4567', '393281234567'],
	['IT', '366 123 4567', '393661234567'],
	['US', '(646) 237-7919', '16462377919'],
	['US', '(323) 237-7919', '13232377919'],
	['CA', '(604) 739-9065', '16047399065'],
	['MX', '664 123 4567', '526641234567'],
	['CO', '318 7095375', '573187095375'],
	['CO', '321 1234567', '573211234567'],
	['SG', '9864 2544', '6598642544'],
	['BR', '(55) 98888-7777', '5555988887777'],
	['IN', '4930123456', '914930123456'],
	['IN', '04930123456', '914930123456'],
	['IN', '+4930123456', '4930123456'],
	['IN', '004930123456', '4930123456'],
])('in %s, %s is %s, whatever other countries would read', (country, given, digits) => {
	expect(to(given, country)).toBe(digits);
});

test.each([
	['DE', '4915112345678', '4915112345678'],
	['DE', '15112345678', '4915112345678'],
	['DE', '0491 512345', '49491512345'],
	['DE', '491512345', '49491512345'],
	['ID', '62812345678', '62812345678'],
	['ID', '0812 345 678', '62812345678'],
	['XK', '38343201234', '38343201234'],
	['XK', '043 201 234', '38343201234'],
	['SG', '8613683132964', '8613683132964'],
	['SG', '5215512345678', '5215512345678'],
	['MX', '5215512345678', '5215512345678'],
	// Neither is in the tables: the length decides, for the country first.
	['SG', '51234567', '6551234567'],
	['DE', '99112233445566778', null],
])('in %s, %s is no other number: %s', (country, given, digits) => {
	if (digits === null) expect(() => to(given, country)).toThrow(/not a phone number in DE/);
	else expect(to(given, country)).toBe(digits);
});

const MOBILES = getCountries().flatMap((country) => {
	const number = getExampleNumber(country, examples);
	return number ? [number] : [];
});

test('every country reads its own mobiles, with and without its code', () => {
	expect(MOBILES.length).toBeGreaterThan(200);
	for (const number of MOBILES) {
		const { country = '', nationalNumber } = number;
		const digits = number.number.slice(1);
		expect([country, to(number.formatNational(), country)]).toEqual([country, digits]);
		expect([country, to(nationalNumber, country)]).toEqual([country, digits]);
		expect([country, to(digits, country)]).toEqual([country, digits]);
	}
});

test('every inbound item can be answered under every default country', () => {
	const strangers: string[] = [];
	for (const number of MOBILES) {
		const From = number.number.slice(1);
		const item = normalizeEntry({ MessageId: 'm', From, To: '6531589000', Message: 'hi' });
		const address = item.event === 'inbound' ? item.from.address : null;
		for (const country of ['', ...getCountries()]) {
			const digits = readRecipient('whatsapp', address, 'To', country);
			if (digits !== From) strangers.push(`${From} in ${country}: ${digits}`);
		}
	}
	expect(strangers).toEqual([]);
});

test.each([
	['+٩٧١٥٠١٢٣٤٥٦٧', '', '971501234567'],
	['٠٥٠١٢٣٤٥٦٧', 'AE', '971501234567'],
	['۰۹۱۲ ۳۴۵ ۶۷۸۹', 'IR', '989123456789'],
	['+९१ ९८७६५ ४३२१०', '', '919876543210'],
	['٠٠٩٧١٥٠١٢٣٤٥٦٧', 'SG', '971501234567'],
])('the digits of %s are digits', (given, country, digits) => {
	expect(to(given, country)).toBe(digits);
});

test('the digits of every script are digits', () => {
	const systems = Intl.supportedValuesOf('numberingSystem');
	let read = 0;
	for (const system of systems) {
		const locale = `en-u-nu-${system}`;
		const format = new Intl.NumberFormat(locale, { useGrouping: false });
		const zeroToNine = Array.from({ length: 10 }, (_, digit) => format.format(digit));
		// Some systems write with letters, which are no digits.
		if (!zeroToNine.every((digit) => /^\p{Nd}$/u.test(digit))) continue;
		const number = [...'6591230467'].map((digit) => zeroToNine[Number(digit)]).join('');
		expect([system, to(number)]).toEqual([system, '6591230467']);
		read++;
	}
	expect(read).toBeGreaterThan(50);
});

test.each(['US.13491208655302741918', 'SG.ENT.11815799212886844830', `CN.${'a'.repeat(128)}`])(
	'%.40s is the ID of a WhatsApp user and stays as it is',
	(id) => {
		for (const country of ['', 'SG']) {
			expect(readRecipient('whatsapp', ` ${id} `, 'To', country)).toBe(id);
			expect(readRecipient('whatsapp', `\u200b${id}\u202c`, 'To', country)).toBe(id);
		}
		expect(() => readRecipient('viber', id, 'To', '')).toThrow(/not a valid phone number/);
	},
);

test.each(['us.1', 'USA.1', 'US.', 'US.1-2', 'US.ENT.', `US.${'a'.repeat(129)}`, 'US.1\nUS.2'])(
	'%.40j is no ID of a WhatsApp user',
	(id) => {
		expect(() => readRecipient('whatsapp', id, 'To', '')).toThrow(/'To'/);
	},
);

test.each([
	['17841405822304914.0', '17841405822304914'],
	['\u200bpsid-1\u2060', 'psid-1'],
	['mei.10', 'mei.10'],
])('the ID %j of another channel is sent as %s', (given, id) => {
	expect(readRecipient('instagram', given, 'To', '')).toBe(id);
});

test.each(['[object Object]', '[object Array]', 'undefined'])('%s is nobody', (given) => {
	expect(() => readRecipient('telegram', given, 'To', '')).toThrow("'To' is not a recipient");
});

test('a default country that does not exist is named', () => {
	expect(() => to('91230001', 'XX')).toThrow(/'Default Country' is not a country: XX/);
});

test('every country of the list can be a default', () => {
	expect(
		countryNames()
			.map(([code]) => code)
			.sort(),
	).toEqual([...getCountries()].sort());
});

test('no country that a workflow may have stored disappears, and each keeps its name', () => {
	expect(countryNames()).toEqual(Object.entries(storedCountries));
});

test('every form of a number comes out as the same digits', () => {
	const separators = fc.constantFrom('', ' ', '-', '.', '\u00a0');
	fc.assert(
		fc.property(fc.constantFrom(...MOBILES), separators, ({ number }, separator) => {
			const digits = number.slice(1);
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
				expect(String(error)).toMatch(/'To' is (not a valid phone number|empty)/);
			}
		}),
	);
});

test('only channels that use phone numbers have theirs read as such', () => {
	expect(readRecipient('messenger', ' 7123456789012345678 ', 'To', '')).toBe('7123456789012345678');
	expect(readRecipient('instagram', 17841400000000, 'To', '')).toBe('17841400000000');
	expect(readRecipient('telegram', '+123456789', 'To', '')).toBe('123456789');
	expect(readRecipient('viber', '+65 9123 0001', 'To', '')).toBe('6591230001');
	expect(readRecipient('whatsapp', 6591230001, 'To', '')).toBe('6591230001');
	expect(() => readRecipient('whatsapp', undefined, 'To', '')).toThrow("'To' is empty");
	expect(() => readRecipient('messenger', {}, 'To', '')).toThrow("'To' is empty");
});

test("the business's own numbers lose their punctuation and nothing else", () => {
	expect(ownDigits('+1 555-000-1234', 'From')).toBe('15550001234');
	expect(() => ownDigits('our number', 'From')).toThrow(/'From'.*contains 'o'/);
});

test.each([
	[
		JSON.parse('17841405793187219'),
		'is a number that has lost its last digits; hand it over as text',
	],
	[1e21, 'is a number that has lost its last digits'],
	[Number.NaN, 'is not a usable number: NaN'],
	[Infinity, 'is not a usable number: Infinity'],
	[6591230001.5, 'is not a recipient: 6591230001.5'],
])('the number %p is no recipient', (given, reason) => {
	for (const channel of ['instagram', 'messenger', 'telegram', 'viber', 'whatsapp'] as const) {
		expect(() => readRecipient(channel, given, 'To', '')).toThrow(`'To' ${reason}`);
	}
});

test.each(['NaN', '1e+21', '1.7841405793187e+22', 'undefined', 'null'])(
	'the text %s is no ID',
	(given) => {
		expect(() => readRecipient('telegram', given, 'To', '')).toThrow("'To' is not a recipient");
	},
);

test('a number that is exact is read as its digits', () => {
	expect(readRecipient('telegram', 7219340165, 'To', '')).toBe('7219340165');
	expect(readRecipient('instagram', Number.MAX_SAFE_INTEGER, 'To', '')).toBe('9007199254740991');
	expect(readRecipient('whatsapp', 6591230001, 'To', '')).toBe('6591230001');
});
