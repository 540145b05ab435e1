/** Prints a run of the demo for a person at a terminal, and counts what was seen. */
export class Narrator {
	private step = 0;

	private readonly unseen: string[] = [];

	say(line = ''): void {
		process.stdout.write(`${line}\n`);
	}

	title(text: string): void {
		this.say(`\n${text}\n${'-'.repeat(text.length)}`);
	}

	/** Tells one step of the story; a failing one is told and counted, the story goes on. */
	async tell(what: string, happen: () => Promise<readonly string[]>): Promise<void> {
		this.step += 1;
		this.say(`\n${this.step}. ${what}`);
		try {
			for (const detail of await happen()) this.say(`     ${detail}`);
		} catch (error) {
			const why = `FAILED: ${error instanceof Error ? error.message : String(error)}`;
			this.unseen.push(`${this.step}. ${what}\n     ${why}`);
			this.say(`     ${why}`);
		}
	}

	get sawEverything(): boolean {
		return this.step > 0 && this.unseen.length === 0;
	}

	/** The counts, after each failed step once more: of a long run, often only the end is kept. */
	get summary(): string {
		const counts = `${this.step - this.unseen.length} passed, ${this.unseen.length} failed`;
		return [...this.unseen, counts].join('\n\n');
	}
}

/** Fields of an item in one line, so that a terminal shows what a flow got or gave. */
export function fields(item: Readonly<Record<string, unknown>>, names: readonly string[]): string {
	return names.map((name) => `${name}: ${readable(valueAt(item, name))}`).join(', ');
}

function valueAt(item: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], item);
}

function readable(value: unknown): string {
	if (value === null || value === undefined) return '-';
	return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}
