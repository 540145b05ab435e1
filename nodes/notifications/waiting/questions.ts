import { samePerson } from '../../alibabaCloud/input/samePerson';
import { BoundedMap } from '../../alibabaCloud/wire/boundedMap';
import { toAddress } from '../items/fields';
import { answerOf, executionOf, isReference } from '../items/reference';
import type { Mark } from '../selection/seenEvents';

/** A question that somebody may answer with text, which carries no reference. */
export interface Question {
	/** With the code for a question, `CODES.question`. */
	readonly reference: string;
	/** The number or ID that asked; null when it is not known. */
	readonly business: string | null;
	/** Whatever names who was asked: phone numbers, user IDs, the ID of a group. */
	readonly recipients: ReadonlyArray<string | null>;
	/** The service's ID of the message with the question. */
	readonly messageId: string | null;
	/** In milliseconds. */
	readonly askedAt: number;
}

/** Who wrote what, as far as it tells which question it answers. */
export interface Writing {
	readonly business: string | null;
	/** Whatever names who wrote. */
	readonly people: ReadonlyArray<string | null>;
	/** The message that was quoted. */
	readonly quoted: string | null;
	/** In milliseconds; null when it is not known. */
	readonly writtenAt: number | null;
}

/** Beyond, the oldest question is forgotten, of those first that only statuses have told of. */
export const MOST_QUESTIONS = 10_000;

/** Messages that have answered one. The service repeats a push within the hour. */
const MOST_ANSWERS = 10_000;

/** Open questions to one person. Only the newest is answered without a quote. */
const MOST_TO_ONE = 20;

/** The names of one recipient: a phone number, a user ID and its parent, and some room. */
const MOST_NAMES = 6;

/** Longer than any ID of a person or message. What is longer is not kept. */
const MOST_CHARACTERS = 200;

export const QUESTION_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * A question may have been asked by this much less than the time of a message that answers it: the
 * clocks of n8n and of the service differ. More would make what was written before it its answer, when
 * the service pushes again or a queue has a backlog.
 */
const CLOCKS_DIFFER_MS = 5 * 60 * 1000;

/** What tells one question of an execution from all others, also of later rounds of a loop. */
export function questionOf(reference: string): string {
	return copied(`${executionOf(reference)}:${answerOf(reference).nonce}`);
}

/**
 * The messages that have answered a question, by the marks of their keys. Each answers one, whichever
 * nodes hear it and however often: else one "Yes" would approve two things.
 */
class Answers {
	/** Whether the message was taken, and starts nothing. */
	private readonly given = new BoundedMap<Mark, boolean>(MOST_ANSWERS);

	/** Each ends with its message, within a minute. */
	private readonly underWay = new Map<Mark, Promise<unknown>>();

	has(mark: Mark): boolean {
		return this.given.has(mark);
	}

	isTaken(mark: Mark): boolean {
		return this.given.get(mark) === true;
	}

	note(mark: Mark, isTaken: boolean): void {
		this.given.set(mark, isTaken);
	}

	/** Does something with a message while nobody else does anything with the same one. */
	async alone<T>(mark: Mark, work: () => Promise<T>): Promise<T> {
		for (let other; (other = this.underWay.get(mark)) !== undefined; ) await other;
		const working = work();
		this.underWay.set(
			mark,
			working.catch(() => undefined),
		);
		try {
			return await working;
		} finally {
			this.underWay.delete(mark);
		}
	}
}

/**
 * The questions that are open, found by who was asked and by the message that asked. Each step takes
 * the same time for ten of them as for ten thousand.
 */
export class Questions {
	readonly answers = new Answers();

	private readonly all = new BoundedMap<string, Question>(MOST_QUESTIONS);

	/** Those that only statuses have told of: anybody who knows the URL of a trigger can forge them. */
	private readonly heardOf = new BoundedMap<string, true>(MOST_QUESTIONS);

	/** For each person and business number, their questions. */
	private readonly byPerson = new Map<string, Set<string>>();

	private readonly byMessage = new Map<string, string>();

	/** Statuses of a question go on coming after its end. */
	private readonly ended = new BoundedMap<string, true>(MOST_QUESTIONS);

	get size(): number {
		return this.all.size;
	}

	get(id: string): Question | undefined {
		return this.all.get(id);
	}

	/**
	 * Takes in a question, or what is new about one.
	 *
	 * @param isHeardOf whether a status told of it; else it was asked in this process
	 * @returns whether anything was new
	 */
	add(question: Question, now: number, isHeardOf = false): boolean {
		const told = bounded(question);
		if (told === null || now - told.askedAt >= QUESTION_LIFE_MS) return false;
		const id = questionOf(told.reference);
		if (this.ended.has(id)) return false;
		const known = this.all.get(id);
		const merged = known === undefined ? told : mergedOf(known, told);
		if (!isHeardOf) this.heardOf.delete(id);
		if (known !== undefined && isSame(known, merged)) return false;
		const onlyHeardOf = isHeardOf && (known === undefined || this.heardOf.has(id));
		this.drop(id);
		this.makeRoom(now);
		this.all.set(id, merged);
		if (onlyHeardOf) this.heardOf.set(id, true);
		if (merged.messageId !== null) this.byMessage.set(merged.messageId, id);
		for (const person of personsOf(merged)) this.addTo(person, id);
		return true;
	}

