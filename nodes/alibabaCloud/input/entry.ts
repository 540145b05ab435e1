/** A place among entries of entries, from 1: the second entry of the first list is `[1, 2]`. */
export type EntryPosition = readonly number[];

/** Where in a list something is, for a message; empty where there is no list. */
export function inEntry(position: EntryPosition): string {
	return position.length > 0 ? ` in entry ${position.join('.')}` : '';
}
