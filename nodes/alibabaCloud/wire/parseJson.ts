import type { IDataObject } from 'n8n-workflow';

/**
 * What a bare number with so many digits can look like. Ids in strings come after a quote, so that
 * most texts with ids need no second look.
 */
const LONG_NUMBER = /(?:^|[:,[\s])-?\d{16}/;

/** The start of a string, or a run of 16 or more digits that is a whole number. */
const QUOTE_OR_LONG_INTEGER = /"|(?<![\d.eE+])-?\d{16,}(?![\d.eE])/g;

/**
 * Parses JSON, but keeps integers of 16 or more digits as strings.
 *
 * Template codes and message ids have up to 20 digits. Where the service writes them as bare
 * numbers, `JSON.parse` would round them to the nearest double and the id would be another one.
 *
 * @throws SyntaxError as `JSON.parse` does, when the text is not JSON.
 */
export function parseJson(text: string): unknown {
	return JSON.parse(LONG_NUMBER.test(text) ? withLongIntegersQuoted(text) : text);
}

/** What a text says as JSON, `undefined` where it is none. Any other value is itself. */
export function jsonIn(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return parseJson(value);
	} catch {
		return undefined;
	}
}

/** A JSON object: neither a list nor `null`, which are objects to JavaScript as well. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Strings are skipped by search: a pattern that spans them runs out of stack on long ones. */
function withLongIntegersQuoted(text: string): string {
	const pattern = new RegExp(QUOTE_OR_LONG_INTEGER);
	let quoted = '';
	let copied = 0;
	for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
		if (match[0] === '"') {
			pattern.lastIndex = endOfString(text, match.index);
			continue;
		}
		quoted += `${text.slice(copied, match.index)}"${match[0]}"`;
		copied = pattern.lastIndex;
	}
	return quoted + text.slice(copied);
}

/** The position after the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
	let end = text.indexOf('"', start + 1);
	while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
	return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, position: number): boolean {
	let backslashes = 0;
	while (text[position - 1 - backslashes] === '\\') backslashes++;
	return backslashes % 2 === 1;
}
