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
 * @throws InvalidInput when nothing is left.
 */
export function requiredText(value: unknown, label: string): string {
	const text = textOf(value);
	if (text !== '') return text;
	throw new InvalidInput(
		`'${label}' is empty`,
		`Fill in '${label}'. If it is an expression, check that the input item has the value.`,
	);
}

/** An optional text, `undefined` when empty, so that it is left out of the call. */
export function optionalText(value: unknown): string | undefined {
	return textOf(value) || undefined;
}
