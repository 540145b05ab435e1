import { insertByTime } from '../notifications/joining/order';

/** Something that waits for its run. */
export interface Turn {
	/** The persons whose messages these are; none if it may run beside everything. */
	readonly persons: ReadonlySet<string>;
	/** When the first of them was written, in milliseconds; null if unknown. */
	readonly time: number | null;
}

/**
 * Whose run is next: of each person one at a time, in the order in which they wrote, and of others at
 * the same time. It decides nothing about how many run in all.
 */
export class Turns<T extends Turn> {
	private readonly waiting: T[] = [];

	private readonly running = new Set<T>();

	/** How many could run now, if there is room for all of them. */
	get startable(): number {
		const blocked = this.busy();
		return this.waiting.filter((turn) => isFree(turn, blocked)).length;
	}

	/** Whether something of a person runs. */
	isBusy(person: string): boolean {
		return this.busy().has(person);
	}

	/** Takes a place in the line: before what the same person wrote later, and else at the end. */
	add(turn: T): void {
		insertByTime(this.waiting, turn, ({ persons }) =>
			[...persons].some((one) => turn.persons.has(one)),
		);
	}

	/** The next one, which counts as running until `end`; undefined if nobody's turn has come. */
	next(): T | undefined {
		const blocked = this.busy();
		const index = this.waiting.findIndex((turn) => isFree(turn, blocked));
		const [turn] = index < 0 ? [] : this.waiting.splice(index, 1);
		if (turn !== undefined) this.running.add(turn);
		return turn;
	}

	end(turn: T): void {
		this.running.delete(turn);
	}

	/** Takes all that wait. */
	drain(): T[] {
		return this.waiting.splice(0);
	}

	private busy(): Set<string> {
		return new Set([...this.running].flatMap(({ persons }) => [...persons]));
	}
}

/** Whoever cannot run blocks those who come after with the same person. */
function isFree({ persons }: Turn, blocked: Set<string>): boolean {
	const isBlocked = [...persons].some((person) => blocked.has(person));
	for (const person of persons) blocked.add(person);
	return !isBlocked;
}
