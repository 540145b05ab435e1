/** What stands between entries that somebody typed, also in languages that have their own comma. */
export const SEPARATORS = /[,;\n،؛，、；]/;

/**
 * The entries of a list that was typed with commas, semicolons or line breaks, or is an array.
 * Nothing else has entries.
 */
export function textList(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : [value];
	return parts
		.flatMap((part) =>
			typeof part === 'string' || typeof part === 'number' ? String(part).split(SEPARATORS) : [],
		)
		.map((entry) => entry.trim())
		.filter(Boolean);
}
