import { BoundedMap } from '../../alibabaCloud/wire/boundedMap';
import type { StatusItem } from '../items/types';
import { SaveAllowance } from '../saveAllowance';
import { MOST_QUESTIONS, type Question, type Questions, questionOf } from './questions';

/** Where the node's static data holds the questions that are open. */
export const QUESTIONS = 'questions';

/** The newest are saved, ten thousand of the usual 150 characters with room to spare. */
const MOST_SAVED = 1_500_000;

/** Ten thousand questions with the longest of everything; more was not written here. */
const LONGEST_TEXT = 20_000_000;

/**
 * The questions that one node has learned of from their statuses, as text for its static data. The
 * questions themselves are shared by all nodes of the process.
 */
export class OpenQuestions {
	private readonly learned = new BoundedMap<string, true>(MOST_QUESTIONS);

	private last: unknown;

	private changed = false;

	private readonly allowance = new SaveAllowance();

	constructor(readonly questions: Questions) {}

	/** Takes in what this node has saved, before a restart or in another process. */
	load(stored: unknown, now: number): void {
		if (typeof stored !== 'string' || stored === this.last) return;
		this.last = stored;
		if (stored.length > LONGEST_TEXT) return;
		for (const line of stored.split('\n')) {
			const question = fromLine(line);
			if (question === null) continue;
			this.questions.add(question, now, true);
			const id = questionOf(question.reference);
			if (this.questions.get(id) !== undefined) this.learned.set(id, true);
		}
	}

	/**
	 * Notes what the status of a question tells: with whom it is open.
	 *
	 * @returns whether anything was new
	 */
	learn(reference: string, item: StatusItem, now: number): boolean {
		const { phone, userId, parentUserId } = item.recipient;
		const time = item.timestamp === null ? now : Math.min(now, Date.parse(item.timestamp));
		const isNew = this.questions.add(
			{
				reference,
				business: item.from,
				recipients: [phone, userId, parentUserId, item.to],
				messageId: item.messageId,
				askedAt: time,
			},
			now,
			true,
		);
		const id = questionOf(reference);
		if (this.questions.get(id) === undefined || (!isNew && this.learned.has(id))) return isNew;
		this.learned.set(id, true);
		this.changed = true;
		return true;
	}

	/** Notes that a question waits no longer. */
	end(reference: string): void {
		this.questions.end(reference);
		if (this.learned.delete(questionOf(reference))) this.changed = true;
	}

	/** The text to save now; null when nothing is due. */
	textToSave(now: number): string | null {
		const isAllowed = this.allowance.isLeft(now);
		if (!this.changed || !isAllowed) return null;
		this.changed = false;
		const lines: string[] = [];
		let length = 0;
		for (const id of [...this.learned.keys()].reverse()) {
			// Another node may have ended it, or newer ones have taken its place.
			const question = this.questions.get(id);
			if (question === undefined) this.learned.delete(id);
			if (question === undefined || length >= MOST_SAVED) continue;
			const line = toLine(question);
			length += line.length + 1;
			if (length <= MOST_SAVED) lines.push(line);
		}
		const text = lines.reverse().join('\n');
		this.allowance.spend(text.length);
		this.last = text;
		return text;
	}
}

function toLine({ reference, business, messageId, askedAt, recipients }: Question): string {
	return [reference, business, messageId, askedAt.toString(36), ...recipients].join('\t');
}

function fromLine(line: string): Question | null {
	const [reference = '', business = '', messageId = '', time = '', ...recipients] =
		line.split('\t');
	if (!/^[\da-z]{1,11}$/.test(time)) return null;
	return {
		reference,
		business: business || null,
		recipients,
		messageId: messageId || null,
		askedAt: Number.parseInt(time, 36),
	};
}
