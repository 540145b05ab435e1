import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { ANSWER } from '../../notifications/items/reference';
import { markOf } from '../../notifications/selection/seenEvents';
import { takenHere } from '../../notifications/waiting/askedHere';
import type { Claim } from '../../notifications/waiting/claims';
import { REFUSED, RESUMED, TAKEN, type HandoverAnswer } from '../../notifications/waiting/wire';
import { attachAnswerMedia } from './answerMedia';
import { noteAttempt, takeAttempts } from './attempts';
import { readHandover, type HandedInbound, type HandedItem } from './handover';
import { EARLIER, judgeAnswer, type Verdict } from './judgeAnswer';
import { deliveryResult, judgeDelivery } from './judgeDelivery';
import { sendNote } from './notes';
import { asOutput, questionResult, type AskedQuestion } from './questionResult';
import {
	readWaitingState,
	type DeliveryState,
	type QuestionState,
	type WaitingState,
} from './waitingState';

/**
 * Takes what a trigger of this package hands to a waiting execution. n8n has checked the signature
 * of the URL, which covers the reference; the body is checked here.
 */
export async function takeAnswer(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = this.getRequestObject();
	const item = this.evaluateExpression('{{ $input.first() }}') as unknown;
	const state = readWaitingState(item);
	if (request.method !== 'POST') return refuse('not a POST');
	if (state === null) return refuse('nothing is waited for', true);
	const handed = readHandover(this.getBodyData());
	if (handed === null) return refuse('not an item of a trigger');
	const signed = String(request.query[ANSWER] ?? '');
	const { json } = item as { json: IDataObject };
	// With an error output the result is inside of the error.
	const unanswered = (state.byErrorOutput ? (json.error as IDataObject) : json) ?? {};
	return state.waitsFor === 'delivery'
		? takeDelivery(state, unanswered, signed, handed)
		: await takeForQuestion(this, state, unanswered, signed, handed);
}

function takeDelivery(
	state: DeliveryState,
	{ outcome: _outcome, message: _message, description: _description, ...sent }: IDataObject,
	signed: string,
	item: HandedItem,
): IWebhookResponseData {
	const verdict = judgeDelivery(state, signed, item);
	if (verdict.is === 'refused') return refuse(verdict.reason);
	const claim = claimOf(state, signed, item);
	if (claim !== 'first') return claim === 'again' ? takenBefore() : refuse(TAKEN, true);
	return resume({
		json: asOutput(deliveryResult(sent, verdict.delivery, true), state.byErrorOutput),
	});
}

async function takeForQuestion(
	functions: IWebhookFunctions,
	state: QuestionState,
	unanswered: IDataObject,
	signed: string,
	item: HandedItem,
): Promise<IWebhookResponseData> {
	const verdict = judgeAnswer(state, signed, item);
	if (verdict.is === 'refused') return refuse(verdict.reason, verdict.reason === EARLIER);
	if (verdict.is === 'other') return await turnAway(functions, state, item as HandedInbound);
	const optedOut = item.event === 'inbound' && item.optOut ? verdict.is === 'optedOut' : undefined;
	const claim = claimOf(state, signed, item, optedOut);
	if (claim !== 'first') return claim === 'again' ? takenBefore(optedOut) : refuse(TAKEN, true);
	tellN8n(functions, verdict, true);
	const question = unanswered.question as unknown as AskedQuestion;
	const result = questionResult(question, verdict.is, {
		...('answer' in verdict ? { answer: verdict.answer } : {}),
		...('error' in verdict ? { error: verdict.error } : {}),
		...(verdict.is === 'optedOut' ? { from: (item as HandedInbound).from } : {}),
		respondedAt: new Date().toISOString(),
		attempts: takeAttempts(state.execution, state.nonce),
	});
	if (verdict.is !== 'answered') {
		return resume({ json: asOutput(result, state.byErrorOutput) }, optedOut);
	}
	if (state.closingMessage !== null) {
		const { conversation } = state;
		await sendNote(functions, conversation, conversation.to, state.closingMessage);
	}
	const answer = state.media
		? await attachAnswerMedia(functions, state.media, result, verdict.answer)
		: { json: result };
	return resume(answer, optedOut);
}

/** Somebody who may not answer: the execution waits on. */
async function turnAway(
	functions: IWebhookFunctions,
	state: QuestionState,
	{ from, text, timestamp }: HandedInbound,
): Promise<IWebhookResponseData> {
	tellN8n(functions, null, false);
	const isFirst = noteAttempt(state.execution, state.nonce, { from, text, at: timestamp });
	const { conversation, replyToOthers } = state;
	const to = conversation.isGroup ? conversation.to : (from.address ?? '').replace(/^\+/, '');
	if (isFirst && replyToOthers !== null && to !== '') {
		await sendNote(functions, conversation, to, replyToOthers);
	}
	return refuse('may not answer');
}

/** n8n counts approvals in chats where it has a way to be told. */
function tellN8n(functions: IWebhookFunctions, verdict: Verdict | null, authorized: boolean): void {
	const approved = verdict?.is === 'answered' && verdict.answer.approved === true;
	const { logHitlResponse } = functions as {
		logHitlResponse?(payload: { approved: boolean; authorized: boolean }): void;
	};
	logHitlResponse?.call(functions, { approved, authorized });
}

function claimOf(
	{ execution, nonce }: WaitingState,
	signed: string,
	{ eventKey }: HandedItem,
	optedOut?: boolean,
): Claim {
	const mark = eventKey === '' ? null : markOf(eventKey);
	return takenHere.claim({ execution, nonce, signed, mark, optedOut }, Date.now());
}

/** @param optedOut of an item by which a person opted out, whether that is all it says. */
function resume(item: INodeExecutionData, optedOut?: boolean): IWebhookResponseData {
	return { ...takenBefore(optedOut), workflowData: [[{ ...item, pairedItem: { item: 0 } }]] };
}

/** The same answer once more, for a trigger that did not wait for the first one. It resumes nothing. */
function takenBefore(optedOut?: boolean): IWebhookResponseData {
	const answer: HandoverAnswer = {
		chatApp: RESUMED,
		...(optedOut === undefined ? {} : { optedOut }),
	};
	return { webhookResponse: answer };
}

/** @param ended whether nobody waits for this any more, so that a tap is marked as late. */
function refuse(reason: string, ended = false): IWebhookResponseData {
	const answer: HandoverAnswer = { chatApp: REFUSED, reason, ...(ended ? { ended } : {}) };
	return { webhookResponse: answer };
}
