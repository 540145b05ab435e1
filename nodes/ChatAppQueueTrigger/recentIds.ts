/** A set of ids that forgets the oldest ones, so that it cannot grow for ever. */
export class RecentIds {
	private readonly ids = new Set<string>();

	constructor(private readonly most: number) {}

	has(id: string): boolean {
		return this.ids.has(id);
	}

	add(id: string): void {
		this.ids.add(id);
		if (this.ids.size <= this.most) return;
		for (const oldest of this.ids) {
			this.ids.delete(oldest);
			return;
		}
	}

	all(): string[] {
		return [...this.ids];
	}

	delete(id: string): void {
		this.ids.delete(id);
	}
}

/** Numbers of ids, forgotten like these. */
export class RecentCounts {
	private readonly counts = new Map<string, number>();

	constructor(private readonly most: number) {}

	of(id: string): number {
		return this.counts.get(id) ?? 0;
	}

	/** Counts one more. */
	add(id: string): void {
		const count = this.of(id) + 1;
		this.counts.delete(id);
		this.counts.set(id, count);
		if (this.counts.size <= this.most) return;
		for (const oldest of this.counts.keys()) {
			this.counts.delete(oldest);
			return;
		}
	}
}
