import type { INodeProperties } from 'n8n-workflow';

import { planBulk, type BulkBatch } from '../../../shared/messages/bulk';
import { channelTypeField } from '../../descriptions/channelType';
import {
	approvedTemplateLocator,
	channelLocator,
	languageLocator,
	senderLocator,
} from '../../descriptions/locators';
import { optionsField, readOptions } from '../../descriptions/options';
import { defaultCountryOption, toField } from '../../descriptions/recipient';
import { allowedRecipientsOption, allowedTemplatesOption } from '../../descriptions/sendLimits';
import { valueOptions, variablesField } from '../../descriptions/templateVariables';
import { isNodeFailure, toNodeFailure } from '../../nodeFailure';
import type { BatchOperation, ItemOutcome, OperationContext } from '../../operation';
import { answeredId, requestIdOf } from '../../result';
import { ExecutionCancelled } from '../../runContext';
import {
	acceptedResult,
	duplicateResult,
	failureOf,
	skippedResult,
	tellWhatWasAccepted,
} from './bulkOutcomes';
import { bulkOptions } from './bulkOptions';
import { readRecipients } from './bulkRecipients';
import { headerMediaOption } from './headerMedia';

/** More calls under way than this gain nothing at ten a second, and each holds its whole body. */
const MOST_CALLS = 5;

const sendDuplicatesOption: INodeProperties = {
	displayName: 'Send Duplicates',
	name: 'sendDuplicates',
	type: 'boolean',
	default: false,
	description:
		'Whether to send a template to the same recipient again when several items name the recipient. By default the first item is sent and the others say duplicate.',
};

const bulkNotice: INodeProperties = {
	displayName:
		'Sends one message to each incoming item, up to 1,000 in one call. All items are checked first: unless the node continues on errors, nothing is sent when one of them is wrong.',
	name: 'bulkNotice',
	type: 'notice',
	default: '',
};

export const sendBulk: BatchOperation = {
	value: 'sendBulk',
	name: 'Send Bulk',
	action: 'Send template message to many recipients',
	description: 'Send an approved template to all incoming items, up to 1,000 in one call',
	properties: [
		bulkNotice,
		channelTypeField('The chat app to send with', ['viber', 'whatsapp']),
		channelLocator,
		senderLocator({
			displayName: 'From',
			name: 'from',
			description: 'Who sends the messages: a WhatsApp number or a Viber service ID',
		}),
		toField,
		approvedTemplateLocator,
		languageLocator,
		variablesField,
		optionsField([
			...bulkOptions,
			...valueOptions,
			allowedRecipientsOption,
			allowedTemplatesOption,
			defaultCountryOption,
			headerMediaOption,
			sendDuplicatesOption,
		]),
	],
	async executeAll(context, itemCount) {
		const outcomes = new Array<ItemOutcome | undefined>(itemCount);
		const { recipients, skipped, failures } = await readRecipients(context, itemCount);
		for (const [itemIndex, failure] of failures) outcomes[itemIndex] = failure;
		for (const one of skipped) outcomes[one.itemIndex] = skippedResult(one);
		if (failures.size > 0 && !context.functions.continueOnFail()) return outcomes;

		const sendDuplicates = itemCount > 0 && readOptions(context.functions, 0).sendDuplicates;
		const plan = planBulk(recipients, sendDuplicates === true);
		await sendBatches(context, plan.batches, outcomes);
		if (!context.functions.continueOnFail()) tellWhatWasAccepted(outcomes);
		for (const [itemIndex, first] of plan.duplicates) {
			const sent = outcomes[first];
			outcomes[itemIndex] = isNodeFailure(sent) || !sent ? sent : duplicateResult(sent, first);
		}
		return outcomes;
	},
};

/** Without Continue On Fail the first batch that fails stops the start of further ones. */
async function sendBatches(
	context: OperationContext,
	batches: readonly BulkBatch[],
	outcomes: Array<ItemOutcome | undefined>,
): Promise<void> {
	const goOn = context.functions.continueOnFail();
	let next = 0;
	let hasFailed = false;
	const work = async (): Promise<void> => {
		for (let batch = batches[next++]; batch && (goOn || !hasFailed); batch = batches[next++]) {
			const isSent = await sendBatch(context, batch, outcomes);
			hasFailed ||= !isSent;
			if (context.signal?.aborted) return;
		}
	};
	await Promise.all(Array.from({ length: Math.min(MOST_CALLS, batches.length) }, work));
}

async function sendBatch(
	context: OperationContext,
	batch: BulkBatch,
	outcomes: Array<ItemOutcome | undefined>,
): Promise<boolean> {
	const { shared, recipients } = batch;
	const startedAt = Date.now();
	try {
		const answer = await context.forItems(recipients.map(({ itemIndex }) => itemIndex)).callApi({
			product: 'cams',
			action: 'SendChatappMassMessage',
			kind: 'send',
			body: { ...shared, SenderList: recipients.map(({ entry }) => entry) },
		});
		const groupMessageId = answeredId(answer, 'GroupMessageId');
		for (const { itemIndex, entry, adjusted } of recipients) {
			const sent = { to: entry.To, groupMessageId, requestId: requestIdOf(answer), adjusted };
			outcomes[itemIndex] = acceptedResult(shared, sent);
		}
		return true;
	} catch (error) {
		if (error instanceof ExecutionCancelled) return false;
		const node = context.functions.getNode();
		const failure = toNodeFailure(node, error, recipients[0]?.itemIndex ?? 0);
		for (const recipient of recipients) {
			outcomes[recipient.itemIndex] = failureOf(node, failure, { shared, recipient, startedAt });
		}
		return false;
	}
}
