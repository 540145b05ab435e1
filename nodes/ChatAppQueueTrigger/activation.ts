import { type INode, type ITriggerFunctions, NodeOperationError } from 'n8n-workflow';

import type { EventKind } from '../notifications/items/types';
import { publishingError } from '../notifications/publishingError';
import type { QueueClient } from '../alibabaCloud/queue/client';
import type { QueueFailure } from '../alibabaCloud/queue/failures';
import type { QueueMessage } from '../alibabaCloud/queue/xml';
import type { GiveUp } from './acknowledgment';
import { checkMessagesPerRun } from './messagesPerRun';
import type { Reader } from './readHere';
import { QUEUES, type TriggerSettings } from './settings';

/** @throws NodeOperationError that names the field which is missing. */
export function checkSettings(node: INode, settings: TriggerSettings): void {
	if (settings.selection.events.length === 0) {
		throw publishingError(node, "'Trigger On' is empty", 'Choose what starts the workflow.');
	}
	checkMessagesPerRun(node, settings.messagesPerRun);
	if (settings.room?.isInOrder === true && settings.acknowledge === 'immediately') {
		throw publishingError(
			node,
			"'One After the Other per Person' does not work with 'Delete Message: Immediately'",
			"The end of an execution is not known then. Choose another value for 'Delete Message', or remove the option.",
		);
	}
	const nameless = settings.queues.find(({ name }) => name === '');
	if (nameless !== undefined) {
		throw publishingError(
			node,
			`'${QUEUES[nameless.kind].displayName}' is empty`,
			'Turn on the queue for the business number under Channel Management in the Chat App Message Service console, and copy its name from there.',
		);
	}
	const base = settings.resumeBaseUrl;
	if (base !== '' && !/^https?:\/\//i.test(base)) {
		throw publishingError(
			node,
			"'Base URL for Waiting Executions' is not a URL",
			'Enter an address that starts with http:// or https://, for example http://localhost:5678, or remove the option.',
		);
	}
	const spaced = settings.queues.find(({ name }) => /\s/.test(name));
	if (spaced !== undefined) {
		throw publishingError(
			node,
			`'${QUEUES[spaced.kind].displayName}' contains spaces`,
			'Enter the name of one queue as shown in the Chat App Message Service console.',
		);
	}
	const malformed = settings.queues.find(({ name }) => NOT_OF_A_NAME.test(name));
	if (malformed !== undefined) {
		throw publishingError(
			node,
			`'${QUEUES[malformed.kind].displayName}' is not the name of a queue: ${malformed.name.slice(0, 200)}`,
			'Enter the name alone, as shown in the Chat App Message Service console: without a URL, quotes, asterisks and invisible characters.',
		);
	}
	const swapped = settings.queues.find(({ kind, name }) => isOfAnotherKind(kind, name));
	if (swapped !== undefined) {
		const { displayName, messageType } = QUEUES[swapped.kind];
		throw publishingError(
			node,
			`'${displayName}' has the name of a queue for something else: ${swapped.name}`,
			`Enter the queue whose name ends in -${messageType}.`,
		);
	}
}

/** A name has letters, digits and hyphens. The others are for names that nobody has seen yet. */
const NOT_OF_A_NAME = /[^\w.-]/;

/** The service names its queues after what they bring; other names tell nothing. */
function isOfAnotherKind(kind: EventKind, name: string): boolean {
	const [, messageType] = /^Alicom-Queue-\d+-(ChatApp(?:Inbound|Status|Audit))$/.exec(name) ?? [];
	return messageType !== undefined && messageType !== QUEUES[kind].messageType;
}

/**
 * Looks into a queue once, so that a wrong name, site or right shows when the workflow is
 * activated and not in silence afterwards.
 *
 * When n8n itself starts, a network that is not there yet is no reason to give up: the reader goes
 * on trying, while n8n would try to activate a few times only.
 *
 * @throws NodeOperationError with what to do
 */
export async function checkQueue(
	context: Pick<ITriggerFunctions, 'getNode' | 'getActivationMode'>,
	name: string,
	queue: Pick<QueueClient, 'peek'>,
): Promise<void> {
	const outcome = await queue.peek();
	if (outcome.ok) return;
	if (startsByItself(context) && outcome.failure.reaction === 'retry') return;
	throw toError(context.getNode(), name, outcome.failure);
}

/** Whether n8n itself started the workflow, and no person who published it. */
export function startsByItself(context: Pick<ITriggerFunctions, 'getActivationMode'>): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

/** What the user reads about a queue that cannot be used. */
export function toError(node: INode, name: string, failure: QueueFailure): NodeOperationError {
	const requestId = failure.requestId === null ? '' : ` Request ID: ${failure.requestId}.`;
	return publishingError(
		node,
		`Queue '${name}': ${failure.cause}`,
		failure.advice,
		`Code: ${failure.code}.${requestId}`,
	);
}

/** Each of the workflows would miss what the others get, and nothing else would tell why. */
export function warnOfOthers(
	{ logger }: Pick<ITriggerFunctions, 'logger'>,
	name: string,
	[other]: readonly Reader[],
): void {
	if (other === undefined) return;
	logger.warn(
		`Queue '${name}': the published workflow '${other.workflow}' reads it as well. Each message goes to one of both only. Use one workflow for each queue, and branch after the trigger.`,
	);
}

const DELETED =
	'It was deleted from the queue. Its data is in the failed or crashed executions of this workflow.';

/** What happens to it, see `LeftMessages`: what may have stopped n8n gets no chance to do so again. */
function fateOf(giveUp: GiveUp, isCutShort: boolean): string {
	if (giveUp === 'delete') return DELETED;
	const until = `the workflow is published again${isCutShort ? '' : ' or n8n restarts'}`;
	return `It stays in the queue for at most seven days and starts no execution until ${until}.`;
}

/** Tells people about a message that gets no further run: in the log and as a failed execution. */
export function reportExhausted(
	context: Pick<ITriggerFunctions, 'getNode' | 'logger' | 'saveFailedExecution'>,
	name: string,
	{ id, dequeueCount }: Pick<QueueMessage, 'id' | 'dequeueCount'>,
	giveUp: GiveUp,
	isCutShort = false,
): void {
	const message = isCutShort
		? `Queue '${name}': message ${id} was delivered ${dequeueCount} times, the last ones without an execution that ended. It may be what stops n8n`
		: `Queue '${name}': no execution with message ${id} succeeded in ${dequeueCount} deliveries`;
	const fate = fateOf(giveUp, isCutShort);
	context.logger.warn(`${message}. ${fate}`);
	// Early versions of n8n 1 do not have it.
	context.saveFailedExecution?.(
		new NodeOperationError(context.getNode(), message, {
			description: `${fate} 'Maximum Attempts' and 'After the Last Attempt' are options of this node.`,
		}),
	);
}
