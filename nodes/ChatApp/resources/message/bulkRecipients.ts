import type { BulkRecipient } from '../../messages/bulk';
import { faultsTogether } from '../../runtime/faults';
import { findTemplateKey } from '../../calls/templateLookup';
import { isNodeFailure, toNodeFailure, type NodeFailure } from '../../runtime/failures';
import type { GiveWay } from '../../runtime/giveWay';
import type { OperationContext } from '../../runtime/operation';
import { withReadableOptions } from '../../runtime/options';
import { ExecutionCancelled } from '../../../alibabaCloud/errors/executionCancelled';
import type { EarlierSend, SendKey } from '../../runtime/sendMemory';
import { settledBefore } from '../../runtime/sendOnce';
import { isSkipped } from '../../runtime/skipRecipients';
import { readBulkSettings } from './bulkOptions';
import { uploadHeaderMedia } from './headerMedia';
import { OPTED_OUT, readEnvelope } from './sendCall';
import { readTemplateMessage, type TemplateMessage } from './templateMessage';

/** The items as recipients, and why others are none. */
export interface ReadRecipients {
	readonly recipients: readonly BulkRecipient[];
	readonly skipped: readonly Skipped[];
	readonly failures: ReadonlyMap<number, NodeFailure>;
	/** Items that an earlier try sent or may have sent; they are recipients, and not sent again. */
	readonly earlier: ReadonlyMap<number, EarlierSend>;
	/** Those of them whose recipient cannot be read any more. */
	readonly unreadable: ReadonlyMap<number, EarlierSend>;
}

/** An item that gets nothing by choice: its recipient is to be left out, or a variable is empty. */
export interface Skipped {
	readonly itemIndex: number;
	readonly to: string;
	readonly skipReason: string;
}

/** An item that passed all checks; the file of its header is not uploaded yet. */
interface CheckedItem {
	readonly recipient: BulkRecipient;
	readonly channel: string;
	readonly message: TemplateMessage;
	/** Send also what an earlier try may have sent. */
	readonly resend: boolean;
}

/** What an item sends, for the memory of what earlier tries sent. */
export function sendKey({ itemIndex, shared, entry }: BulkRecipient): SendKey {
	return { item: itemIndex, identity: [shared, entry] };
}

/**
 * Checks every item before a file is uploaded and before anything is sent; each template is read
 * once.
 *
 * @throws unless the node continues on errors, a failure that names all items which cannot be sent.
 */
export async function readRecipients(
	context: OperationContext,
	itemCount: number,
	giveWay: GiveWay,
): Promise<ReadRecipients> {
	const checked: CheckedItem[] = [];
	const recipients: BulkRecipient[] = [];
	const skipped: Skipped[] = [];
	const earlier = new Map<number, EarlierSend>();
	const unreadable = new Map<number, EarlierSend>();
	const failures = new Map<number, NodeFailure>();
	const sharedOf = shareEqual();
	const assertNoFaults = (): void => {
		if (failures.size === 0 || context.functions.continueOnFail()) return;
		throw faultsTogether(context.functions.getNode(), failures, itemCount);
	};
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		await giveWay();
		const read = await outcomeOf(context, itemIndex, () =>
			checkItem(context.forItems([itemIndex]), itemIndex),
		);
		const isLeftOut = isNodeFailure(read) || 'skipReason' in read;
		const known = isLeftOut ? settledBefore(context, itemIndex) : undefined;
		if (known) {
			const recipient = await outcomeOf(context, itemIndex, () =>
				rememberedRecipient(context.forItems([itemIndex]), itemIndex),
			);
			if (isNodeFailure(recipient)) unreadable.set(itemIndex, known);
			else {
				earlier.set(itemIndex, known);
				recipients.push({ ...recipient, shared: sharedOf(recipient.shared) });
			}
		} else if (isNodeFailure(read)) failures.set(itemIndex, read);
		else if ('skipReason' in read) skipped.push(read);
		else {
			const { recipient } = read;
			checked.push({ ...read, recipient: { ...recipient, shared: sharedOf(recipient.shared) } });
		}
	}
	assertNoFaults();
	for (const item of checked) {
		await giveWay();
		const { itemIndex } = item.recipient;
		const known = context.memory().recall(sendKey(item.recipient));
		if (known && (known.state === 'accepted' || !item.resend)) {
			earlier.set(itemIndex, known);
			recipients.push(item.recipient);
			continue;
		}
		const ready = await outcomeOf(context, itemIndex, () => withHeaderFile(context, item));
		if (isNodeFailure(ready)) failures.set(itemIndex, ready);
		else recipients.push(ready);
		assertNoFaults();
	}
	return { recipients, skipped, failures, earlier, unreadable };
}

