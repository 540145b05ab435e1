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
