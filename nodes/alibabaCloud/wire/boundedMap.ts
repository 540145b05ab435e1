/**
 * A map that holds a limited number of entries, so that it cannot grow for as long as the process
 * lives. Setting an entry makes it the newest; beyond the limit the oldest one is dropped.
 */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
	/** @param limit how many entries it holds, at least 1 */
	constructor(private readonly limit: number) {
		super();
	}

	override set(key: Key, value: Value): this {
		this.delete(key);
		super.set(key, value);
		if (this.size > this.limit) {
			for (const oldest of this.keys()) {
				this.delete(oldest);
				break;
			}
		}
		return this;
	}
}