/** A stop of the execution ends the whole; any other failure is the item's. */
async function outcomeOf<T>(
	context: OperationContext,
	itemIndex: number,
	work: () => Promise<T>,
): Promise<T | NodeFailure> {
	if (context.signal?.aborted) throw new ExecutionCancelled();
	const outcome = await work().catch((error: unknown) =>
		error instanceof ExecutionCancelled
			? error
			: toNodeFailure(context.functions.getNode(), error, itemIndex),
	);
	if (outcome instanceof ExecutionCancelled) throw outcome;
	return outcome;
}

async function checkItem(
	context: OperationContext,
	itemIndex: number,
): Promise<CheckedItem | Skipped> {
	const envelope = readEnvelope(context, itemIndex);
	const { channelType, channel, from, to, options } = envelope;
	// Who opted out since an earlier try got the message all the same.
	if (!settledBefore(context, itemIndex) && (await isSkipped(context, to))) {
		return { itemIndex, to, skipReason: OPTED_OUT.reason };
	}
	const message = await readTemplateMessage(context, itemIndex, envelope);
	if ('skipReason' in message) return { itemIndex, to, skipReason: message.skipReason };
	const settings = readBulkSettings(channelType, options);
	const shared = {
		ChannelType: channelType,
		CustSpaceId: channel,
		From: from,
		TemplateCode: message.code,
		Language: message.language,
		...settings.shared,
	};
	const entry = { To: to, ...settings.own, ...message.filled };
	const resend = options.resendUnknown === true;
	const { adjusted } = message;
	return { recipient: { itemIndex, shared, entry, adjusted }, channel, message, resend };
}

/**
 * The recipient of an item that an earlier try settled and that does not pass its checks any more, as
 * far as it can be read: nobody gets the message by another item, and the result says who got it.
 */
async function rememberedRecipient(
	context: OperationContext,
	itemIndex: number,
): Promise<BulkRecipient> {
	const own = withReadableOptions(context, itemIndex, ['recipientType', 'defaultCountry']);
	// Nothing is sent to it, so no limit counts.
	const unlimited = Object.create(own, { limits: { value: [] } }) as OperationContext;
	const { channelType, channel, from, to } = readEnvelope(unlimited, itemIndex);
	const { code, language } = await findTemplateKey(unlimited, itemIndex);
	const shared = {
		...{ ChannelType: channelType, CustSpaceId: channel, From: from },
		...{ TemplateCode: code, Language: language },
	};
	return { itemIndex, shared, entry: { To: to } };
}

async function withHeaderFile(
	context: OperationContext,
	{ recipient, channel, message }: CheckedItem,
): Promise<BulkRecipient> {
	if (message.media === null) return recipient;
	const filled = await uploadHeaderMedia(context, recipient.itemIndex, channel, message);
	return { ...recipient, entry: { ...recipient.entry, ...filled } };
}

/** One object for all items that are equal, so that ten thousand items hold it once. */
function shareEqual(): (shared: BulkRecipient['shared']) => BulkRecipient['shared'] {
	const known = new Map<string, BulkRecipient['shared']>();
	return (shared) => {
		const key = JSON.stringify(shared);
		const found = known.get(key) ?? shared;
		known.set(key, found);
		return found;
	};
}
