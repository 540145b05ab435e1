import {
	isSupportedCountry,
	parsePhoneNumberFromString,
	validatePhoneNumberLength,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/min';

import { InvalidInput, requiredText } from '../errors/invalidInput';
import { CHANNELS, type ChannelType } from './channels';

const EXAMPLE = 'Write it with its country code, for example +65 9123 4567.';
const ADD_COUNTRY = `${EXAMPLE} For numbers without country code add the option 'Default Country'.`;

/**
 * A receiver as the service wants it: digits with country code for channels that use phone
 * numbers, anything else untouched.
 *
 * @param label the field's label, for errors.
 * @param defaultCountry ISO code for numbers without a country code, empty for none.
 * @throws InvalidInput that says why a number cannot be used.
 */
export function readRecipient(
	channel: ChannelType,
	value: unknown,
	label: string,
	defaultCountry: string,
): string {
	const given = requiredText(value, label);
	return CHANNELS[channel].recipient === 'phone'
		? phoneDigits(given, label, defaultCountry)
		: given;
}

/**
 * Digits with country code of a number in any usual form: `+`, `00`, spaces, dashes, brackets, or
 * national when a default country is given. Bare digits without one are read as the service writes
 * numbers, with country code.
 *
 * @throws InvalidInput when the number is impossible, or could be two.
 */
export function phoneDigits(given: string, label: string, defaultCountry: string): string {
	const country = readCountry(defaultCountry);
	const number = plainNumber(given, label);
	if (number.startsWith('+')) return international(number, given, label);
	if (country) return bareDigits(number, country, given, label);
	if (!number.startsWith('0')) return international(`+${number}`, given, label, ADD_COUNTRY);
	throw refused(given, label, 'it has no country code', ADD_COUNTRY);
}

/**
 * A number of the business as the service wants it: digits. Whether it exists is the service's to
 * say, since it also lends numbers that no numbering plan knows.
 *
 * @throws InvalidInput when it is no number at all.
 */
export function ownDigits(given: string, label: string): string {
	return plainNumber(given, label).replace(/^\+/, '');
}

/** Digits that may or may not start with a country code: both readings are tried. */
function bareDigits(number: string, country: CountryCode, given: string, label: string): string {
	const national = validNumber(number, country);
	const foreign = number.startsWith('0') ? undefined : validNumber(`+${number}`);
	if (foreign && national && foreign.number !== national.number) {
		throw refused(
			given,
			label,
			`it could be ${foreign.number} or, in ${country}, ${national.number}`,
			'Write it with a plus sign and its country code.',
		);
	}
	const found = national ?? foreign;
	if (found) return digitsOf(found);
	if (!number.startsWith('0') && validatePhoneNumberLength(`+${number}`) === undefined) {
		return number;
	}
	throw refused(given, label, `it is no number of ${country} and has no country code`);
}

/** Punctuation away, `00` as `+`; what is left is digits with or without a plus sign. */
function plainNumber(given: string, label: string): string {
	if (/[;,|]|\s(?:or|and)\s/i.test(given)) {
		throw refused(given, label, 'it holds more than one number', 'Use one item for each receiver.');
	}
	const bare = given
		.normalize('NFKC')
		.replace(/[\s\-‐-―().\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g, '');
	const odd = /[^\d+]/u.exec(bare)?.[0];
	if (odd !== undefined) throw refused(given, label, `it contains '${odd}'`);
	if (bare.lastIndexOf('+') > 0)
		throw refused(given, label, 'a plus sign belongs to the start only');
	return bare.startsWith('00') ? `+${bare.slice(2)}` : bare;
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
	const problem = validatePhoneNumberLength(number);
	const parsed = parsePhoneNumberFromString(number, { extract: false });
	if (problem === undefined && parsed) return digitsOf(parsed);
	const reason = LENGTH_PROBLEMS[problem ?? 'NOT_A_NUMBER'] ?? 'it is no phone number';
	throw refused(given, label, reason, advice);
}

const LENGTH_PROBLEMS: Readonly<Record<string, string>> = Object.freeze({
	TOO_SHORT: 'it is too short for its country',
	TOO_LONG: 'it is too long for its country',
	INVALID_LENGTH: 'its length does not exist in its country',
	INVALID_COUNTRY: 'no country has this country code',
	NOT_A_NUMBER: 'it is no phone number',
});

function validNumber(number: string, country?: CountryCode): PhoneNumber | undefined {
	const parsed = parsePhoneNumberFromString(number, { defaultCountry: country, extract: false });
	return parsed?.isValid() ? parsed : undefined;
}

function digitsOf(number: PhoneNumber): string {
	return number.number.slice(1);
}

function readCountry(defaultCountry: string): CountryCode | undefined {
	const code = defaultCountry.trim().toUpperCase();
	if (code === '') return undefined;
	if (isSupportedCountry(code)) return code;
	throw new InvalidInput(
		`'Default Country' is no country: ${defaultCountry}`,
		'Choose a country from the list, or give its two-letter code, for example SG.',
	);
}

function refused(given: string, label: string, reason: string, advice = EXAMPLE): InvalidInput {
	return new InvalidInput(
		`'${label}' is not a phone number to send to: ${reason} (${given})`,
		advice,
	);
}
