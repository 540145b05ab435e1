/**
 * Inserts an entry before those at the end that were written later. Entries whose time is unknown
 * are not overtaken: they stay where they came.
 *
 * @param concerns which entries to compare with; others are passed over
 */
export function insertByTime<Entry extends { readonly time: number | null }>(
	entries: Entry[],
	entry: Entry,
	concerns: (other: Entry) => boolean = () => true,
): void {
	let at = entries.length;
	for (let index = entries.length - 1; index >= 0 && entry.time !== null; index--) {
		const other = entries[index];
		if (other === undefined || !concerns(other)) continue;
		if (other.time === null || other.time <= entry.time) break;
		at = index;
	}
	entries.splice(at, 0, entry);
}
