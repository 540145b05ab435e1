/**
 * The entries of a list that was typed with commas, semicolons or line breaks, or is an array.
 * Nothing else has entries.
 */
export function textList(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : [value];
	return parts
		.flatMap((part) =>
			typeof part === 'string' || typeof part === 'number' ? String(part).split(/[,;\n]/) : [],
		)
		.map((entry) => entry.trim())
		.filter(Boolean);
}
