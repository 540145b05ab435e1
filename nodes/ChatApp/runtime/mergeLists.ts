/** A list with its name. */
export type Named<T> = readonly [name: string, entries: readonly T[]];

/** One entry of merged lists. */
export interface Shared<T> {
	readonly value: T;
	/** Equal entries have equal keys. */
	readonly key: string;
	/** The lists that have this entry. */
	readonly lists: readonly string[];
}

/** One list with the entries of all, in which each list keeps its order and equal entries meet. */
export function mergeLists<T>(lists: ReadonlyArray<Named<T>>): ReadonlyArray<Shared<T>> {
	return lists.reduce<ReadonlyArray<Shared<T>>>(
		(all, [name, entries]) =>
			mergeTwo(
				all,
				entries.map((value) => ({ value, key: JSON.stringify(value), lists: [name] })),
			),
		[],
	);
}

/** Of all ways to merge, the one that saves most text. */
function mergeTwo<T>(
	left: ReadonlyArray<Shared<T>>,
	right: ReadonlyArray<Shared<T>>,
): ReadonlyArray<Shared<T>> {
	const saved = savedFrom(left, right);
	const merged: Array<Shared<T>> = [];
	let [l, r] = [0, 0];
	for (;;) {
		const [known, added] = [left[l], right[r]];
		if (known && added && known.key === added.key) {
			merged.push({ ...known, lists: [...known.lists, ...added.lists] });
			l += 1;
			r += 1;
		} else if (known && (!added || saved(l + 1, r) >= saved(l, r + 1))) {
			merged.push(known);
			l += 1;
		} else if (added) {
			merged.push(added);
			r += 1;
		} else {
			return merged;
		}
	}
}

/** For each pair of positions, how much text the two lists have in common from there on. */
function savedFrom<T>(
	left: ReadonlyArray<Shared<T>>,
	right: ReadonlyArray<Shared<T>>,
): (l: number, r: number) => number {
	const rows: number[][] = [];
	const saved = (l: number, r: number): number => rows[l]?.[r] ?? 0;
	for (let l = left.length - 1; l >= 0; l -= 1) {
		const row: number[] = [];
		rows[l] = row;
		for (let r = right.length - 1; r >= 0; r -= 1) {
			const key = left[l]?.key ?? '';
			row[r] =
				key === right[r]?.key
					? key.length + saved(l + 1, r + 1)
					: Math.max(saved(l + 1, r), saved(l, r + 1));
		}
	}
	return saved;
}
