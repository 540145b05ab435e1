/** Real notifications nest about six levels. Much deeper ones would exhaust n8n's own stack. */
export const MAX_DEPTH = 48;

const LEFT_OUT = '[nested too deep]';

/** Whether a value nests deeper than `levels`. Its own recursion ends there. */
export function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
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

/** How many values the outermost list of a JSON text holds, found without parsing it. */
export function textLength(json: string): number {
	let depth = 0;
	let commas = 0;
	for (let index = 0; index < json.length; index++) {
		const code = json.charCodeAt(index);
		if (code === QUOTE) index = endOfString(json, index);
		else if ((code | 0x20) === 0x7b) depth++;
		else if ((code | 0x20) === 0x7d) depth--;
		else if (code === COMMA && depth === 1) commas++;
	}
	return commas + 1;
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
