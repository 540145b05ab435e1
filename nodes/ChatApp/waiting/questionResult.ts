import type { IDataObject } from 'n8n-workflow';

import type { Json, Media, Sender, StatusItem } from '../../notifications/items/types';
import type { Choice } from './choices';
import type { QuestionKind } from './waitingState';

export type QuestionOutcome = 'answered' | 'noAnswer' | 'notDelivered' | 'optedOut' | 'skipped';

/** Somebody who may not answer, and tried to. */
export interface Attempt {
	readonly from: Sender;
	readonly text: string | null;
	readonly at: string | null;
}

/** What the items say about the question itself. */
export type AskedQuestion = {
	/** For the option that lets a reminder take answers to this question. */
	keys: string[];
	messageId: string | null;
	text: string;
	kind: QuestionKind;
	choices: Choice[];
	to: string;
	from: string;
	channelId: string;
	channelType: string;
	/** `message`, or `template` outside of the 24-hour window. */
	sentAs: string;
	requestId: string | null;
	/** ISO 8601, UTC. */
	askedAt: string;
};

/** What an answer adds to a result. */
export interface Answered {
	readonly choice: { index: number; label: string; value: Choice['value'] } | null;
	readonly approved: boolean | null;
	readonly text: string | null;
	/** Typed words about an approval: an agent is given them. */
	readonly chatInput: string | null;
	readonly type: string;
	readonly from: Sender;
	readonly media: Media | null;
	readonly location: Json;
	readonly answeredAt: string | null;
	readonly messageId: string | null;
}

const NOTHING = Object.freeze({
	choice: null,
	text: null,
	chatInput: null,
	type: null,
	from: null,
	media: null,
	location: null,
	answeredAt: null,
	messageId: null,
});

/** The item of a question, with the same fields whatever became of it. */
export function questionResult(
	question: AskedQuestion,
	outcome: QuestionOutcome | 'waiting',
	more: {
		readonly answer?: Answered | undefined;
		readonly error?: StatusItem['error'] | undefined;
		readonly from?: Sender;
		readonly respondedAt?: string | null;
		/** `null`: not known. */
		readonly attempts?: readonly Attempt[] | null;
	} = {},
): IDataObject {
	const approved = question.kind === 'approval' ? false : null;
	return {
		outcome,
		approved,
		...NOTHING,
		...(more.from ? { from: more.from } : {}),
		...more.answer,
		respondedAt: more.respondedAt ?? null,
		error: more.error ?? null,
		attempts: more.attempts ?? null,
		question,
	} as unknown as IDataObject;
}

/**
 * The item of a question that has not ended, or that was not asked. It has no field `error`: n8n 1.x
 * with "Retry On Fail" runs a node again whose first item has one, even if that is `null`.
 */
export function openResult(
	question: AskedQuestion,
	outcome: 'waiting' | 'optedOut' | 'skipped',
): IDataObject {
	const { error: _none, ...result } = questionResult(question, outcome);
	return result;
}

const MESSAGES: Readonly<Record<string, { message: string; description: string }>> = Object.freeze({
	noAnswer: {
		message: 'Nobody answered in time',
		description: "Wait longer with the option 'Limit Wait Time', or ask again.",
	},
	notDelivered: {
		message: 'The question was not delivered',
		description: 'The details of the delivery status are in the error of the result.',
	},
	timeout: {
		message: 'The delivery status did not come in time',
		description:
			"Wait longer with the option 'Wait at Most'. Delivery statuses come through a trigger of this package that receives them.",
	},
	failed: {
		message: 'The message was not delivered',
		description: 'The details of the delivery status are in delivery.error of the result.',
	},
});

/**
 * A result as it leaves the node. n8n sends items by the error output whose only field is an error.
 *
 * @param byErrorOutput whether the node has an error output.
 */
export function asOutput(result: IDataObject, byErrorOutput: boolean): IDataObject {
	const texts = MESSAGES[String(result.outcome)];
	return byErrorOutput && texts ? { error: { ...texts, ...explained(result), ...result } } : result;
}

/** What a failed delivery says is better than what can be said of all of them. */
function explained(result: IDataObject): IDataObject {
	const delivery = result.delivery as IDataObject | undefined;
	const error = (result.error ?? delivery?.error) as IDataObject | null | undefined;
	return error?.advice ? { description: error.advice } : {};
}
