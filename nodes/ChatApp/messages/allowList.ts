import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { trimCopied } from '../../alibabaCloud/input/plainValue';
import { asciiDigits, phoneDigits, withoutDecimal } from '../../alibabaCloud/input/phoneNumber';

/**
 * What a node may send, whatever fills its fields. `null` allows everything; an empty list allows
 * nothing, since a list that could not be read must not open what it was meant to close.
 */
export interface SendLimits {
	/** Codes or names of templates; `*` stands for any text. */
	readonly templates: readonly string[] | null;
	/** Numbers or IDs, in any usual form; `*` stands for any text, as in `+65*`. */
	readonly recipients: readonly string[] | null;
}

/** One template by what is known of it. */
export interface NamedTemplate {
	readonly code: string;
	/** `undefined` when only the code is known. */
	readonly name: string | undefined;
}

/**
 * @param limits each of them holds.
 * @throws InvalidInput when the recipient is not on the list.
 */
export function assertAllowedRecipient(to: string, limits: readonly SendLimits[]): void {
	const receiver = comparable(to);
	for (const { recipients } of limits) {
		if (recipients === null) continue;
		if (recipients.length === 0) throw emptyList('Allowed Recipients');
		const entries = recipients.map(writtenPlainly);
		if (entries.some((entry) => matches(comparable(entry), receiver))) continue;
		if (entries.some((entry) => asRecipient(entry) === receiver)) continue;
		throw new InvalidInput(
			`'To' is not an allowed recipient: ${to}`,
			"The option 'Allowed Recipients' limits who this node can send to. Use an allowed recipient, or add this one to the option.",
		);
	}
}

/**
 * @param limits each of them holds.
 * @throws InvalidInput when neither code nor name of the template is on the list.
 */
export function assertAllowedTemplate(
	{ code, name }: NamedTemplate,
	limits: readonly SendLimits[],
): void {
	for (const limit of limits) {
		if (limit.templates?.length === 0) throw emptyList('Allowed Templates');
		if (allowsTemplate({ code, name }, [limit])) continue;
		throw new InvalidInput(
			`'Template' is not an allowed template: ${name ? `'${name}' (${code})` : code}`,
			"The option 'Allowed Templates' limits what this node can send. Use an allowed template, or add this one to the option.",
		);
	}
}

/** Whether code or name of a template is on the list of each of the limits. */
export function allowsTemplate(
	{ code, name }: NamedTemplate,
	limits: readonly SendLimits[],
): boolean {
	const names = [code, name].filter((known) => known !== undefined && known !== '');
	return limits.every(
		({ templates }) =>
			templates === null ||
			templates.some((entry) => names.some((known) => matches(entry, known ?? ''))),
	);
}

function emptyList(option: string): InvalidInput {
	return new InvalidInput(
		`The option '${option}' is empty, so nothing can be sent`,
		`Fill in '${option}', or remove the option to allow all. If it is an expression, check that it returns text or a list.`,
	);
}

/** Digits of other scripts are those of the same number; an ID stays as it is. */
function writtenPlainly(entry: string): string {
	// Most are, and each is read for each item.
	if (/^[!-~][ -~]*$/.test(entry)) return entry;
	const text = trimCopied(entry);
	const plain = asciiDigits(text.normalize('NFKC'));
	return /^[+\d(]/.test(plain) && !/\p{L}/u.test(plain) ? plain : text;
}

/** Numbers are compared without the signs people put into them; IDs of other channels as they are. */
function comparable(entry: string): string {
	return /^[+\d][\d\s()*.-]*$/.test(entry)
		? withoutDecimal(entry)
				.replace(/[\s().-]/g, '')
				.replace(/^(?:\+|00)/, '')
		: entry;
}

/** A whole number as 'To' reads it, such as one with the zero in brackets; `null` for all else. */
function asRecipient(entry: string): string | null {
	if (!/^[+\d(]/.test(entry) || entry.includes('*')) return null;
	try {
		return phoneDigits(entry, 'Allowed Recipients', '');
	} catch {
		return null;
	}
}

/** The pattern's parts between asterisks, found one after the other: never slow, however hostile. */
function matches(pattern: string, text: string): boolean {
	const [head = '', ...rest] = pattern.split('*');
	if (rest.length === 0) return pattern === text;
	const tail = rest.pop() ?? '';
	if (!text.startsWith(head)) return false;
	let position = head.length;
	for (const part of rest) {
		const found = text.indexOf(part, position);
		if (found < 0) return false;
		position = found + part.length;
	}
	// The end may not use again what the parts before it have used.
	return text.endsWith(tail) && text.length - tail.length >= position;
}
