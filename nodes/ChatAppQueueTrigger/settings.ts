import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';

import { textOf } from '../alibabaCloud/input/text';
import { customEndpoint, type AlibabaCloudCredential } from '../alibabaCloud/wire/endpoints';
import type { JoinSettings } from '../notifications/joining/joiner';
import { readJoining } from '../notifications/joining/joinProperties';
import type { MediaSettings } from '../notifications/media';
import { readMediaSettings } from '../notifications/mediaProperties';
import { readSelection } from '../notifications/selection/readSelection';
import type { Selection } from '../notifications/selection/select';
import { passesAnswers } from '../notifications/waiting/properties';
import { chosenEvents } from '../notifications/outputs';
import type { EventKind } from '../notifications/items/types';
import type { MessageType } from '../alibabaCloud/queue/access';
import { MAX_BATCH } from '../alibabaCloud/queue/client';
import { type QueueSite, resolveSite, type SiteName } from '../alibabaCloud/queue/site';
import type { Acknowledge, GiveUp } from './acknowledgment';
import type { ConsumerSettings } from './consumer';
import { readMessagesPerRun } from './messagesPerRun';

export interface TriggerSettings extends ConsumerSettings {
	/** What starts a run. */
	readonly selection: Selection;
	/** Null when no messages are joined into one item. */
	readonly joining: JoinSettings | null;
	/** Whether answers go to the executions that wait for them. */
	readonly passAnswers: boolean;
	/** Where this n8n can be reached; empty when the user left it out. */
	readonly resumeBaseUrl: string;
	/** Null when files are not wanted. */
	readonly media: MediaSettings | null;
	readonly queues: ReadonlyArray<{
		readonly kind: EventKind;
		readonly messageType: MessageType;
		/** Empty when the user left it out. */
		readonly name: string;
	}>;
	/** Where the queues are, with what the credential says now. */
	siteOf(credential: AlibabaCloudCredential): QueueSite;
}

/** How long the files of one message may take; it stays hidden in its queue meanwhile. */
const MEDIA_MS = 120_000;

interface QueueRow {
	readonly messageType: MessageType;
	/** Stored in workflows: never rename. */
	readonly parameter: string;
	readonly displayName: string;
	readonly searchListMethod: string;
	readonly description: string;
}

/** Where each kind of notification comes from, with the parameter that holds the queue's name. */
export const QUEUES = Object.freeze({
	inbound: {
		messageType: 'ChatAppInbound',
		parameter: 'inboundQueue',
		displayName: 'Inbound Queue',
		searchListMethod: 'searchInboundQueues',
		description: 'Queue that receives inbound messages. The list shows the queues of your numbers.',
	},
	status: {
		messageType: 'ChatAppStatus',
		parameter: 'statusQueue',
		displayName: 'Status Queue',
		searchListMethod: 'searchStatusQueues',
		description:
			'Queue that receives delivery statuses. The list shows the queues of your numbers.',
	},
	audit: {
		messageType: 'ChatAppAudit',
		parameter: 'auditQueue',
		displayName: 'Review Queue',
		searchListMethod: 'searchReviewQueues',
		description:
			'Queue that receives review results. No API returns its name, so the list builds it from Alicom-Queue-, your account ID and -ChatAppAudit. The Chat App Message Service console shows it under Channel Management.',
	},
}) satisfies Readonly<Record<EventKind, QueueRow>>;

export const DEFAULTS = Object.freeze({
	acknowledge: 'onSuccess',
	// As many as one request of the queue brings.
	parallelRuns: MAX_BATCH,
	batchSize: MAX_BATCH,
	maxRunMinutes: 60,
	maxAttempts: 5,
	afterMaxAttempts: 'leave',
}) satisfies {
	acknowledge: Acknowledge;
	afterMaxAttempts: GiveUp;
	maxAttempts: number;
	parallelRuns: number;
	batchSize: number;
	maxRunMinutes: number;
};

/**
 * Reads all parameters once; nothing reads them later.
 *
 * @throws NodeOperationError that names the filter which cannot be used
 */
export function readSettings(
	context: Pick<ITriggerFunctions, 'getNode' | 'getNodeParameter'>,
): TriggerSettings {
	const text = (name: string) => valueOf(context.getNodeParameter(name, ''));
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	const events = chosenEvents(context.getNodeParameter('events', []));
	const site = text('site');
	const custom =
		site === 'custom'
			? {
					platformEndpoint: text('platformEndpoint'),
					platformVersion: text('platformVersion'),
					queueEndpoint: text('queueEndpoint'),
				}
			: {};
	const joining = readJoining(options);
	const isInOrder = options.inOrderPerPerson === true;
	const parallelRuns = within(options.parallelRuns, DEFAULTS.parallelRuns, 1, 1000);
	const messagesPerRun = readMessagesPerRun(context, events);
	const needsRoom = joining !== null || isInOrder || messagesPerRun !== 1;
	const passAnswers = passesAnswers(options);
	// Statuses help to match typed answers, but only where a queue for them was named.
	const isStatusQueue = passAnswers && !events.includes('status') && text('statusQueue') !== '';
	const kinds = isStatusQueue ? [...events, 'status' as const] : events;
	const name: SiteName = site === 'china' ? 'china' : 'international';
	return {
		selection: readSelection(context.getNode(), events, filters, options),
		joining,
		media: readMediaSettings(options, MEDIA_MS),
		passAnswers,
		resumeBaseUrl: textOf(options.resumeBaseUrl).trim(),
		queues: kinds.map((kind) => {
			const { messageType, parameter } = QUEUES[kind];
			return { kind, messageType, name: text(parameter) };
		}),
		siteOf: (credential) =>
			resolveSite(name, custom, {
				dybaseapi: customEndpoint(credential, 'dybaseapi'),
				mns: customEndpoint(credential, 'mns'),
			}),
		acknowledge: toAcknowledge(options.acknowledge),
		parallelRuns,
		messagesPerRun,
		room: needsRoom ? { joining, isInOrder, parallelRuns, messagesPerRun } : undefined,
		batchSize: within(options.batchSize, DEFAULTS.batchSize, 1, MAX_BATCH),
		maxRunMs: within(options.maxRunMinutes, DEFAULTS.maxRunMinutes, 1, 10_080) * 60_000,
		maxAttempts: within(options.maxAttempts, DEFAULTS.maxAttempts, 1, 1000),
		giveUp: options.afterMaxAttempts === 'delete' ? 'delete' : DEFAULTS.afterMaxAttempts,
	};
}

/** The text of a field, or of what was chosen in a field with a list. */
function valueOf(parameter: unknown): string {
	const isLocator = typeof parameter === 'object' && parameter !== null && 'value' in parameter;
	return textOf(isLocator ? parameter.value : parameter);
}

function toAcknowledge(value: unknown): Acknowledge {
	return value === 'immediately' || value === 'onCompletion' ? value : DEFAULTS.acknowledge;
}

/** Parameters can be expressions, so their limits in the editor do not bind. */
function within(value: unknown, fallback: number, least: number, most: number): number {
	const number = Math.trunc(Number(value ?? fallback));
	return Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : fallback;
}
