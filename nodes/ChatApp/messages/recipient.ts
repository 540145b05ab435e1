import { CHANNELS, type ChannelType } from '../../alibabaCloud/channels/channels';
import { InvalidInput, requiredText } from '../../alibabaCloud/input/invalidInput';
import { trimCopied } from '../../alibabaCloud/input/plainValue';
import { phoneDigits, withoutDecimal } from '../../alibabaCloud/input/phoneNumber';

/**
 * Business-scoped user ID, of a WhatsApp user whose number is hidden: country, perhaps `ENT` for
 * the one of a whole portfolio, and the ID.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
export const BUSINESS_SCOPED_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/**
 * A receiver as the service wants it: digits with country code for channels that use phone
 * numbers, anything else untouched. WhatsApp takes the business-scoped ID of a user as well.
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
	const given = trimCopied(requiredText(value, label));
	if (typeof value === 'number' && !Number.isInteger(value)) throw notRecipient(label, given);
	if (CHANNELS[channel].recipient === 'id') {
		if (NO_ID.test(given)) throw notRecipient(label, given);
		return withoutPlus(withoutDecimal(given));
	}
	if (channel === 'whatsapp' && BUSINESS_SCOPED_ID.test(given)) return given;
	return phoneDigits(given, label, defaultCountry);
}

/** What an expression makes of a long number, or of a value that is missing or none, within a text. */
const NO_ID = /^(?:NaN|-?Infinity|undefined|null|\[object \w{1,20}\]|\d(?:\.\d{1,20})?e\+\d{1,3})$/;

function notRecipient(label: string, given: string): InvalidInput {
	return new InvalidInput(
		`'${label}' is not a recipient: ${given}`,
		`Check the expression of '${label}', and hand numbers and IDs over as text.`,
	);
}

/**
 * No ID has a plus sign. A notification does not tell its channel, so the triggers put one before
 * all that can be a phone number.
 */
function withoutPlus(id: string): string {
	return /^\+\d+$/.test(id) ? id.slice(1) : id;
}

/**
 * Nobody can write to himself: the service would refuse it as a closed 24-hour window, or accept it
 * and fail the delivery.
 *
 * @throws InvalidInput when the number of the business is also the recipient.
 */
export function assertNotOwn(from: string, to: string): void {
	if (from !== to) return;
	throw new InvalidInput(
		`'To' is the number that the message is sent from: +${to}`,
		"Enter the recipient's number in 'To', or choose another number in 'From'.",
	);
}
