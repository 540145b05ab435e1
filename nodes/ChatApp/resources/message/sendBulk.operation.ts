import type { INodeProperties } from 'n8n-workflow';

import { planBulk, type BulkBatch, type BulkRecipient } from '../../messages/bulk';
import { channelTypeField, TEMPLATE_CHANNELS } from '../../fields/channelType';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import {
	approvedTemplateLocator,
	optionalLanguageLocator,
	senderFields,
} from '../../fields/locators';
import { optionsField, readOptions, withReadableOptions } from '../../runtime/options';
import { defaultCountryOption, toFields } from '../../fields/recipient';
import { resendUnknownOption } from '../../runtime/resendUnknown';
import { skipRecipientsOption } from '../../runtime/skipRecipients';
import { allowedRecipientsOption } from '../../runtime/sendLimits';
import { variablesField } from '../../fields/templateVariables';
import { templateOptions } from './closedWindow';
import { pool } from '../../../alibabaCloud/wire/pool';
import { isNodeFailure, toNodeFailure } from '../../runtime/failures';
import { createGiveWay, type GiveWay } from '../../runtime/giveWay';
import type { BatchOperation, ItemOutcome, OperationContext } from '../../runtime/operation';
import { answeredId, requestIdOf } from '../../runtime/results';
import { ExecutionCancelled } from '../../../alibabaCloud/errors/executionCancelled';
import type { EarlierSend } from '../../runtime/sendMemory';
import { earlierUnknown, endOf } from '../../runtime/sendOnce';
import {
	acceptedResult,
	duplicateResult,
	failureOf,
	lookupOf,
	skippedResult,
} from './bulkOutcomes';
import { bulkOptions } from './bulkOptions';
import { readRecipients, sendKey } from './bulkRecipients';
import { headerMediaOption } from './headerMedia';
import { aboveLimitOption, withinLimits } from './messagingLimit';

/** More calls under way than this gain nothing at ten a second, and each holds its whole body. */
const MOST_CALLS = 5;

const sendDuplicatesOption: INodeProperties = {
	displayName: 'Send Duplicates',
	name: 'sendDuplicates',
	type: 'boolean',
	default: false,
	description:
		'Whether to send to the same recipient once per item. By default, only the first item for a recipient is sent and the others are returned as duplicates.',
};

const bulkNotice: INodeProperties = {
	displayName:
		"Sends one message per input item, up to 1,000 in one request. All items are validated first. If any item is invalid, nothing is sent unless 'On Error' is set to continue.",
	name: 'bulkNotice',
	type: 'notice',
	default: '',
};

export const sendBulk: BatchOperation = {
	value: 'sendBulk',
	name: 'Send Bulk',
	action: 'Send template message to many recipients',
	description:
		'Send an approved template to the recipients of all input items, up to 1,000 in one request',
	builderHint: 'For many recipients of one template. Statuses report each delivery.',
	properties: [
		bulkNotice,
		channelTypeField('The chat app to send the message with', TEMPLATE_CHANNELS),
		channelLocator,
		...senderFields(TEMPLATE_CHANNELS),
		...toFields(TEMPLATE_CHANNELS),
		approvedTemplateLocator,
		optionalLanguageLocator,
		variablesField,
		optionsField([
			...bulkOptions,
			...templateOptions,
			allowedRecipientsOption,
			defaultCountryOption,
			headerMediaOption,
			resendUnknownOption,
			aboveLimitOption,
			skipRecipientsOption,
			sendDuplicatesOption,
		]),
	],
	async executeAll(context, itemCount) {
		const outcomes = new Array<ItemOutcome | undefined>(itemCount);
		const giveWay = createGiveWay();
		const read = await readRecipients(context, itemCount, giveWay);
		const { recipients, skipped, failures, earlier, unreadable } = read;
		for (const [itemIndex, failure] of failures) outcomes[itemIndex] = failure;
		for (const one of skipped) outcomes[one.itemIndex] = skippedResult(one);
		for (const [itemIndex, known] of unreadable) {
			outcomes[itemIndex] = unreadableOutcome(context, itemIndex, known);
		}

		// The options that count for all items; that the first item has another one that fails is its
		// own failure alone.
		const names = [sendDuplicatesOption.name, aboveLimitOption.name];
		const ofAll = withReadableOptions(context, 0, names);
		const sendDuplicates = readOptions(ofAll.functions, 0).sendDuplicates === true;
		// Who got it by a later item in an earlier try does not get it by an earlier item now.
		const isKnown = ({ itemIndex }: BulkRecipient): boolean => earlier.has(itemIndex);
		const inOrder = [...recipients.filter(isKnown), ...recipients.filter((one) => !isKnown(one))];
		const everyone = planBulk(sendDuplicates);
		for (const one of inOrder) {
			await giveWay();
			everyone.add(one);
		}
		const { duplicates } = everyone.plan();
		const unsent = planBulk(true);
		for (const one of recipients) {
			await giveWay();
			if (duplicates.has(one.itemIndex)) continue;
			const known = earlier.get(one.itemIndex);
			if (known) outcomes[one.itemIndex] = earlierOutcome(context, one, known);
			else unsent.add(one);
		}
		const { batches } = unsent.plan();
		const allowed = await withinLimits(ofAll, batches, outcomes, giveWay);
		await sendBatches(context, allowed, outcomes, giveWay);
		for (const [itemIndex, first] of duplicates) {
			await giveWay();
			const sent = outcomes[first];
			outcomes[itemIndex] = isNodeFailure(sent) || !sent ? sent : duplicateResult(sent, first);
		}
		return outcomes;
	},
};

