/** Real notifications nest about six levels. Much deeper ones would exhaust n8n's own stack. */
export const MAX_DEPTH = 48;

const LEFT_OUT = '[nested too deep]';

/** Whether a value nests deeper than `levels`. Its own recursion ends there. */
export function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	if (Array.isArray(value)) {
		// A loop over keys would make a text of each index first.
		for (const child of value as unknown[]) if (isDeeperThan(child, levels - 1)) return true;
		return false;
	}
	// Faster than a list of keys, and nothing but JSON comes here.
	for (const key in value) {
		const child: unknown = (value as Record<string, unknown>)[key];
		if (typeof child === 'object' && child !== null && isDeeperThan(child, levels - 1)) return true;
	}
	return false;
}

/** The same value, with what lies deeper than `levels` replaced by a remark. */
export function pruned(value: unknown, levels: number): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (levels === 0) return LEFT_OUT;
	if (Array.isArray(value)) return value.map((child: unknown) => pruned(child, levels - 1));
	return Object.fromEntries(
		Object.entries(value).map(([key, child]) => [key, pruned(child, levels - 1)]),
	);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/** How deep the brackets of a JSON text nest, found without parsing it. */
export function textDepth(json: string): number {
	let depth = 0;
	let deepest = 0;
	for (let index = 0; index < json.length; index++) {
		const code = json.charCodeAt(index);
		if (code === QUOTE) index = endOfString(json, index);
		// Both brackets and both braces differ in this one bit only.
		else if ((code | 0x20) === 0x7b) deepest = Math.max(deepest, ++depth);
		else if ((code | 0x20) === 0x7d) depth--;
	}
	return deepest;
}

/** One value of a list, as a part of its JSON text. */
export interface TextPart {
	readonly start: number;
	readonly end: number;
	/** As in `Outline`. */
	readonly values: number;
}

/** What a JSON text is like, found without parsing it. */
export interface Outline {
	/** Whether it has more than was asked for. Then the rest was not looked at. */
	readonly isTooLarge: boolean;
	readonly deepest: number;
	/** How many values it holds at any depth, itself included. An empty list counts as two. */
	readonly values: number;
	/** Where the values of the list are that the text is; null when it is none. */
	readonly parts: readonly TextPart[] | null;
}

/**
 * The outline of a JSON text that has no space around it. Text that is no JSON has one as well: then
 * a part is no JSON, or there are none.
 */
export function outlineOf(
	json: string,
	most: { readonly values: number; readonly parts: number },
): Outline {
	const parts: TextPart[] = [];
	let depth = 0;
	let deepest = 0;
	let values = 1;
	let start = 1;
	let valuesBefore = 2;
	let end = -1;
	const closePart = (at: number): void => {
		parts.push({ start, end: at, values: values - valuesBefore + 1 });
		start = at + 1;
		valuesBefore = values + 1;
	};
	for (let index = 0; index < json.length; index++) {
		const code = json.charCodeAt(index);
		if (code === QUOTE) index = endOfString(json, index);
		else if ((code | 0x20) === 0x7b) {
			deepest = Math.max(deepest, ++depth);
			values++;
		} else if ((code | 0x20) === 0x7d) {
			if (--depth === 0 && end === -1) end = index;
		} else if (code === COMMA) {
			if (depth === 1) closePart(index);
			values++;
		}
		if (values > most.values || parts.length >= most.parts) {
			return { isTooLarge: true, deepest, values, parts: null };
		}
	}
	const isList = json.startsWith('[') && json.endsWith(']') && end === json.length - 1;
	if (isList && (parts.length > 0 || json.slice(1, end).trim() !== '')) closePart(end);
	return { isTooLarge: false, deepest, values, parts: isList ? parts : null };
}

/** Whether a JSON text holds more than so many values at any depth, found without parsing it. */
export function hasMoreValues(json: string, most: number): boolean {
	// Each value but one has a comma or a bracket of its own.
	return json.length >= most && outlineOf(json, { values: most, parts: Infinity }).isTooLarge;
}

/** The position of the closing quote, or the end of the text. */
function endOfString(json: string, start: number): number {
	let end = json.indexOf('"', start + 1);
	while (end !== -1 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
	return end === -1 ? json.length : end;
}

function isEscaped(json: string, position: number): boolean {
	let backslashes = 0;
	while (json.charCodeAt(position - 1 - backslashes) === BACKSLASH) backslashes++;
	return backslashes % 2 === 1;
}
