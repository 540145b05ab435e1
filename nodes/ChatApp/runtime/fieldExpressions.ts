import type { IDataObject } from 'n8n-workflow';

/**
 * Reads expressions that only look up fields of the item, without n8n's engine, which builds a whole
 * context for each of them: `={{ $json.a['b c'] }}`, several of them, text around them, and a closed
 * list of calls that are pure in every version of n8n. All else is the engine's.
 */

/** The value of an expression for an item, or `UNREAD`. */
export type FieldReader = (json: IDataObject) => unknown;

/** What the fields hold is more than a plain value, so that n8n has to decide. */
export const UNREAD: unique symbol = Symbol('left to n8n');

/** One step of a reader: from a plain value to a plain value or `UNREAD`. */
type Step = (value: unknown) => unknown;

/**
 * @param expression as n8n stores it, with its equals sign.
 * @returns `null` for what only n8n's engine can read.
 */
export function fieldReader(expression: string): FieldReader | null {
	// Half a character: one of n8n's engines keeps it, another one replaces it.
	if (/\p{Surrogate}/u.test(expression)) return null;
	const parts = partsOf(expression.slice(1));
	if (parts === null) return null;
	const [before, reader, ...more] = parts;
	if (before === '' && typeof reader === 'function' && more.length === 0) return reader;
	return joined(parts);
}

/** n8n puts nothing where a part has no value. */
function joined(parts: ReadonlyArray<string | FieldReader>): FieldReader {
	return (json) => {
		let text = '';
		for (const part of parts) {
			const value = typeof part === 'string' ? part : part(json);
			if (value === UNREAD) return UNREAD;
			if (value || value === 0 || value === false) text += String(value);
		}
		return text;
	};
}

/**
 * Text and references in turn, beginning with text. A backslash may be an escape, which n8n reads by
 * rules of its own, and n8n refuses `.constructor` also in text.
 */
function partsOf(text: string): Array<string | FieldReader> | null {
	if (text.includes('\\') || text.includes('constructor')) return null;
	const parts: Array<string | FieldReader> = [];
	let position = 0;
	for (;;) {
		const start = text.indexOf('{{', position);
		if (start < 0) break;
		const end = text.indexOf('}}', start + 2);
		const reader = end < 0 ? null : new Code(text.slice(start + 2, end)).reader();
		if (reader === null) return null;
		parts.push(text.slice(position, start), reader);
		position = end + 2;
	}
	if (position < text.length || parts.length === 0) parts.push(text.slice(position));
	return parts;
}

/*
 * Each token ends by its own first sign that does not belong to it, so that none of them is slow.
 * Line ends belong to no string of JavaScript, and a name has no `$`, which is n8n's.
 */
const BLANKS = /[ \t\r\n]*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const INDEX = /(?:0|[1-9]\d{0,8})(?![\w.])/y;
const TEXT = /"[^"\r\n\u2028\u2029]*"|'[^'\r\n\u2028\u2029]*'/y;

/** Names that n8n forbids in expressions beside those that every object has. */
const FORBIDDEN: ReadonlySet<string> = new Set([
	...Object.getOwnPropertyNames(Object.prototype),
	...['prototype', 'getPrototypeOf', 'setPrototypeOf', 'getOwnPropertyDescriptor'],
	...['getOwnPropertyDescriptors', 'defineProperty', 'defineProperties', 'mainModule', 'binding'],
	...['_linkedBinding', '_load', 'prepareStackTrace', 'caller', 'callee', 'arguments'],
	...['getBuiltinModule', 'dlopen', 'execve', 'loadEnvFile', '___n8n_data', '__sanitize'],
]);

/** Calls without arguments on a text. */
const TEXT_CALLS: ReadonlyMap<string, (text: string) => string> = new Map([
	['trim', (text: string) => text.trim()],
	['toUpperCase', (text: string) => text.toUpperCase()],
	['toLowerCase', (text: string) => text.toLowerCase()],
]);

/** What stands between two braces, read from left to right. */
class Code {
	private position = 0;

	constructor(private readonly code: string) {}

	/** `null` unless all of it is one reference. */
	reader(): FieldReader | null {
		const reader = this.value();
		this.take(BLANKS);
		return this.position === this.code.length ? reader : null;
	}

