import { InvalidInput } from '../errors/invalidInput';

/** What a node may send, whatever fills its fields. An empty list allows everything. */
export interface SendLimits {
	/** Codes or names of templates; `*` stands for any text. */
	readonly templates: readonly string[];
	/** Numbers or IDs, in any usual form; `*` stands for any text, as in `+65*`. */
	readonly recipients: readonly string[];
}

/** One template by what is known of it. */
export interface NamedTemplate {
	readonly code: string;
	/** `undefined` when only the code is known. */
	readonly name: string | undefined;
}

/** The entries of a list that was typed with commas, semicolons or line breaks, or is an array. */
export function readAllowList(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : [value];
	return parts
		.flatMap((part) =>
			typeof part === 'string' || typeof part === 'number' ? String(part).split(/[,;\n]/) : [],
		)
		.map((entry) => entry.trim())
		.filter(Boolean);
}

/**
 * @throws InvalidInput when the recipient is not on the list.
 */
export function assertAllowedRecipient(to: string, { recipients }: SendLimits): void {
	if (recipients.length === 0) return;
	const receiver = comparable(to);
	if (recipients.some((entry) => matches(comparable(entry), receiver))) return;
	throw new InvalidInput(
		`'To' is not an allowed recipient: ${to}`,
		"The option 'Allowed Recipients' of this node limits who can get messages. Use an allowed recipient, or add this one to the option.",
	);
}

/**
 * @throws InvalidInput when neither code nor name of the template is on the list.
 */
export function assertAllowedTemplate(
	{ code, name }: NamedTemplate,
	{ templates }: SendLimits,
): void {
	if (templates.length === 0) return;
	const names = [code, name].filter((known) => known !== undefined && known !== '');
	if (templates.some((entry) => names.some((known) => matches(entry, known ?? '')))) return;
	throw new InvalidInput(
		`'Template' is not an allowed template: ${name ? `'${name}' (${code})` : code}`,
		"The option 'Allowed Templates' of this node limits what can be sent. Use an allowed template, or add this one to the option.",
	);
}

/** Numbers are compared without the signs people put into them; IDs of other channels as they are. */
function comparable(entry: string): string {
	return /^[+\d][\d\s()*.-]*$/.test(entry)
		? entry.replace(/[\s().-]/g, '').replace(/^(?:\+|00)/, '')
		: entry;
}

/** The pattern's parts between asterisks, found one after the other: never slow, however hostile. */
function matches(pattern: string, text: string): boolean {
	const [head = '', ...rest] = pattern.split('*');
	if (rest.length === 0) return pattern === text;
	const tail = rest.pop() ?? '';
	if (!text.startsWith(head) || text.length < head.length + tail.length) return false;
	let position = head.length;
	for (const part of rest) {
		const found = text.indexOf(part, position);
		if (found < 0) return false;
		position = found + part.length;
	}
	return text.endsWith(tail) && text.length - tail.length >= position;
}
