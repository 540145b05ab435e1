import type { JoinBudget } from './joinBudget';
import { insertByTime } from './order';

export interface JoinSettings {
	/** So long nobody has to write before what is held becomes one item. */
	readonly silenceMs: number;
	/** No first message waits longer, however much follows. */
	readonly longestMs: number;
}

/** One message to hold. */
export interface Piece<Content> {
	readonly content: Content;
	/** When it was written, in milliseconds of any clock; null if unknown. */
	readonly time: number | null;
	/** About how much memory it takes. */
	readonly bytes: number;
}

interface Batch<Content> {
	readonly pieces: Array<Piece<Content>>;
	readonly firstAt: number;
	lastAt: number;
	dueAt: number;
}

/** More would be no quick messages any more. */
export const MOST_PIECES = 50;

/**
 * Holds messages by conversation and says whose silence is over. It knows no timers: whoever uses it
 * asks again. What is held leaves it exactly once, in the order in which it was written.
 */
export class Joiner<Content> {
	private readonly batches = new Map<string, Batch<Content>>();

	constructor(private readonly budget: JoinBudget) {}

	/** How many conversations are held. */
	get size(): number {
		return this.batches.size;
	}

	/**
	 * Holds a message.
	 *
	 * @param now in milliseconds
	 * @returns null while it is held; where there is no room, all messages of the conversation, with
	 * this one: they are to be run now
	 */
	hold(
		conversation: string,
		piece: Piece<Content>,
		settings: JoinSettings,
		now: number,
	): Content[] | null {
		const known = this.batches.get(conversation);
		if (!this.budget.reserve(piece.bytes, known === undefined)) {
			const pieces = known?.pieces ?? [];
			this.take(conversation);
			insertByTime(pieces, piece);
			return pieces.map(({ content }) => content);
		}
		const batch = this.add(conversation, piece, settings, now);
		return batch.pieces.length >= MOST_PIECES ? this.take(conversation) : null;
	}

	/**
	 * Holds again what was taken and could not be run. Others may have its room by now, but it was
	 * taken over long ago and would be lost: so it is held all the same, and others wait for less.
	 */
	holdAgain(
		conversation: string,
		piece: Piece<Content>,
		settings: JoinSettings,
		now: number,
	): void {
		this.budget.exceed(piece.bytes, !this.batches.has(conversation));
		this.add(conversation, piece, settings, now);
	}

	private add(
		conversation: string,
		piece: Piece<Content>,
		settings: JoinSettings,
		now: number,
	): Batch<Content> {
		const known = this.batches.get(conversation);
		const batch = known ?? { pieces: [], firstAt: now, lastAt: now, dueAt: now };
		insertByTime(batch.pieces, piece);
		this.batches.set(conversation, batch);
		batch.lastAt = now;
		batch.dueAt = Math.min(now + settings.silenceMs, batch.firstAt + settings.longestMs);
		return batch;
	}

	/** When a conversation is due, in milliseconds; null if nothing of it is held. */
	dueAt(conversation: string): number | null {
		return this.batches.get(conversation)?.dueAt ?? null;
	}

	/** Conversations that are due. A clock that was set back makes them due, not later. */
	due(now: number): string[] {
		return [...this.batches]
			.filter(([, { dueAt, lastAt }]) => now >= dueAt || now < lastAt)
			.map(([conversation]) => conversation);
	}

	/** All conversations. */
	conversations(): string[] {
		return [...this.batches.keys()];
	}

	/** Takes all that is held of a conversation; nothing if that is none. */
	take(conversation: string): Content[] {
		const batch = this.batches.get(conversation);
		if (batch === undefined) return [];
		this.batches.delete(conversation);
		const bytes = batch.pieces.reduce((sum, piece) => sum + piece.bytes, 0);
		this.budget.release(batch.pieces.length, bytes);
		return batch.pieces.map(({ content }) => content);
	}
}
