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
	// An entry without an equal in the other list meets none, and most have none.
	const [leftKeys, rightKeys] = [keysOf(left), keysOf(right)];
	const meetsRight = ({ key }: Shared<T>): boolean => rightKeys.has(key);
	const meetsLeft = ({ key }: Shared<T>): boolean => leftKeys.has(key);
	const { saved, joined } = savedFrom(left.filter(meetsRight), right.filter(meetsLeft), meet);
	const merged: Array<Shared<T>> = [];
	let [l, r] = [0, 0];
	// The places among the entries that may meet.
	let [from, to] = [0, 0];
	while (l < left.length || r < right.length) {
		const [known, added] = [left[l], right[r]];
		const past = known && meetsRight(known) ? 1 : 0;
		const next = added && meetsLeft(added) ? 1 : 0;
		const both = past && next ? joined(from, to) : undefined;
		if (known && added && both) {
			merged.push({ ...known, value: both, lists: [...known.lists, ...added.lists] });
			l += 1;
			r += 1;
			from += 1;
			to += 1;
		} else if (known && (!added || saved(from + past, to) >= saved(from, to + next))) {
			merged.push(known);
			l += 1;
			from += past;
		} else if (added) {
			merged.push(added);
			r += 1;
			to += next;
		}
	}
	return merged;
}

function keysOf<T>(entries: ReadonlyArray<Shared<T>>): ReadonlySet<string> {
	return new Set(entries.map(({ key }) => key));
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
	// Of each pair of positions a number, one row and column more than there are entries.
	const width = right.length + 1;
	const saved = new Float64Array((left.length + 1) * width);
	const values = new Map<number, T>();
	const numbers = numbered([...left, ...right].map(({ key }) => key));
	const [known, added] = [numbers.slice(0, left.length), numbers.slice(left.length)];
	for (let l = left.length - 1; l >= 0; l -= 1) {
		for (let r = right.length - 1; r >= 0; r -= 1) {
			const place = l * width + r;
			const apart = Math.max(saved[place + width] ?? 0, saved[place + 1] ?? 0);
			saved[place] = apart;
			if (known[l] !== added[r]) continue;
			const both = meet(left[l] as Shared<T>, right[r] as Shared<T>);
			const together = both ? both.saved + (saved[place + width + 1] ?? 0) : 0;
			if (!both || together <= apart) continue;
			saved[place] = together;
			values.set(place, both.value);
		}
	}
	return {
		saved: (l, r) => saved[l * width + r] ?? 0,
		joined: (l, r) => values.get(l * width + r),
	};
}

/** The same number for the same text: keys are long, and most pairs of them differ. */
function numbered(texts: readonly string[]): number[] {
	const numbers = new Map<string, number>();
	return texts.map((text) => {
		const number = numbers.get(text) ?? numbers.size;
		numbers.set(text, number);
		return number;
	});
}