	/** `$json` and a path, or `String(...)` around it, and the calls that follow. */
	private value(): FieldReader | null {
		const source = this.accept('String') ? this.inBrackets() : this.reference();
		return source && this.withCalls(source);
	}

	private inBrackets(): FieldReader | null {
		if (!this.accept('(')) return null;
		const reader = this.value();
		return reader && this.accept(')') ? then(reader, asText) : null;
	}

	private reference(): FieldReader | null {
		if (!this.accept('$json')) return null;
		const path: Array<string | number> = [];
		for (let key = this.key(); key !== null; key = this.key()) {
			if (FORBIDDEN.has(String(key))) return null;
			path.push(key);
		}
		return path.length > 0 ? (json) => follow(json, path) : null;
	}

	/** The next name or index of a path; `null`, and nothing read, before a call and at the end. */
	private key(): string | number | null {
		const start = this.position;
		if (this.accept('[')) {
			const key = this.text() ?? this.index();
			if (key !== null && this.accept(']')) return key;
		} else if (this.accept('.')) {
			const name = this.next(NAME);
			const end = this.position;
			if (name !== null && !this.accept('(')) {
				this.position = end;
				return name;
			}
		}
		this.position = start;
		return null;
	}

	private withCalls(source: FieldReader): FieldReader | null {
		let reader = source;
		while (this.accept('.')) {
			const step = this.call();
			if (step === null) return null;
			reader = then(reader, step);
		}
		return reader;
	}

	private call(): Step | null {
		const name = this.next(NAME) ?? '';
		if (!this.accept('(')) return null;
		const step = name === 'replace' ? this.replacing() : callOf(name);
		return step && this.accept(')') ? step : null;
	}

	private replacing(): Step | null {
		const from = this.text();
		if (from === null || !this.accept(',')) return null;
		const to = this.text();
		return to === null ? null : ofText((text) => text.replace(from, to));
	}

	private text(): string | null {
		return this.next(TEXT)?.slice(1, -1) ?? null;
	}

	private index(): number | null {
		const digits = this.next(INDEX);
		return digits === null ? null : Number(digits);
	}

	/** Reads this sign or word if it comes next. */
	private accept(sign: string): boolean {
		this.take(BLANKS);
		if (!this.code.startsWith(sign, this.position)) return false;
		this.position += sign.length;
		return true;
	}

	private next(token: RegExp): string | null {
		this.take(BLANKS);
		return this.take(token);
	}

	private take(token: RegExp): string | null {
		token.lastIndex = this.position;
		const found = token.exec(this.code)?.[0];
		if (found === undefined) return null;
		this.position += found.length;
		return found;
	}
}

function then(reader: FieldReader, step: Step): FieldReader {
	return (json) => {
		const value = reader(json);
		return value === UNREAD ? UNREAD : step(value);
	};
}

function callOf(name: string): Step | null {
	if (name === 'toString') {
		return (value) => (value === null || value === undefined ? UNREAD : String(value));
	}
	const change = TEXT_CALLS.get(name);
	return change ? ofText(change) : null;
}

function ofText(change: (text: string) => string): Step {
	return (value) => (typeof value === 'string' ? change(value) : UNREAD);
}

const asText: Step = (value) => String(value);

const PLAIN: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'undefined']);

function follow(json: IDataObject, path: ReadonlyArray<string | number>): unknown {
	let value: unknown = json;
	for (const [position, key] of path.entries()) {
		if (!isPlainContainer(value)) return UNREAD;
		const isIndex = typeof key === 'number';
		if (Array.isArray(value) && !isIndex) return UNREAD;
		if (!Object.hasOwn(value, key)) {
			// Of what is not there the engine says nothing as well, but going on from there is its error.
			return position === path.length - 1 ? undefined : UNREAD;
		}
		value = (value as Record<string | number, unknown>)[key];
	}
	return value === null || PLAIN.has(typeof value) ? value : UNREAD;
}

/** Lists and objects as JSON has them, of whatever context; not dates and the like. */
function isPlainContainer(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	if (Array.isArray(value)) return true;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
