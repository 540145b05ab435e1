import { NodeApiError, NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';

import type { ApiCall } from '../../alibabaCloud/client/client';
import { ExecutionCancelled } from '../../alibabaCloud/errors/executionCancelled';
import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { isNodeFailure, type NodeFailure } from './failures';
import type { OperationContext, PreparedItem } from './operation';
import { readableOptions } from './options';
import { answeredId } from './results';
import type { EarlierSend, SendEnd, SendKey, SendMemory } from './sendMemory';

/** One send of one item, which no retry may repeat. */
export interface OnceSend extends SendKey {
	/** The field of the answer that has the message's ID. */
	readonly idName: string;
	/** Send also what an earlier try may have sent. */
	readonly resend: boolean;
	/** What else is the same message: an earlier try may have sent it in another form. */
	readonly others?: readonly unknown[];
	/** Conditions that find the message in the log, when there are any. */
	readonly lookup?: IDataObject;
	/** What is said of it where it is no message; see `earlierUnknown`. */
	readonly unknown?: UnknownTexts;
	/** The call, with files uploaded; asked for only when it is made. */
	call(): Promise<ApiCall>;
}

/** What is said of a send that an earlier try may have made. */
export interface UnknownTexts {
	readonly message: string;
	/** How to find out whether it was made. */
	readonly check: string;
	/** What the option to resend does. */
	readonly again: string;
}

/** The code of a send that an earlier try may have made. */
const OUTCOME_UNKNOWN = 'Local.OutcomeUnknown';

/**
 * Makes the call unless an earlier try of the node did: what was accepted is answered from memory,
 * what has an unknown outcome fails as that, and only what was refused goes out again.
 *
 * @returns the answer; from memory it has the ID alone.
 */
export async function sendOnce(
	{ functions, memory, callApi }: Pick<OperationContext, 'functions' | 'memory' | 'callApi'>,
	send: OnceSend,
): Promise<IDataObject> {
	const earlier = recallSend(memory(), send);
	if (earlier?.state === 'accepted') return answerFromMemory(send.idName, earlier.id);
	if (earlier && !send.resend) {
		const lookup = lookupSince(send.lookup, memory().since());
		throw earlierUnknown(functions.getNode(), send.item, lookup, send.unknown);
	}
	const call = await send.call();
	memory().begin([send]);
	const answer = await callApi(call).catch((error: unknown) => {
		memory().end([send], endOf(error));
		throw error;
	});
	memory().end([send], { accepted: answeredId(answer, send.idName) ?? '' });
	return answer;
}

/** What an earlier try made of a send, in any of its forms. */
export function recallSend(
	memory: SendMemory,
	{ item, identity, others = [] }: Pick<OnceSend, 'item' | 'identity' | 'others'>,
): EarlierSend | undefined {
	for (const form of [identity, ...others]) {
		const earlier = memory.recall({ item, identity: form });
		if (earlier) return earlier;
	}
	return undefined;
}

/**
 * What an earlier try made of an item that is not to be sent again, whatever the item says now: its
 * template may have been paused since, or the person may have opted out. `undefined` for what may be
 * sent. Of the calls of a tool nothing is known before they are read.
 */
export function settledBefore(
	{ functions, memory }: Pick<OperationContext, 'functions' | 'memory'>,
	item: number,
): EarlierSend | undefined {
	const earlier = memory().recall({ item, identity: null });
	if (earlier?.state !== 'unknown') return earlier;
	const { resendUnknown } = readableOptions(functions, item, ['resendUnknown']);
	return resendUnknown === true ? undefined : earlier;
}

/**
 * An item that an earlier try settled, where what it would send now cannot be read.
 *
 * @param known what the result has beside the ID.
 */
export function settledItem(
	{ functions, memory }: Pick<OperationContext, 'functions' | 'memory'>,
	item: number,
	earlier: EarlierSend,
	known: IDataObject = {},
): PreparedItem {
	return {
		lane: null,
		async run() {
			if (earlier.state === 'accepted') {
				return await Promise.resolve({ messageId: earlier.id || null, ...known, requestId: null });
			}
			const { channelId, from, to } = known;
			const lookup = to ? { channelId, businessNumber: from, userNumber: to } : undefined;
			throw earlierUnknown(functions.getNode(), item, lookupSince(lookup, memory().since()));
		},
	};
}

/** The answer of a call that an earlier try made, as far as it was kept. */
export function answerFromMemory(idName: string, id: string): IDataObject {
	return { Code: 'OK', ...(id ? { [idName]: id } : {}) };
}

/** Whether a failed call did nothing, by what it failed with. Anything odd counts as unknown. */
export function endOf(error: unknown): SendEnd {
	const isBefore = error instanceof InvalidInput || error instanceof ExecutionCancelled;
	if (isBefore || error instanceof NodeOperationError) return 'refused';
	return error instanceof NodeApiError && error.context.outcome === 'refused'
		? 'refused'
		: 'unknown';
}

/** A send that an earlier try may have made, and that was therefore not made again. */
export function earlierUnknown(
	node: INode,
	itemIndex: number,
	lookup: IDataObject | undefined,
	{ message, check, again }: UnknownTexts = messageUnknown(lookup),
): NodeOperationError {
	const failure = new NodeOperationError(node, message, {
		itemIndex,
		description: `An earlier attempt got no response that confirms it. ${check} To ${again} anyway, turn on the option 'Resend If Outcome Is Unknown'.`,
	});
	Object.assign(failure.context, {
		...{ code: OUTCOME_UNKNOWN, requestId: null, outcome: 'unknown', retryable: false },
		...(lookup ? { lookup } : {}),
	});
	return failure;
}

function messageUnknown(lookup: IDataObject | undefined): UnknownTexts {
	const filters = lookup
		? `: Business Number ${String(lookup.businessNumber)}, User Number ${String(lookup.userNumber)}, Sent After ${String(lookup.sentAfter)}`
		: '';
	return {
		message: 'It is not known whether this message was sent, so it was not sent again',
		check: `To check whether it was sent, look it up with Message > Get Many${filters}.`,
		again: 'send it again',
	};
}

/** Whether a failure only says that an earlier try may have sent it. */
export function isEarlierUnknown(outcome: unknown): outcome is NodeFailure {
	return isNodeFailure(outcome) && outcome.context.code === OUTCOME_UNKNOWN;
}

/** Clocks of this machine and of the service differ a little. */
const CLOCK_SLACK_MS = 60_000;

/** The moment after which the message log has what was sent then. */
export function sentAfter(startedAt: number): string {
	return new Date(startedAt - CLOCK_SLACK_MS).toISOString();
}

function lookupSince(
	lookup: IDataObject | undefined,
	since: number | null,
): IDataObject | undefined {
	return lookup && since !== null ? { ...lookup, sentAfter: sentAfter(since) } : undefined;
}
