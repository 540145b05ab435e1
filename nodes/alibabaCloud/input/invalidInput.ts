import { textOf } from './text';

/**
 * A value the user gave that cannot work, found before anything is sent. Pure code throws it; the
 * item loop turns it into n8n's error with the item it belongs to.
 */
export class InvalidInput extends Error {
	/**
	 * @param message what is wrong, naming the field by its label in single quotes.
	 * @param description what to do about it.
	 */
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
		this.name = 'InvalidInput';
	}
}

/**
 * A required text as it is sent: trimmed, numbers as digits.
 *
 * @throws InvalidInput when nothing is left, and for a number that is no longer the one that was meant.
 */
export function requiredText(value: unknown, label: string): string {
	assertExact(value, label);
	const text = textOf(value);
	if (text !== '') return text;
	throw new InvalidInput(
		`'${label}' is empty`,
		`Fill in '${label}'. If it is an expression, check that the input item has the value.`,
	);
}

/**
 * An optional text, `undefined` when empty, so that it is left out of the call.
 *
 * @throws InvalidInput for a number that is no longer the one that was meant.
 */
export function optionalText(value: unknown, label: string): string | undefined {
	assertExact(value, label);
	return textOf(value) || undefined;
}

/**
 * JavaScript rounds long whole numbers: an ID of 17 digits becomes that of somebody else.
 *
 * @throws InvalidInput for a number that is no longer the one that was meant.
 */
export function assertExact(value: unknown, label: string): void {
	if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
	if (!Number.isFinite(value)) {
		throw new InvalidInput(
			`'${label}' is not a usable number: ${value}`,
			'Check the expression of the field: a value that it calculates with may be missing from the input item.',
		);
	}
	throw new InvalidInput(
		`'${label}' is a number that has lost its last digits; hand it over as text`,
		'Numbers of more than 15 digits are rounded before they reach the node. Put the value in double quotes where it comes from, for example in the JSON of an earlier node.',
	);
}

/** JavaScript writes longer numbers with an exponent. No ID is that long, so they were calculated. */
const LONGEST_ID = 1e21;

/**
 * The same for a text that a person reads: there a calculated number may be long, but the rounded
 * number of an order or a parcel would be that of somebody else.
 *
 * @throws InvalidInput for a number that may be an ID that has lost its last digits.
 */
export function assertExactText(value: unknown, label: string): void {
	if (typeof value === 'number' && Math.abs(value) < LONGEST_ID) assertExact(value, label);
}
