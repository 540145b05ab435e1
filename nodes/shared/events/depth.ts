/** Real notifications nest about six levels. Much deeper ones would exhaust n8n's own stack. */
export const MAX_DEPTH = 48;

const LEFT_OUT = '[nested too deep]';

/** Whether a value nests deeper than `levels`. Its own recursion ends there. */
export function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	for (const key of Object.keys(value)) {
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

/** How deep the brackets of a JSON text nest, found without parsing it. */
export function textDepth(json: string): number {
	let depth = 0;
	let deepest = 0;
	let inString = false;
	for (let index = 0; index < json.length; index++) {
		const character = json[index];
		if (inString) {
			if (character === '\\') index++;
			else if (character === '"') inString = false;
		} else if (character === '"') inString = true;
		else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
		else if (character === ']' || character === '}') depth--;
	}
	return deepest;
}
