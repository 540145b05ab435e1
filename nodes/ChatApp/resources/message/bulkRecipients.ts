import type { BulkRecipient } from '../../../shared/messages/bulk';
import { isNodeFailure, toNodeFailure, type NodeFailure } from '../../nodeFailure';
import type { OperationContext } from '../../operation';
import { ExecutionCancelled } from '../../runContext';
import { readBulkSettings } from './bulkOptions';
import { readEnvelope } from './sendCall';
import { readTemplateMessage } from './templateMessage';

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

/** Checks every item before anything is sent; each template is read once. */
export async function readRecipients(
	context: OperationContext,
	itemCount: number,
): Promise<ReadRecipients> {
	const recipients: BulkRecipient[] = [];
	const skipped: Skipped[] = [];
	const failures = new Map<number, NodeFailure>();
	const sharedOf = shareEqual();
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		if (context.signal?.aborted) throw new ExecutionCancelled();
		const read = await readRecipientOf(context, itemIndex).catch((error: unknown) =>
			error instanceof ExecutionCancelled
				? error
				: toNodeFailure(context.functions.getNode(), error, itemIndex),
		);
		if (read instanceof ExecutionCancelled) throw read;
		if (isNodeFailure(read)) failures.set(itemIndex, read);
		else if ('skipReason' in read) skipped.push(read);
		else recipients.push({ ...read, shared: sharedOf(read.shared) });
	}
	return { recipients, skipped, failures };
}

async function readRecipientOf(
	context: OperationContext,
	itemIndex: number,
): Promise<BulkRecipient | Skipped> {
	const envelope = readEnvelope(context, itemIndex);
	const { channelType, channel, from, to, options } = envelope;
	const message = await readTemplateMessage(context, itemIndex, envelope);
	if ('skipReason' in message) return { itemIndex, to, skipReason: message.skipReason };
	const settings = readBulkSettings(channelType, options);
	return {
		itemIndex,
		shared: {
			ChannelType: channelType,
			CustSpaceId: channel,
			From: from,
			TemplateCode: message.code,
			Language: message.language,
			...settings.shared,
		},
		entry: { To: to, ...settings.own, ...message.filled },
	};
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
