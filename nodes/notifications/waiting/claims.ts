import { BoundedMap } from '../../alibabaCloud/wire/boundedMap';
import type { Mark } from '../selection/seenEvents';

/** Whether an answer is the first one, the first one once more, or comes after another. */
export type Claim = 'first' | 'again' | 'other';

/** What an execution was asked to take. */
export interface Offer {
	readonly execution: string;
	/** Of the question or the message that the execution waits for. */
	readonly nonce: string;
	/** The answer of the reference by which it was handed over: a code and a nonce. */
	readonly signed: string;
	/** The mark of the event that was handed over; null when it has no key. */
	readonly mark: Mark | null;
	/** As in the answer of the node. */
	readonly optedOut?: boolean | undefined;
}

/** What is known of something that an execution has taken. */
export interface Taken {
	readonly optedOut: boolean | undefined;
}

interface Entry extends Taken {
	readonly at: number;
}

const CLAIM_MS = 60_000;
const MOST_CLAIMS = 10_000;

/**
 * Answers that this process has taken for its waiting executions. n8n 1.x resumes an execution as
 * often as it is asked to at the same moment, n8n 2.x only once; after a moment both refuse. And a
 * trigger that got no response in time learns here, or by asking again, what became of its message.
 */
export class Claims {
	private readonly askings = new BoundedMap<string, number>(MOST_CLAIMS);

	private readonly messages = new BoundedMap<string, Entry>(MOST_CLAIMS);

	private used = false;

	/** Whether executions are asked in this process, so that it knows what they have taken. */
	get areHere(): boolean {
		return this.used;
	}

	claim({ execution, nonce, signed, mark, optedOut }: Offer, now: number): Claim {
		this.used = true;
		this.askings.dropOldest((since) => now - since > CLAIM_MS);
		if (mark !== null && this.taken(execution, signed, mark, now) !== null) return 'again';
		const asking = `${execution}:${nonce}`;
		if (this.askings.has(asking)) return 'other';
		this.askings.set(asking, now);
		if (mark !== null) this.messages.set(keyOf(execution, signed, mark), { at: now, optedOut });
		return 'first';
	}

	/** What is known of an event that was handed over by a reference; null when it was not taken here. */
	taken(execution: string, signed: string, mark: Mark, now: number): Taken | null {
		this.messages.dropOldest(({ at }) => now - at > CLAIM_MS);
		const entry = this.messages.get(keyOf(execution, signed, mark));
		return entry === undefined ? null : { optedOut: entry.optedOut };
	}
}

function keyOf(execution: string, signed: string, mark: Mark): string {
	return `${execution}:${signed}:${mark}`;
}
