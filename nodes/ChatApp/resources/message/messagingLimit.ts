import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';
import type { BulkBatch } from '../../messages/bulk';
import { readOptions } from '../../runtime/options';
import { toNodeFailure } from '../../runtime/failures';
import type { GiveWay } from '../../runtime/giveWay';
import type { ItemOutcome, OperationContext } from '../../runtime/operation';
import { rowsOf } from '../../../alibabaCloud/lists/pages';
import { ExecutionCancelled } from '../../../alibabaCloud/errors/executionCancelled';

export const aboveLimitOption: INodeProperties = {
	displayName: 'Send Above Messaging Limit',
	name: 'sendAboveLimit',
	type: 'boolean',
	default: false,
	description:
		'Whether to send even if there are more recipients than the number can start conversations with in 24 hours. By default, nothing is sent then. WhatsApp does not count recipients who messaged you in that time, but this node cannot tell who they are.',
};

/** No number has a lower limit, so that fewer recipients need no look at it. */
const LOWEST = 50;

/**
 * The batches of senders that may write to so many people. What goes beyond a messaging limit fails
 * message by message, hours later, and lowers the quality of the number: so it is said before
 * anything is sent.
 *
 * @throws InvalidInput for a sender whose limit is too low, unless the node continues on errors.
 *
 * Source: https://developers.facebook.com/docs/whatsapp/messaging-limits
 */
export async function withinLimits(
	context: OperationContext,
	batches: readonly BulkBatch[],
	outcomes: Array<ItemOutcome | undefined>,
	giveWay: GiveWay,
): Promise<readonly BulkBatch[]> {
	const { functions } = context;
	if (batches.length === 0 || readOptions(functions, 0).sendAboveLimit === true) return batches;
	const refused = new Set<string>();
	for (const [key, { batch, people }] of bySender(batches)) {
		if (people.size <= LOWEST) continue;
		const limit = await limitOf(context, batch);
		if (limit === null || people.size <= limit) continue;
		const fault = aboveLimit(String(batch.shared.From), people.size, limit);
		if (!functions.continueOnFail()) throw fault;
		refused.add(key);
		for (const { recipients } of batches.filter((one) => senderOf(one) === key)) {
			for (const { itemIndex } of recipients) {
				await giveWay();
				outcomes[itemIndex] = toNodeFailure(functions.getNode(), fault, itemIndex);
			}
		}
	}
	return batches.filter((batch) => !refused.has(senderOf(batch)));
}

interface Sender {
	/** Any batch of the sender. */
	readonly batch: BulkBatch;
	readonly people: Set<string>;
}

function bySender(batches: readonly BulkBatch[]): Map<string, Sender> {
	const senders = new Map<string, Sender>();
	for (const batch of batches) {
		if (batch.shared.ChannelType !== 'whatsapp') continue;
		const key = senderOf(batch);
		const sender = senders.get(key) ?? { batch, people: new Set<string>() };
		for (const { entry } of batch.recipients) sender.people.add(entry.To);
		senders.set(key, sender);
	}
	return senders;
}

function senderOf({ shared }: BulkBatch): string {
	return JSON.stringify([shared.ChannelType, shared.CustSpaceId, shared.From]);
}

/** `null` when there is no limit, or when it cannot be learned: that must not hold up a campaign. */
async function limitOf(context: OperationContext, { shared }: BulkBatch): Promise<number | null> {
	const channel = String(shared.CustSpaceId);
	const numbers = context.once(
		`numbers ${channel}`,
		async () =>
			await context.callApi<IDataObject>({
				product: 'cams',
				action: 'QueryChatappPhoneNumbers',
				retry: 'safe',
				body: { CustSpaceId: channel },
			}),
	);
	const envelope = await numbers.catch(async (error: unknown) =>
		error instanceof ExecutionCancelled ? await numbers : null,
	);
	if (envelope === null) return null;
	const number = rowsOf(envelope, 'PhoneNumbers').find(
		({ PhoneNumber }) => digitsOf(PhoneNumber) === digitsOf(shared.From),
	);
	return peopleOf(number?.MessagingLimitTier);
}

/** `TIER_250` and `TIER_2K`; `null` for `TIER_UNLIMITED` and for tiers that are not known yet. */
export function peopleOf(tier: unknown): number | null {
	const [, count, thousands] = /^TIER_(\d{1,9})(K?)$/.exec(String(tier).toUpperCase()) ?? [];
	return count === undefined ? null : Number(count) * (thousands ? 1000 : 1);
}

function digitsOf(number: unknown): string {
	return typeof number === 'string' || typeof number === 'number'
		? String(number).replace(/\D/g, '')
		: '';
}

function aboveLimit(from: string, people: number, limit: number): InvalidInput {
	return new InvalidInput(
		`Nothing was sent: the template has ${people} recipients, but ${from} can start conversations with only ${limit} in 24 hours`,
		`Send to at most ${limit} people a day, for example with a Limit node before this one. If many of the recipients messaged you in the last 24 hours, and so do not count, turn on the option 'Send Above Messaging Limit'.`,
	);
}
