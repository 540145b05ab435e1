import type { BulkRecipient } from '../../../shared/messages/bulk';
import { isNodeFailure, toNodeFailure, type NodeFailure } from '../../nodeFailure';
import type { OperationContext } from '../../operation';
import { ExecutionCancelled } from '../../runContext';
import { readBulkSettings } from './bulkOptions';
import { uploadHeaderMedia } from './headerMedia';
import { readEnvelope } from './sendCall';
import { readTemplateMessage, type TemplateMessage } from './templateMessage';

/** The items as recipients, and why others are none. */
export interface ReadRecipients {
	readonly recipients: readonly BulkRecipient[];
	readonly skipped: readonly Skipped[];
	readonly failures: ReadonlyMap<number, NodeFailure>;
}

/** An item that gets nothing by choice: a variable is empty. */
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
}

/**
 * Checks every item before a file is uploaded and before anything is sent; each template is read
 * once. Unless the node continues on errors, a failure ends it: what is left has no result.
 */
export async function readRecipients(
	context: OperationContext,
	itemCount: number,
): Promise<ReadRecipients> {
	const checked: CheckedItem[] = [];
	const recipients: BulkRecipient[] = [];
	const skipped: Skipped[] = [];
	const failures = new Map<number, NodeFailure>();
	const sharedOf = shareEqual();
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		const read = await outcomeOf(context, itemIndex, () =>
			checkItem(context.forItems([itemIndex]), itemIndex),
		);
		if (isNodeFailure(read)) failures.set(itemIndex, read);
		else if ('skipReason' in read) skipped.push(read);
		else {
			const { recipient } = read;
			checked.push({ ...read, recipient: { ...recipient, shared: sharedOf(recipient.shared) } });
		}
	}
	const goOn = context.functions.continueOnFail();
	for (const item of checked) {
		if (failures.size > 0 && !goOn) break;
		const { itemIndex } = item.recipient;
		const ready = await outcomeOf(context, itemIndex, () => withHeaderFile(context, item));
		if (isNodeFailure(ready)) failures.set(itemIndex, ready);
		else recipients.push(ready);
	}
	return { recipients, skipped, failures };
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
	return { recipient: { itemIndex, shared, entry, adjusted: message.adjusted }, channel, message };
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
