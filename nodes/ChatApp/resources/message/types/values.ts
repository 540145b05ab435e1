import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../../../alibabaCloud/input/invalidInput';
import { isEmptyValue, plainNumber, trimCopied } from '../../../../alibabaCloud/input/plainValue';
import { isObject, jsonIn } from '../../../../alibabaCloud/wire/parseJson';
import { encodeWholeLink, hasMoreLinks } from '../../../../alibabaCloud/wire/url';

/**
 * Numbers reach a text field through expressions and are texts to a receiver. What is not a number is
 * left to the rules of the message, which name the field.
 */
export function asText(value: unknown): unknown {
	if (typeof value === 'bigint') return String(value);
	return typeof value === 'number' && Number.isFinite(value) ? plainNumber(value) : value;
}

/**
 * A link as it is sent, encoded as in templates. What is none stays as it is, for the rules of the
 * message: also a link with a line break in it, and more than one.
 */
export function asLink(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const link = trimCopied(value);
	return hasMoreLinks(link) || /[\t\r\n]/.test(link) ? link : encodeWholeLink(link);
}

/** Degrees as text, without blanks around it and without an exponent. */
export function asDegrees(value: unknown): unknown {
	if (typeof value === 'number' && Number.isFinite(value)) return plainNumber(value);
	return typeof value === 'string' ? value.trim().replace(/^\+/, '') : value;
}

/** The ID in a resource locator, whichever mode it was picked in; expressions may give it bare. */
export function idOf(value: unknown): string {
	const id = isObject(value) ? value.value : value;
	return typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';
}

/** An optional text as it is sent, with its spaces; `undefined` leaves its key out. */
export function someText(value: unknown): string | undefined {
	const text = asText(value);
	return typeof text === 'string' && !isEmptyValue(text) ? text : undefined;
}

/** The entries of a fixed collection; an empty list when nothing was added. */
export function entriesOf(value: unknown, name: string): IDataObject[] {
	const entries = isObject(value) ? value[name] : undefined;
	return Array.isArray(entries) ? (entries as IDataObject[]) : [];
}

/** Without the keys that have no value; `undefined` when none is left. */
export function compact(fields: IDataObject): IDataObject | undefined {
	const filled = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
	return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}

/**
 * The value of a JSON field: typed text, or what an expression gave. Long whole numbers become
 * texts, since they are ids.
 *
 * @throws InvalidInput when it is no JSON, or neither object nor list.
 */
export function readJson(value: unknown, label: string): object {
	const parsed = jsonIn(value);
	if (typeof parsed === 'object' && parsed !== null) return parsed;
	throw new InvalidInput(
		`'${label}' is not valid JSON`,
		`Enter '${label}' as a JSON object or array. Use double quotes around text and no comma after the last entry.`,
	);
}

/** The part of a whole message, as WhatsApp's documentation shows it, that a field asks for. */
export function partOf(given: object, name: string): unknown {
	return isObject(given) ? given[name] : undefined;
}
