import { assertAllowedRecipient, assertAllowedTemplate } from '../../../shared/messages/allowList';
import type { BulkRecipient } from '../../../shared/messages/bulk';
import { readDefinition } from '../../../shared/templates/definition';
import { fillTemplate } from '../../../shared/templates/payload';
import { assertSendable } from '../../../shared/templates/states';
import { readGivenValues } from '../../descriptions/templateVariables';
import { isNodeFailure, toNodeFailure, type NodeFailure } from '../../nodeFailure';
import type { OperationContext } from '../../operation';
import { readLocator } from '../../parameters';
import { ExecutionCancelled } from '../../runContext';
import { templateDetailCall } from '../../templateDetail';
import { readEnvelope } from './sendCall';
import { sharedOptions } from './bulkOptions';

/** The items as recipients, and why others are none. */
export interface ReadRecipients {
	readonly recipients: readonly BulkRecipient[];
	readonly failures: ReadonlyMap<number, NodeFailure>;
}

/** Checks every item before anything is sent; each template is read once. */
export async function readRecipients(
	context: OperationContext,
	itemCount: number,
): Promise<ReadRecipients> {
	const recipients: BulkRecipient[] = [];
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
		else recipients.push({ ...read, shared: sharedOf(read.shared) });
	}
	return { recipients, failures };
}

async function readRecipientOf(
	context: OperationContext,
	itemIndex: number,
): Promise<BulkRecipient> {
	const { functions, limits } = context;
	const { channelType, channel, from, to, options } = readEnvelope(context, itemIndex);
	assertAllowedRecipient(to, limits);
	const key = {
		channel,
		code: readLocator(functions, 'template', 'Template', itemIndex),
		language: readLocator(functions, 'language', 'Language', itemIndex),
	};
	const template = await context.once(`template ${JSON.stringify(key)}`, async () => {
		const definition = readDefinition(await context.callApi(templateDetailCall(key)));
		assertSendable(definition);
		return definition;
	});
	assertAllowedTemplate({ code: key.code, name: template.name }, limits);
	const filled = fillTemplate(template, readGivenValues(functions, itemIndex));
	return {
		itemIndex,
		shared: {
			ChannelType: channelType,
			CustSpaceId: channel,
			From: from,
			TemplateCode: key.code,
			Language: key.language,
			...sharedOptions(options),
		},
		entry: { To: to, ...filled },
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
