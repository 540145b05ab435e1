import { isChangeOfMessage } from '../../notifications/items/changeOfMessage';
import { CODES } from '../../notifications/waiting/wire';
import type { StatusItem } from '../../notifications/items/types';
import { typedChoice } from './choices';
import type { HandedInbound, HandedItem } from './handover';
import { comparablePerson, isPerson } from './people';
import type { Answered } from './questionResult';
import type { QuestionState } from './waitingState';

/** What to do with something that was handed to a question. */
export type Verdict =
	| { readonly is: 'answered'; readonly answer: Answered }
	| { readonly is: 'notDelivered'; readonly error: StatusItem['error'] }
	| { readonly is: 'optedOut' }
	/** By somebody who may not answer. */
	| { readonly is: 'other' }
	/** Nothing of this question: an ordinary message. */
	| { readonly is: 'refused'; readonly reason: string };

/** The reason of a tap on a question that was asked before this one: it is late. */
export const EARLIER = 'earlier question';

/** Messages that say nothing to a question, whatever text they carry. */
const NO_ANSWERS: ReadonlySet<string> = new Set(['reaction', 'system', 'unknown']);

/**
 * Judges what a trigger handed over, by the code that n8n's signature covers.
 *
 * @param signed the answer of the reference: a code and the nonce of its question.
 */
export function judgeAnswer(question: QuestionState, signed: string, item: HandedItem): Verdict {
	const [code = '', nonce = ''] = signed.split('-');
	const isCurrent = nonce === question.nonce;
	if (!isCurrent && !question.earlier.includes(nonce)) return refused(EARLIER);
	if (item.event === 'status') {
		// A reminder is out, so it does not matter how the question before it ended.
		if (code !== CODES.question || !isCurrent) return refused('not of this question');
		return item.status === 'failed'
			? { is: 'notDelivered', error: item.error }
			: refused('not a failure');
	}
	return judgeInbound(question, code, item);
}

function judgeInbound(question: QuestionState, code: string, item: HandedInbound): Verdict {
	if (item.isEcho) return refused('own message');
	if (NO_ANSWERS.has(item.type) || isChangeOfMessage(item.type)) return refused('no answer');
	if (!isRightChat(question, item)) return refused('another conversation');
	if (!mayAnswer(question, item)) return { is: 'other' };
	const text = item.text?.trim() ?? '';
	const index = code === CODES.question ? typedIndex(question, text) : Number(code);
	if (index !== null) {
		return question.choices[index]
			? { is: 'answered', answer: answerOfChoice(question, index, item) }
			: refused('unknown choice');
	}
	if (item.optOut) return { is: 'optedOut' };
	return judgeOther(question, item, text);
}

/** Typed text and files, which no choice stands for. */
function judgeOther(question: QuestionState, item: HandedInbound, text: string): Verdict {
	const isWords = text !== '';
	if (question.kind === 'approval') {
		if (!isWords) return refused('no words');
		return answered(item, { approved: false, text, chatInput: text });
	}
	if (question.kind === 'choice' && !question.takesText) return refused('not one of the choices');
	if (!isWords && !item.media && !item.location) return refused('no content');
	return answered(item, { text: text || null });
}

/** In a group all see the question; elsewhere only the recipient does. */
function mayAnswer({ approvers, conversation }: QuestionState, item: HandedInbound): boolean {
	// What statuses of a group told is not taken for one person, whoever handed it over.
	const isIt = conversation.isGroup
		? (address: string) => isPerson(address, item.from)
		: (address: string) => isWriter(address, item);
	if (approvers.length > 0) return approvers.some(isIt);
	return conversation.isGroup || isIt(conversation.to);
}

/** Whether an address is that of the writer, also one that only the statuses of the question told. */
function isWriter(address: string, { from, knownAs }: HandedInbound): boolean {
	const wanted = comparablePerson(address);
	const isKnown = knownAs.some((name) => comparablePerson(name) === wanted);
	return isPerson(address, from) || (isKnown && wanted !== '');
}

/** What is written in a group answers nothing that was asked in private, and the other way round. */
function isRightChat({ conversation }: QuestionState, { groupId }: HandedInbound): boolean {
	return conversation.isGroup ? groupId === conversation.to : groupId === null;
}

function typedIndex({ choices, shown, offered }: QuestionState, text: string): number | null {
	const named = choices.map((choice, index) => ({ ...choice, shown: shown[index] }));
	return typedChoice(text, named, offered === 'numbers');
}

function answerOfChoice(question: QuestionState, index: number, item: HandedInbound): Answered {
	const { label, value } = question.choices[index] as QuestionState['choices'][number];
	return answerWith(item, {
		choice: { index, label, value },
		approved: question.kind === 'approval' ? index === 0 : null,
		text: label,
	});
}

function answered(item: HandedInbound, own: Partial<Answered>): Verdict {
	return { is: 'answered', answer: answerWith(item, own) };
}

function answerWith(item: HandedInbound, own: Partial<Answered>): Answered {
	const { type, from, media, location, timestamp, messageId } = item;
	return {
		...{ choice: null, approved: null, text: null, chatInput: null },
		...{ type, from, media, location, answeredAt: timestamp, messageId },
		...own,
	};
}

function refused(reason: string): Verdict {
	return { is: 'refused', reason };
}
