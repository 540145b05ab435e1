/** The order in which items may start: those of one lane one after the other, others side by side. */
export interface Lanes {
	/** The lowest item that may start now; `undefined` while all lanes are under way or done. */
	next(): number | undefined;
	/** The item has ended, well or not; the next of its lane may start. */
	end(item: number): void;
}

/**
 * @param keys the lane of each item; `null` for items that wait for no other.
 */
export function createLanes(keys: ReadonlyArray<string | null>): Lanes {
	/** The item that follows in the same lane. */
	const followers = new Map<number, number>();
	const last = new Map<string, number>();
	/** The first of each lane, in order. */
	const firsts: number[] = [];
	keys.forEach((key, item) => {
		const previous = key === null ? undefined : last.get(key);
		if (previous === undefined) firsts.push(item);
		else followers.set(previous, item);
		if (key !== null) last.set(key, item);
	});
	/** Those whose forerunner has ended, lowest last; few, since each end frees at most one. */
	const released: number[] = [];
	let position = 0;

	return {
		next() {
			const first = firsts[position];
			const other = released.at(-1);
			if (other !== undefined && (first === undefined || other < first)) return released.pop();
			position++;
			return first;
		},
		end(item) {
			const follower = followers.get(item);
			if (follower === undefined) return;
			let place = released.length;
			while (place > 0 && (released[place - 1] ?? 0) < follower) place--;
			released.splice(place, 0, follower);
		},
	};
}
