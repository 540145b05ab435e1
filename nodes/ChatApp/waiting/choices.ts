import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { asciiDigits } from '../../alibabaCloud/input/phoneNumber';
import { textOf } from '../../alibabaCloud/input/text';
import { isObject } from '../../alibabaCloud/wire/parseJson';

/** One of the responses that a question offers. */
export interface Choice {
	/** What the person taps or types. */
	readonly label: string;
	/** What the workflow continues with. */
	readonly value: string | number | boolean;
	/** Below the label, in a list. */
	readonly description?: string;
}

/**
 * Labels as they are compared: people type without looking at capitals, spaces and accents' forms,
 * with the digits of their own keyboard, and phones add marks of direction and of emoji that nobody
 * sees. What joins emoji and tells flags apart is kept.
 */
export function comparableLabel(label: string): string {
	return asciiDigits(label.normalize('NFKC'))
		.replace(/(?![\u200D\u{E0020}-\u{E007F}])[\p{Cf}\uFE0F\u20E3]/gu, '')
		.trim()
		.replace(/\s+/g, ' ')
		.toLowerCase();
}

/** A choice by all that a person can call it. */
export type NamedChoice = Pick<Choice, 'label' | 'description'> & {
	/** The label on the phone, where it is another one. */
	readonly shown?: string | undefined;
};

/**
 * The choice that a typed text names, by its label or, where the choices were sent with numbers, by
 * its number or by both as the message shows them; `null` for any other text, and for one that more
 * than one choice could mean. Signs around it and accents count only where nothing is named with them.
 */
export function typedChoice(
	text: string,
	choices: readonly NamedChoice[],
	isNumbered: boolean,
): number | null {
	const typed = comparableLabel(text);
	if (typed === '') return null;
	for (const form of FORMS) {
		const found = named(form(typed), choices, isNumbered, form);
		const [only] = found;
		if (found.size > 0) return found.size === 1 && only !== undefined ? only : null;
	}
	return null;
}

/** How texts are compared, the strictest form first: what it names is not looked for in the others. */
const FORMS: ReadonlyArray<(label: string) => string> = [
	(label) => label,
	bare,
	(label) => unaccented(bare(label)),
];

/**
 * Letters as many people type them: without accents, vowel signs and the Hamza of Arabic. In capitals
 * a Turkish label has other letters than Unicode's rule for small ones brings back.
 */
function unaccented(text: string): string {
	return text
		.normalize('NFD')
		.replace(/(?:[\u0300-\u036f]|\u0640|[\u064b-\u065f])/g, '')
		.replace(/[ßıđłø]/g, (letter) => PLAIN[letter] ?? letter);
}

/** Letters that Unicode does not take apart. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ı: 'i', đ: 'd', ł: 'l', ø: 'o' };

/** @param form in which both are compared. */
function named(
	typed: string,
	choices: readonly NamedChoice[],
	isNumbered: boolean,
	form: (label: string) => string,
): Set<number> {
	const found = new Set<number>();
	if (typed === '') return found;
	const { number, rest } = isNumbered ? numberIn(typed) : NO_NUMBER;
	choices.forEach(({ label, description, shown }, index) => {
		const isNamed = (name: string, given: string): boolean =>
			form(comparableLabel(name)) === form(given);
		const names = [label, ...(shown ? [shown] : [])];
		if (names.some((name) => isNamed(name, typed))) found.add(index);
		if (number !== index + 1) return;
		const whole = description ? [...names, `${label} (${description})`] : names;
		if (rest === '' || whole.some((name) => isNamed(name, rest))) found.add(index);
	});
	return found;
}

const NO_NUMBER = Object.freeze({ number: null, rest: '' });

/** The number of a choice and what follows it, as in "2. Decline". */
function numberIn(typed: string): { number: number | null; rest: string } {
	const [, digits = '', space = '', rest = ''] =
		/^(\d{1,2})(?:[.)]?( ?)([^ ].*))?$/.exec(typed) ?? [];
	// "12 pm" and "1.5 kg" are not the first of the choices, whatever those are called.
	if (digits === '' || (space === '' && /^[\d.)]/.test(rest))) return NO_NUMBER;
	return { number: Number.parseInt(digits, 10), rest };
}

/** Signs that people and apps put around a word. A question mark is none: "Approve?" is no yes. */
const AROUND = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\s!¡*_"'`]/u;
const AFTER = /[.,:;،؛。、।]/u;

/** A label without the signs around it. A pattern for this would take too long for long texts. */
function bare(text: string): string {
	const signs = [...text];
	let start = 0;
	let end = signs.length;
	while (start < end && AROUND.test(signs[start] ?? '')) start++;
	const isAfter = (sign = ''): boolean => AROUND.test(sign) || AFTER.test(sign);
	while (end > start && isAfter(signs[end - 1])) end--;
	return signs.slice(start, end).join('');
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
