import { NodeApiError, type IDataObject, type INode } from 'n8n-workflow';

import type { BulkRecipient } from '../../messages/bulk';
import type { NodeFailure } from '../../runtime/failures';
import type { ItemOutcome } from '../../runtime/operation';
import { sentAfter } from '../../runtime/sendOnce';
import type { Skipped } from './bulkRecipients';

/** What the service said about a batch, for one of its recipients. */
interface Accepted {
	readonly to: string;
	readonly groupMessageId: string | null;
	readonly requestId: string | null;
	readonly adjusted: readonly string[] | undefined;
}

/** Accepted is not delivered: the delivery statuses name the group and each message. */
export function acceptedResult(
	shared: BulkRecipient['shared'],
	{ to, groupMessageId, requestId, adjusted = [] }: Accepted,
): IDataObject {
	return {
		groupMessageId,
		state: 'accepted',
		to,
		from: shared.From as string,
		channelId: shared.CustSpaceId as string,
		channelType: shared.ChannelType as string,
		templateCode: shared.TemplateCode as string,
		language: shared.Language as string,
		adjustedVariables: [...adjusted],
		requestId,
	};
}

/** The result of an item whose recipient got the message by an earlier item. */
export function duplicateResult(sent: ItemOutcome, firstItem: number): IDataObject {
	return { ...(sent as IDataObject), state: 'duplicate', duplicateOf: firstItem };
}

/** The result of an item that got nothing by choice, with the reason. */
export function skippedResult({ to, skipReason }: Skipped): IDataObject {
	return { groupMessageId: null, state: 'skipped', reason: skipReason, to };
}

/** A batch that failed, and the recipient to tell it for. */
interface FailedRecipient {
	readonly recipient: BulkRecipient;
	/** When the call began, in milliseconds. */
	readonly startedAt: number;
}

/**
 * One recipient's share of a failed batch. When the answer was lost nobody knows whether the batch
 * was accepted; then it says by which conditions the message log tells, since there is no group ID.
 */
export function failureOf(
	node: INode,
	failure: NodeFailure,
	{ recipient, startedAt }: FailedRecipient,
): NodeFailure {
	if (!(failure instanceof NodeApiError)) return failure;
	const own = new NodeApiError(
		node,
		{},
		{
			message: failure.message,
			description: failure.description ?? undefined,
			httpCode: failure.httpCode ?? undefined,
			itemIndex: recipient.itemIndex,
		},
	);
	Object.assign(own.context, failure.context, { itemIndex: recipient.itemIndex });
	if (failure.context.outcome !== 'unknown') return own;
	const lookup = lookupOf(recipient, startedAt);
	own.context.lookup = lookup;
	own.description = `It is not known whether the batch was accepted. Before sending to ${lookup.userNumber} again, look it up with Message > Get Many: Business Number ${lookup.businessNumber}, User Number ${lookup.userNumber}, Sent After ${lookup.sentAfter}. If a message is listed, the whole batch was accepted. ${failure.description ?? ''}`;
	return own;
}

/** The conditions that find a message of the batch in the message log. */
export function lookupOf({ shared, entry }: BulkRecipient, startedAt: number): Lookup {
	return {
		channelId: shared.CustSpaceId as string,
		businessNumber: shared.From as string,
		userNumber: entry.To,
		templateCode: shared.TemplateCode as string,
		sentAfter: sentAfter(startedAt),
	};
}

type Lookup = Record<
	'channelId' | 'businessNumber' | 'userNumber' | 'templateCode' | 'sentAfter',
	string
>;
