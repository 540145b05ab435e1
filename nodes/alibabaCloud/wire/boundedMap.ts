/**
 * A map that holds a limited number of entries, so that it cannot grow for as long as the process
 * lives. Setting an entry makes it the newest; beyond the limit the oldest one is dropped.
 *
 * A new iterator of a full map first passes by every entry that was dropped before, up to some
 * hundred thousand: so the oldest entry is found with one that goes on.
 */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
	/** The oldest entry when it is known. */
	private first: [Key, Value] | undefined;

	/** What comes after it. All before it was deleted, for only `oldest` moves it. */
	private rest: MapIterator<[Key, Value]> | undefined;

	private setSinceMove = 0;

	/** @param limit how many entries it holds, at least 1 */
	constructor(private readonly limit: number) {
		super();
	}

	override set(key: Key, value: Value): this {
		this.delete(key);
		super.set(key, value);
		// An iterator that stands still keeps all tables in memory that the map has replaced since.
		if (++this.setSinceMove > this.limit) this.rest = undefined;
		if (this.size > this.limit) this.dropOldest(() => this.size > this.limit);
		return this;
	}

	override delete(key: Key): boolean {
		const isDeleted = super.delete(key);
		if (isDeleted && this.first !== undefined && !this.has(this.first[0])) this.first = undefined;
		return isDeleted;
	}

	override clear(): void {
		super.clear();
		this.first = undefined;
		this.rest = undefined;
	}

	/** The entry that was set longest ago. It takes the same time however many were dropped before. */
	oldest(): [Key, Value] | undefined {
		if (this.first === undefined && this.size > 0) {
			this.rest ??= this.entries();
			this.setSinceMove = 0;
			// An iterator that was at its end once would stay there. With a size it is not.
			this.first = this.rest.next().value;
		}
		return this.first;
	}

	/** Drops the oldest entries for as long as they are due. */
	dropOldest(isDue: (value: Value) => boolean): void {
		for (let next = this.oldest(); next !== undefined && isDue(next[1]); next = this.oldest()) {
			this.delete(next[0]);
		}
	}
}
