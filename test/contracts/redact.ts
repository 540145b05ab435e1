import { parseOrNothing } from '../../nodes/alibabaCloud/wire/embedded';
import { FIELD_WORDS, PROSE_FIELDS, VOCABULARY, WORD_FIELDS, wordsOf } from './vocabulary';

/** A value that is shorter says nothing about anybody, and occurs in every text. */
const SHORTEST = 4;
const LONGEST_TEXT = 400;
const LONGEST_LIST = 3;

/** A name of the service for something: letters, with a short number at most. */
const WORD = /^(?!.*\d{7})[A-Za-z0-9][\w.:/ -]{0,59}$/;
const CODE = /^(?!.*\d{7})[A-Za-z0-9][\w.:-]{0,59}$/;
const FIELD_NAME = /^ ?[A-Za-z_]{1,60} ?$/;

/** Fields whose own fields are named by people: the variables of a template. */
const NAMED_BY_PEOPLE = /^(?:TemplateParams|Example|Payload|RequestData)$/i;

/**
 * Takes everything out of a text that tells of an account or a person. Nothing passes unless it is
 * known to be harmless; the rest keeps its length and form alone: `+6591230001` becomes `+1111111101`.
 * Equal values become equal ones, different ones stay different, so that it can be seen what belongs
 * together.
 */
export class Redactor {
	private readonly replaced = new Map<string, string>();

	private readonly known = new Set<string>();

	/** @param isWhole a fixture needs all entries of a list; a report does not. */
	constructor(private readonly isWhole = false) {}

	/** Values that must not pass in any place: keys, numbers, names, IDs, texts. */
	learn(...values: readonly unknown[]): void {
		for (const value of values) {
			const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
			if (text.trim().length >= SHORTEST) this.known.add(text.trim().toLowerCase());
		}
	}

	/** JSON or text with the same structure. */
	value(value: unknown, field = '', isNamedByPeople = false): unknown {
		if (Array.isArray(value)) {
			const shown = (this.isWhole ? value : value.slice(0, LONGEST_LIST)).map((one) =>
				this.value(one, field),
			);
			const left = value.length - shown.length;
			return left > 0 ? [...shown, `(${left} more)`] : shown;
		}
		if (typeof value === 'object' && value !== null) {
			const isNamed = NAMED_BY_PEOPLE.test(field);
			// The message of a refusal is the service's; that of a notification is a person's.
			const isRefusal = 'RequestId' in value;
			return Object.fromEntries(
				Object.entries(value).map(([name, inner]) => [
					this.fieldName(name, isNamed),
					this.value(inner, isRefusal ? name : ownText(name.trim()), isNamed),
				]),
			);
		}
		if (typeof value === 'number') return this.number(value);
		return typeof value === 'string' ? this.text(value, field, isNamedByPeople) : value;
	}

	/** A value of which the service has a list of its own, such as a code or a state. */
	word(value: unknown): string {
		const text = String(value);
		return CODE.test(text) && !this.holdsKnown(text) ? text : this.shape(text);
	}

	private text(text: string, field: string, isNamedByPeople: boolean): string {
		if (text.trim() === '') return text;
		if (/^\s*[[{]/.test(text)) {
			const inner = parseOrNothing(text);
			if (inner !== undefined) return JSON.stringify(this.value(inner, field));
		}
		if (!isNamedByPeople && WORD_FIELDS.has(field)) {
			if (WORD.test(text) && !this.holdsKnown(text)) return text;
		}
		if (PROSE_FIELDS.has(field) && !isNamedByPeople) return this.prose(text);
		return this.shape(text);
	}

	private fieldName(name: string, isNamedByPeople: boolean): string {
		const isHarmless = !isNamedByPeople && isFieldName(name) && !this.isKnown(name);
		return isHarmless ? name : this.shape(name);
	}

	private prose(text: string): string {
		return text
			.slice(0, LONGEST_TEXT)
			.replace(/[\p{L}\p{N}_+$@-]+/gu, (word) =>
				VOCABULARY.has(word.toLowerCase()) && !this.isKnown(word) ? word : crossed(word),
			);
	}

	private shape(text: string): string {
		const present = this.replaced.get(text);
		if (present !== undefined) return present;
		this.learn(text);
		if (/^https?:\/\//i.test(text)) {
			const link = `https://example.com/file-${this.replaced.size + 1}.jpg`;
			this.replaced.set(text, link);
			return link;
		}
		const cut = this.isWhole ? text : [...text].slice(0, LONGEST_TEXT).join('');
		const shaped = numbered(crossed(cut), this.replaced.size + 1);
		this.replaced.set(text, shaped);
		return shaped;
	}

	private number(value: number): number {
		const digits = String(Math.abs(Math.trunc(value)));
		return digits.length < SHORTEST ? value : Number('1'.repeat(Math.min(15, digits.length)));
	}

	private isKnown(text: string): boolean {
		return this.known.has(text.trim().toLowerCase());
	}

	private holdsKnown(text: string): boolean {
		const lower = text.toLowerCase();
		return [...this.known].some((value) => lower.includes(value));
	}
}

/** `Message` outside of a refusal is what a person wrote. */
function ownText(field: string): string {
	return field === 'Message' ? 'message' : field;
}

/** Made of words of the service alone, such as `NewPhoneNumber`: people name fields as well. */
function isFieldName(name: string): boolean {
	if (!FIELD_NAME.test(name)) return false;
	return wordsOf(name).every((word) => VOCABULARY.has(word) || FIELD_WORDS.has(word));
}

/** Letters and digits are replaced; what is between them is form: `$(xxxx), xx`. */
function crossed(text: string): string {
	return text.replace(/\p{N}/gu, '1').replace(/[\p{L}\p{M}\p{Extended_Pictographic}]/gu, 'x');
}

/** Ends in a number of its own, where there is room for one. */
function numbered(shaped: string, index: number): string {
	const suffix = String(index % 1000);
	const end = shaped.slice(-suffix.length);
	if (shaped.length < SHORTEST + suffix.length || !/^[1x]+$/.test(end)) return shaped;
	return `${shaped.slice(0, -suffix.length)}${suffix}`;
}