	/**
	 * The questions that a message may answer, the first one first: of a quoted message its own and
	 * no other, else those to whoever wrote, the newest first.
	 */
	answeredBy({ business, people, quoted, writtenAt }: Writing, now: number): Question[] {
		const ids =
			quoted === null
				? [
						...new Set(
							namesOf(people).flatMap((name) =>
								[business, null].flatMap((number) => [
									...(this.byPerson.get(personOf(number, name)) ?? []),
								]),
							),
						),
					]
				: [this.byMessage.get(quoted) ?? ''];
		return (
			ids
				.flatMap((id) => this.all.get(id) ?? [])
				.filter((one) => isFrom(one, business) && now - one.askedAt < QUESTION_LIFE_MS)
				// A quote proves by itself what it answers.
				.filter(
					({ askedAt }) =>
						quoted !== null || writtenAt === null || askedAt - writtenAt <= CLOCKS_DIFFER_MS,
				)
				.sort((left, right) => right.askedAt - left.askedAt)
		);
	}

	/**
	 * All names of whoever was asked, if a person has one of them: the statuses of a question tell the
	 * phone number and the user ID, and an answer perhaps only one of the two.
	 */
	namesOfAsked(reference: string, people: ReadonlyArray<string | null>): readonly string[] {
		const asked = namesOf(this.all.get(questionOf(reference))?.recipients ?? []);
		return namesOf(people).some((name) => asked.includes(name)) ? asked : [];
	}

	hasEnded(reference: string): boolean {
		return this.ended.has(questionOf(reference));
	}

	/** Notes that a question waits no longer, also one that was not known. */
	end(reference: string): void {
		const id = questionOf(reference);
		this.ended.set(id, true);
		this.drop(id);
	}

	private drop(id: string): void {
		const question = this.all.get(id);
		if (question === undefined) return;
		this.all.delete(id);
		this.heardOf.delete(id);
		const { messageId } = question;
		if (messageId !== null && this.byMessage.get(messageId) === id)
			this.byMessage.delete(messageId);
		for (const person of personsOf(question)) {
			const ids = this.byPerson.get(person);
			ids?.delete(id);
			if (ids?.size === 0) this.byPerson.delete(person);
		}
	}

	private addTo(person: string, id: string): void {
		const ids = this.byPerson.get(person) ?? new Set();
		this.byPerson.set(person, ids.add(id));
		for (const oldest of ids) {
			if (ids.size <= MOST_TO_ONE) break;
			ids.delete(oldest);
		}
	}

	/** The oldest come first, for they came in first. */
	private makeRoom(now: number): void {
		for (let oldest = this.all.oldest(); oldest !== undefined; oldest = this.all.oldest()) {
			const [id, { askedAt }] = oldest;
			const isOver = now - askedAt >= QUESTION_LIFE_MS;
			if (this.all.size < MOST_QUESTIONS && !isOver) break;
			this.drop(isOver ? id : (this.heardOf.oldest()?.[0] ?? id));
		}
	}
}

/** Numbers and IDs in the one form in which they are compared. */
function namesOf(names: ReadonlyArray<string | null>): string[] {
	const usable = names.map((name) => comparableAddress(name)).filter((name) => name !== null);
	return [...new Set(usable)].slice(0, MOST_NAMES);
}

/**
 * The same for all forms of a number: WhatsApp writes those of some countries in another way than
 * people do, and the question may have gone to one form while the answer comes from the other.
 */
function comparableAddress(text: string | null): string | null {
	const address = toAddress(fitting(text));
	return address === null ? null : samePerson(address);
}

/** What is longer than an ID, or could not be told from two in a saved line, is none. */
function fitting(text: string | null): string | null {
	const trimmed = text?.trim() ?? '';
	const isFitting = trimmed.length <= MOST_CHARACTERS && !/[\t\r\n]/.test(trimmed);
	return isFitting && trimmed !== '' ? copied(trimmed) : null;
}

/**
 * A text of its own: what is cut out of a push keeps all of the push in memory.
 */
function copied(text: string): string {
	return Buffer.from(text).toString();
}

function bounded(question: Question): Question | null {
	if (!isReference(question.reference) || !Number.isFinite(question.askedAt)) return null;
	return {
		reference: copied(question.reference),
		business: comparableAddress(question.business),
		recipients: namesOf(question.recipients),
		messageId: fitting(question.messageId),
		askedAt: question.askedAt,
	};
}

/** The first status of a question is the nearest to its asking. */
function mergedOf(known: Question, told: Question): Question {
	return {
		reference: known.reference,
		business: known.business ?? told.business,
		recipients: namesOf([...known.recipients, ...told.recipients]),
		messageId: known.messageId ?? told.messageId,
		askedAt: Math.min(known.askedAt, told.askedAt),
	};
}

function isSame(left: Question, right: Question): boolean {
	return (
		left.business === right.business &&
		left.messageId === right.messageId &&
		left.askedAt === right.askedAt &&
		left.recipients.length === right.recipients.length
	);
}

function isFrom({ business }: Question, number: string | null): boolean {
	return business === null || number === null || business === comparableAddress(number);
}

/** An unknown number counts for every number. */
function personOf(business: string | null, name: string): string {
	return `${comparableAddress(business) ?? ''}\n${name}`;
}

function personsOf({ business, recipients }: Question): string[] {
	return namesOf(recipients).map((name) => personOf(business, name));
}
