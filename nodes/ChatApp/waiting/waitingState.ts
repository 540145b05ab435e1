import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { MediaSettings } from '../../notifications/media';
import type { Choice } from './choices';

/** Where a note to a person is sent to and from. */
export interface Conversation {
	readonly channelType: string;
	readonly channelId: string;
	readonly from: string;
	readonly to: string;
	readonly isGroup: boolean;
	/** The class that Viber wants; executions that have waited since earlier versions have none. */
	readonly label?: string | null;
}

export type QuestionKind = 'approval' | 'choice' | 'freeText';

/** How the choices of a question were offered. */
export type Offered = 'buttons' | 'list' | 'numbers' | 'template' | 'none';

/** What the answer to a question is judged by. */
export interface QuestionState {
	readonly waitsFor: 'answer';
	/** Tells one asking from others: the same node asks again in a loop. */
	readonly nonce: string;
	/** Earlier questions of this execution whose answers count as well. */
	readonly earlier: readonly string[];
	readonly execution: string;
	readonly kind: QuestionKind;
	readonly choices: readonly Choice[];
	/** Labels on the phone where they are others than those of the choices: of a template's buttons. */
	readonly shown: readonly string[];
	readonly offered: Offered;
	/** Whether typed text that is no label answers a choice. */
	readonly takesText: boolean;
	readonly conversation: Conversation;
	/** Who may answer beside or instead of the recipient; empty for the recipient, or all of a group. */
	readonly approvers: readonly string[];
	readonly replyToOthers: string | null;
	readonly closingMessage: string | null;
	/** How a file that is the answer is downloaded; `null` for not. */
	readonly media: MediaSettings | null;
	/** What does not go well leaves by the node's error output. */
	readonly byErrorOutput: boolean;
}

/** What a delivery status is judged by. */
export interface DeliveryState {
	readonly waitsFor: 'delivery';
	readonly nonce: string;
	readonly execution: string;
	readonly byErrorOutput: boolean;
}

export type WaitingState = QuestionState | DeliveryState;

/**
 * Beside `json`, not in it: n8n passes the item on when nobody answers, and it must have no fields
 * but the result's. The webhook reads here what it has to know of the question.
 */
const KEY = 'chatAppWaiting';

/** The item that an execution waits with; it leaves the node when the time is over. */
export function waitingItem(json: IDataObject, state: WaitingState): INodeExecutionData {
	const kept = { [KEY]: state } as unknown as IDataObject;
	return { json, pairedItem: { item: 0 }, ...kept };
}

/** What an item waits for; `null` for any other item. */
export function readWaitingState(item: unknown): WaitingState | null {
	const state = isRecord(item) ? item[KEY] : null;
	const isState =
		isRecord(state) &&
		typeof state.nonce === 'string' &&
		(state.waitsFor === 'answer' || state.waitsFor === 'delivery');
	return isState ? (state as unknown as WaitingState) : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
