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

/** What two entries with equal keys become, or nothing where they have to stay two. */
export type Meet<T> = (
	left: Shared<T>,
	right: Shared<T>,
) => { readonly value: T; /** In characters. */ readonly saved: number } | undefined;

interface Rules<T> {
	/** Entries with different keys never meet. */
	readonly keyOf: (value: T) => string;
	readonly meet: Meet<T>;
}

/** Equal entries meet. */
const EQUAL = {
	keyOf: (value: unknown): string => JSON.stringify(value),
	meet: <T>({ value, key }: Shared<T>) => ({ value, saved: key.length }),
};

/** One list with the entries of all, in which each list keeps its order and entries meet. */
export function mergeLists<T>(
	lists: ReadonlyArray<Named<T>>,
	rules: Rules<T> = EQUAL,
): ReadonlyArray<Shared<T>> {
	return lists.reduce<ReadonlyArray<Shared<T>>>(
		(all, [name, entries]) =>
			mergeTwo(
				all,
				entries.map((value) => ({ value, key: rules.keyOf(value), lists: [name] })),
				rules.meet,
			),
		[],
	);
}

/** Of all ways to merge, the one that saves most text. */
function mergeTwo<T>(
	left: ReadonlyArray<Shared<T>>,
	right: ReadonlyArray<Shared<T>>,
	meet: Meet<T>,
): ReadonlyArray<Shared<T>> {
	const { saved, joined } = savedFrom(left, right, meet);
	const merged: Array<Shared<T>> = [];
	let [l, r] = [0, 0];
	for (;;) {
		const [known, added] = [left[l], right[r]];
		const both = joined(l, r);
		if (known && added && both) {
			merged.push({ ...known, value: both, lists: [...known.lists, ...added.lists] });
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

/**
 * For each pair of positions, how much text the two lists can share from there on, and what the two
 * entries become where sharing them is the most that can be had.
 */
function savedFrom<T>(
	left: ReadonlyArray<Shared<T>>,
	right: ReadonlyArray<Shared<T>>,
	meet: Meet<T>,
): {
	saved(l: number, r: number): number;
	joined(l: number, r: number): T | undefined;
} {
	const rows: number[][] = [];
	const values = new Map<number, T>();
	const saved = (l: number, r: number): number => rows[l]?.[r] ?? 0;
	const place = (l: number, r: number): number => l * right.length + r;
	for (let l = left.length - 1; l >= 0; l -= 1) {
		const row: number[] = [];
		rows[l] = row;
		for (let r = right.length - 1; r >= 0; r -= 1) {
			const [known, added] = [left[l], right[r]];
			const both = known && added && known.key === added.key ? meet(known, added) : undefined;
			const together = both ? both.saved + saved(l + 1, r + 1) : 0;
			const apart = Math.max(saved(l + 1, r), saved(l, r + 1));
			row[r] = Math.max(together, apart);
			if (both && together > apart) values.set(place(l, r), both.value);
		}
	}
	return { saved, joined: (l, r) => values.get(place(l, r)) };
}
