import { insertByTime } from '../notifications/joining/order';

/** Something that waits for its run. */
export interface Turn {
	/** The persons whose messages these are; none if it may run beside everything. */
	readonly persons: ReadonlySet<string>;
	/** When the first of them was written, in milliseconds; null if unknown. */
	readonly time: number | null;
	/** Whether it shares its run with no other. */
	readonly isAlone: boolean;
}

/**
 * Whose run is next: of each person one at a time, in the order in which they wrote, and of others at
 * the same time. It decides nothing about how many run in all.
 */
export class Turns<T extends Turn> {
	private waiting: T[] = [];

	private readonly busy = new Set<string>();

	private counted: number | null = 0;

	/** How many wait. */
	get size(): number {
		return this.waiting.length;
	}

	/** How many could run now, if there is room for all of them. Looks at each of them. */
	get startable(): number {
		this.counted ??= this.countStartable();
		return this.counted;
	}

	/** Whether something of a person runs. */
	isBusy(person: string): boolean {
		return this.busy.has(person);
	}

	/** Takes a place in the line: before what the same person wrote later, and else at the end. */
	add(turn: T): void {
		this.counted = null;
		if (turn.persons.size === 0) this.waiting.push(turn);
		else {
			insertByTime(this.waiting, turn, ({ persons }) =>
				[...persons].some((one) => turn.persons.has(one)),
			);
		}
	}

	/**
	 * The next ones, for one run; they count as running until `end`. No two of them are of the same
	 * person. One that is to be alone is alone.
	 *
	 * @param most of them
	 * @param isPartEnough whether fewer will do; else there are none as long as the run is not full
	 */
	take(most: number, isPartEnough = true): T[] {
		const blocked = new Set(this.busy);
		const taken: T[] = [];
		const left: T[] = [];
		let isFull = false;
		for (const turn of this.waiting) {
			const isNext = !isFull && isFree(turn, blocked) && (taken.length === 0 || !turn.isAlone);
			(isNext ? taken : left).push(turn);
			isFull ||= taken.length >= most || taken[0]?.isAlone === true;
		}
		if (!isFull && !isPartEnough) return [];
		this.waiting = left;
		this.counted = null;
		for (const { persons } of taken) for (const person of persons) this.busy.add(person);
		return taken;
	}

	end({ persons }: T): void {
		this.counted = null;
		for (const person of persons) this.busy.delete(person);
	}

	/** Takes all that wait. */
	drain(): T[] {
		this.counted = null;
		return this.waiting.splice(0);
	}

	private countStartable(): number {
		const blocked = new Set(this.busy);
		return this.waiting.filter((turn) => isFree(turn, blocked)).length;
	}
}

/** Whoever cannot run blocks those who come after with the same person. */
function isFree({ persons }: Turn, blocked: Set<string>): boolean {
	if (persons.size === 0) return true;
	const isBlocked = [...persons].some((person) => blocked.has(person));
	for (const person of persons) blocked.add(person);
	return !isBlocked;
}