/** What an earlier try made of an item, without another call. */
function earlierOutcome(
	{ functions, memory }: OperationContext,
	recipient: BulkRecipient,
	known: EarlierSend,
): ItemOutcome {
	const { shared, itemIndex, entry, adjusted } = recipient;
	if (known.state === 'accepted') {
		const sent = { to: entry.To, groupMessageId: known.id || null, requestId: null, adjusted };
		return acceptedResult(shared, sent);
	}
	const lookup = lookupOf(recipient, memory().since() ?? Date.now());
	return earlierUnknown(functions.getNode(), itemIndex, lookup);
}

/** The same of an item whose recipient cannot be read any more. */
function unreadableOutcome(
	{ functions }: OperationContext,
	itemIndex: number,
	known: EarlierSend,
): ItemOutcome {
	if (known.state === 'accepted') {
		return { groupMessageId: known.id || null, state: 'accepted', requestId: null };
	}
	return earlierUnknown(functions.getNode(), itemIndex, undefined);
}

/** Without Continue On Fail the first batch that fails stops the start of further ones. */
async function sendBatches(
	context: OperationContext,
	batches: readonly BulkBatch[],
	outcomes: Array<ItemOutcome | undefined>,
	giveWay: GiveWay,
): Promise<void> {
	const goOn = context.functions.continueOnFail();
	const waiting = [...batches];
	await pool({
		width: Math.min(MOST_CALLS, batches.length),
		signal: context.signal,
		next: () => waiting.shift(),
		// A batch that stops the others has to do so at once.
		run: async (batch) =>
			(await sendBatch(context, batch, outcomes, goOn ? giveWay : () => undefined)) || goOn,
	});
}

async function sendBatch(
	context: OperationContext,
	batch: BulkBatch,
	outcomes: Array<ItemOutcome | undefined>,
	giveWay: GiveWay,
): Promise<boolean> {
	const { shared, recipients } = batch;
	const startedAt = Date.now();
	const keys = recipients.map(sendKey);
	try {
		// From here on an end of the process leaves the outcome unknown.
		context.memory().begin(keys);
		const answer = await context.forItems(recipients.map(({ itemIndex }) => itemIndex)).callApi({
			product: 'cams',
			action: 'SendChatappMassMessage',
			retry: 'never',
			body: { ...shared, SenderList: recipients.map(({ entry }) => entry) },
		});
		const groupMessageId = answeredId(answer, 'GroupMessageId');
		context.memory().end(keys, { accepted: groupMessageId ?? '' });
		for (const { itemIndex, entry, adjusted } of recipients) {
			const sent = { to: entry.To, groupMessageId, requestId: requestIdOf(answer), adjusted };
			outcomes[itemIndex] = acceptedResult(shared, sent);
		}
		return true;
	} catch (error) {
		context.memory().end(keys, endOf(error));
		if (error instanceof ExecutionCancelled) return false;
		const node = context.functions.getNode();
		const failure = toNodeFailure(node, error, recipients[0]?.itemIndex ?? 0);
		for (const recipient of recipients) {
			await giveWay();
			outcomes[recipient.itemIndex] = failureOf(node, failure, { recipient, startedAt });
		}
		return false;
	}
}
