import type { IExecuteFunctions } from 'n8n-workflow';

import { requiredText } from '../../alibabaCloud/input/invalidInput';
import { toMilliseconds } from '../../alibabaCloud/input/dates';

/**
 * Milliseconds of a date field's value, whether typed, picked or out of an expression.
 *
 * @throws InvalidInput that names the field when it is empty or no date.
 */
export function readMoment(functions: IExecuteFunctions, given: unknown, label: string): number {
	const isDate = typeof given === 'object' && given !== null;
	const value = isDate ? given : requiredText(given, label);
	return toMilliseconds(value, functions.getTimezone(), label);
}

/** A time of an answer as ISO text: seconds or milliseconds, or a text; `null` for what is none. */
export function answeredTime(value: unknown): string | null {
	try {
		return new Date(toMilliseconds(value, 'UTC', '')).toISOString();
	} catch {
		return null;
	}
}
