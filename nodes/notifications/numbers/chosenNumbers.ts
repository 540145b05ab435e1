import { toAddress } from '../items/fields';

/** The digits of each number that was chosen, or given by an expression; each once. */
export function chosenNumbers(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[,;\n]/);
	const numbers = list.map((entry) => toAddress(String(entry).trim() || null));
	return [...new Set(numbers.filter((number) => number !== null))];
}
