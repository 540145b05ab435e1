/**
 * The entries by their text, in any case.
 *
 * `localeCompare` orders by the language of the machine, so that the fields of a node could stand in
 * another order on each, and its first call takes 12 ms of the start of n8n.
 */
export function alphabetical<T>(entries: readonly T[], textOf: (entry: T) => string): T[] {
	return entries
		.map((entry) => ({ entry, text: textOf(entry).toLowerCase() }))
		.sort((left, right) => (left.text < right.text ? -1 : Number(left.text > right.text)))
		.map(({ entry }) => entry);
}
