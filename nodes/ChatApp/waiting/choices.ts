import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { textOf } from '../../alibabaCloud/input/text';
import { isObject } from '../../alibabaCloud/wire/parseJson';

/** One of the responses that a question offers. */
export interface Choice {
	/** What the person taps or types. */
	readonly label: string;
	/** What the workflow goes on with. */
	readonly value: string | number | boolean;
	/** Below the label, in a list. */
	readonly description?: string;
}

/** Labels as they are compared: people type without looking at capitals, spaces and accents' forms. */
export function comparableLabel(label: string): string {
	return label.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * The choice that a typed text names, by its label or, where the choices were sent with numbers, by
 * its number; `null` for any other text.
 */
export function typedChoice(
	text: string,
	choices: readonly Choice[],
	isNumbered: boolean,
): number | null {
	const typed = comparableLabel(text);
	if (typed === '') return null;
	const byLabel = choices.findIndex(({ label }) => comparableLabel(label) === typed);
	if (byLabel >= 0) return byLabel;
	const number = isNumbered && /^\d{1,2}[.)]?$/.test(typed) ? Number.parseInt(typed, 10) : 0;
	return number >= 1 && number <= choices.length ? number - 1 : null;
}

/** Names under which data from elsewhere has the parts of a choice, the first one wins. */
const DATA_KEYS = {
	label: ['label', 'title', 'name', 'text'],
	value: ['value', 'id'],
	description: ['description'],
} as const;

/**
 * Choices from incoming data: texts or numbers, or objects with a label and perhaps a value and a
 * description.
 *
 * @throws InvalidInput that names the field and the entry.
 */
export function choicesFromData(data: unknown, field: string): Choice[] {
	const list = Array.isArray(data) ? (data as unknown[]) : null;
	if (list === null) {
		throw new InvalidInput(
			`'${field}' is not an array`,
			`Enter '${field}' as an array of texts or of objects with label, value and description. If it is an expression, check that the input item has the array.`,
		);
	}
	return list.map((entry, index) => {
		const label = textOf(isObject(entry) ? partOf(entry, DATA_KEYS.label) : entry);
		if (label === '') {
			throw new InvalidInput(
				`'${field}' has no label in entry ${index + 1}`,
				'Use texts, or objects with the label in label, title, name or text.',
			);
		}
		if (!isObject(entry)) return { label, value: isValue(entry) ? entry : label };
		const value = partOf(entry, DATA_KEYS.value);
		const description = textOf(partOf(entry, DATA_KEYS.description));
		return { label, value: isValue(value) ? value : label, ...(description && { description }) };
	});
}

function partOf(entry: IDataObject, keys: readonly string[]): unknown {
	return keys.map((key) => entry[key]).find((part) => part !== undefined && part !== null);
}

function isValue(value: unknown): value is Choice['value'] {
	return ['string', 'number', 'boolean'].includes(typeof value) && value !== '';
}
