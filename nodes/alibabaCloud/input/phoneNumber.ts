import {
	getCountries,
	isSupportedCountry,
	parsePhoneNumberFromString,
	validatePhoneNumberLength,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/min';

import { InvalidInput } from './invalidInput';
import { trimCopied } from './plainValue';

const EXAMPLE = 'Enter it with its country code, for example +65 9123 4567.';
const ADD_COUNTRY = `${EXAMPLE} For numbers without a country code, add the option 'Default Country'.`;

/** ISO codes of all countries and regions that have phone numbers, by their English names. */
export function countryNames(): Array<[code: CountryCode, name: string]> {
	const names = new Intl.DisplayNames('en', { type: 'region' });
	return getCountries()
		.map((code): [CountryCode, string] => [code, names.of(code) ?? code])
		.sort(([, a], [, b]) => a.localeCompare(b, 'en'));
}

/**
 * Digits with country code of a number in any usual form: `+`, `00`, spaces, dashes, brackets, or
 * national when a default country is given. The default country decides about every number without
 * `+` or `00`: only what is not a number there is read as international. A number with `00` that does
 * not exist may exist with the prefix of that country, such as `001` in Singapore. Without a default
 * country, bare digits are read as the service writes numbers, with country code.
 *
 * @throws InvalidInput when the number is impossible.
 */
export function phoneDigits(given: string, label: string, defaultCountry: string): string {
	const country = readCountry(defaultCountry);
	const dialed = dialedNumber(given, label);
	const number = withPlus(dialed);
	const own = country && number !== dialed ? byOwnPrefix(dialed, country, given) : undefined;
	if (own) return digitsOf(own);
	if (number.startsWith('+')) return international(number, given, label);
	if (country) return bareDigits(number, country, given, label);
	if (!number.startsWith('0')) return international(`+${number}`, given, label, ADD_COUNTRY);
	throw refused(given, label, 'it has no country code', ADD_COUNTRY);
}

/**
 * A number of the business as the service wants it: digits. Whether it exists is the service's to
 * say, since it also assigns numbers that no numbering plan knows.
 *
 * @throws InvalidInput when it is not a number at all.
 */
export function ownDigits(given: string, label: string): string {
	return withPlus(dialedNumber(given, label)).replace(/^\+/, '');
}

/** Digits without a plus sign: as the default country reads them, else as an international number. */
function bareDigits(number: string, country: CountryCode, given: string, label: string): string {
	const plus = number.startsWith('0') ? undefined : `+${number}`;
	const found =
		(plus && ownMobile(plus, country)) ?? validNumber(number, country) ?? validNumber(plus);
	if (found) return digitsOf(found);
	if (plus && MEXICAN_MOBILE.test(plus)) return number;
	// New ranges are in use before tables know them, so the length decides, in the same order.
	if (validatePhoneNumberLength(number, country) === undefined) {
		const national = parsePhoneNumberFromString(number, {
			defaultCountry: country,
			extract: false,
		});
		if (national && digitsOf(national).length <= MOST_DIGITS) return digitsOf(national);
	}
	if (plus && validatePhoneNumberLength(plus) === undefined) return number;
	throw refused(given, label, `it is not a phone number in ${country} and has no country code`);
}

/**
 * Countries whose plan has room for their own code in front of a whole mobile number, with the form
 * of such a mobile after the code. Nobody there has a number of that form without the code, so these
 * digits are what the service itself writes.
 *
 * Source: https://www.itu.int/oth/T0202.aspx?parent=T0202
 */
const OWN_MOBILES: Readonly<Partial<Record<CountryCode, RegExp>>> = Object.freeze({
	DE: /^\+491[5-7]\d{8,9}$/,
	ID: /^\+628\d{8,11}$/,
	XK: /^\+3834[3-9]\d{6}$/,
});

function ownMobile(plus: string, country: CountryCode): PhoneNumber | undefined {
	return OWN_MOBILES[country]?.test(plus) ? validNumber(plus) : undefined;
}

/** Punctuation away; what is left is digits with or without a plus sign. */
function dialedNumber(given: string, label: string): string {
	if (/[;,|]|\s(?:or|and)\s/i.test(given) || /[\r\n\u2028\u2029]/.test(given.trim())) {
		throw refused(
			given,
			label,
			'it contains more than one number',
			'Use one item for each recipient.',
		);
	}
	const plain = trimCopied(asciiDigits(given.normalize('NFKC'))).replace(TEXT_MARK, '');
	const whole = withoutDecimal(plain);
	const text = MONTH.test(whole) ? whole : whole.replace(AREA_SLASH, '$1$2');
	if (hasDecimals(text)) throw refused(given, label, 'it has a decimal place');
	const bare = text.replace(/[\s\-‐-―\u2212().\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g, '');
	const odd = /[^\d+]/u.exec(bare)?.[0];
	if (odd !== undefined) throw refused(given, label, `it contains '${odd}'`);
	if (bare.lastIndexOf('+') > 0)
		throw refused(given, label, 'a plus sign is only allowed at the start');
	return bare;
}

/** Tables put one before a number that is to stay a text, and some export it. */
export const TEXT_MARK = /^['\u2019]\s?(?=[+\d(])/;

/**
 * A slash after the code of an area, as in 0151/23456789. Between longer numbers, and before fewer
 * than four digits, it stands for "or".
 */
const AREA_SLASH =
	/^(\(?0\d{1,5}\)?|(?:\+|00)\d{1,3}[\s-]?(?:\(0\)[\s-]?)?\(?\d{2,5}\)?) ?\/ ?(\d[\d\s-]{3,14})$/;

/** A column of dates that was taken for one of numbers: 01/2024. */
const MONTH = /^\d\d ?\/ ?(?:19|20)\d\d$/;

function withPlus(dialed: string): string {
	return dialed.startsWith('00') ? `+${dialed.slice(2)}` : dialed;
}

/**
 * A number that begins with `00` and is meant with what the default country dials for abroad, such as
 * `001 60 ...` in Singapore. Many a number fits both readings. It is read after `00`, which lists hold
 * far more often, unless it is none there or its spaces tell.
 */
function byOwnPrefix(dialed: string, country: CountryCode, given: string): PhoneNumber | undefined {
	const own = validNumber(dialed, country);
	if (own === undefined) return undefined;
	const prefix = dialed.slice(0, -digitsOf(own).length);
	// What is left as a whole was read as a number within the country.
	if (prefix.length < 3 || !dialed.endsWith(digitsOf(own))) return undefined;
	const plain = withPlus(dialed);
	if (MEXICAN_MOBILE.test(plain)) return undefined;
	const found = NO_AMERICAN_NUMBER.test(plain) ? undefined : validNumber(plain);
	if (found === undefined) return own;
	const [, first = '', second = ''] = /^\D*(\d+)\D+(\d+)\D/.exec(asciiDigits(given)) ?? [];
	const isGrouped = first === prefix && second === own.countryCallingCode;
	// In North America, the code of an area has three digits.
	const isAmerican = first === `00${found.countryCallingCode}` && second.length === 3;
	return isGrouped && !isAmerican ? own : undefined;
}

/**
 * After the code of an area, no number of North America goes on with 0 or 1, which small tables do
 * not tell.
 *
 * Source: https://www.itu.int/oth/T0202.aspx?parent=T0202
 */
const NO_AMERICAN_NUMBER = /^\+1\d{3}[01]/;

/** Whether a text is a number with decimal places, which no phone number has. */
export function hasDecimals(text: string): boolean {
	return DECIMALS.test(text);
}

const DECIMALS = /^(\+?\d{7,20})\.(\d{1,2})$/;

/** Short numbers are also written in groups, such as 1234.56, but a single zero is none. */
const SHORT_WITH_DECIMAL = /^(\+?\d{4,6})\.0$/;

/**
 * A number without the decimal place that tables give a column of numbers: `491512345678.0`. The dot
 * is no punctuation there: with the zero it would be the number of somebody else.
 */
export function withoutDecimal(text: string): string {
	const [, short = ''] = SHORT_WITH_DECIMAL.exec(text) ?? [];
	if (short !== '') return short;
	const [, number = '', decimals = ''] = DECIMALS.exec(text) ?? [];
	return /^0+$/.test(decimals) ? number : text;
}

/**
 * The digits of all scripts as those of ours. Unicode keeps ten in a row, from zero to nine.
 *
 * Source: https://www.unicode.org/versions/latest/core-spec/chapter-4/
 */
export function asciiDigits(text: string): string {
	return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
		const code = digit.codePointAt(0) ?? 0;
		let zero = code;
		while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
		return String((code - zero) % 10);
	});
}

/**
 * WhatsApp still addresses Mexican mobiles with the 1 that the numbering plan dropped in 2019, so
 * answers go to such numbers although no table knows them.
 * https://faq.whatsapp.com/general/contacts/how-to-add-an-international-phone-number
 */
const MEXICAN_MOBILE = /^\+521\d{10}$/;

/** With a country code the length decides: new ranges are in use before tables know them. */
function international(number: string, given: string, label: string, advice = EXAMPLE): string {
	if (MEXICAN_MOBILE.test(number)) return number.slice(1);
	const parsed = parsePhoneNumberFromString(number, { extract: false });
	// Says the same as the length's check, which parses the number once more to tell what is wrong.
	if (parsed?.isPossible()) return digitsOf(parsed);
	const problem = validatePhoneNumberLength(number);
	const reason = LENGTH_PROBLEMS[problem ?? 'NOT_A_NUMBER'] ?? 'it is not a phone number';
	throw refused(given, label, reason, advice);
}

const LENGTH_PROBLEMS: Readonly<Record<string, string>> = Object.freeze({
	TOO_SHORT: 'it is too short for its country',
	TOO_LONG: 'it is too long for its country',
	INVALID_LENGTH: 'its length is not valid for its country',
	INVALID_COUNTRY: 'its country code does not exist',
	NOT_A_NUMBER: 'it is not a phone number',
});

/** The most digits of an international number, by https://www.itu.int/rec/T-REC-E.164 */
export const MOST_DIGITS = 15;

function validNumber(number: string | undefined, country?: CountryCode): PhoneNumber | undefined {
	if (number === undefined) return undefined;
	const parsed = parsePhoneNumberFromString(number, { defaultCountry: country, extract: false });
	return parsed?.isValid() && digitsOf(parsed).length <= MOST_DIGITS ? parsed : undefined;
}

function digitsOf(number: PhoneNumber): string {
	return number.number.slice(1);
}

function readCountry(defaultCountry: string): CountryCode | undefined {
	const code = defaultCountry.trim().toUpperCase();
	if (code === '') return undefined;
	if (isSupportedCountry(code)) return code;
	throw new InvalidInput(
		`'Default Country' is not a country: ${defaultCountry}`,
		'Choose a country from the list, or enter its two-letter code, for example SG.',
	);
}

function refused(given: string, label: string, reason: string, advice = EXAMPLE): InvalidInput {
	return new InvalidInput(`'${label}' is not a valid phone number: ${reason} (${given})`, advice);
}
