import type { ITriggerFunctions } from 'n8n-workflow';

import { customEndpoint, type AlibabaCloudCredential } from '../shared/api/endpoints';
import { chosenEvents } from '../shared/events/triggerOutputs';
import type { EventKind } from '../shared/events/types';
import type { MessageType } from '../shared/queue/access';
import { MAX_BATCH } from '../shared/queue/client';
import { type QueueSite, resolveSite, type SiteName } from '../shared/queue/site';
import type { Acknowledge } from './acknowledgement';
import type { ConsumerSettings } from './consumer';

export interface TriggerSettings extends ConsumerSettings {
	readonly queues: ReadonlyArray<{
		readonly kind: EventKind;
		readonly messageType: MessageType;
		/** Empty when the user left it out. */
		readonly name: string;
	}>;
	readonly site: QueueSite;
}

/** Where each kind of notification comes from, with the parameter that holds the queue's name. */
export const QUEUES = Object.freeze({
	inbound: {
		messageType: 'ChatAppInbound',
		parameter: 'inboundQueue',
		displayName: 'Inbound Queue Name',
	},
	status: {
		messageType: 'ChatAppStatus',
		parameter: 'statusQueue',
		displayName: 'Status Queue Name',
	},
	audit: {
		messageType: 'ChatAppAudit',
		parameter: 'auditQueue',
		displayName: 'Review Queue Name',
	},
}) satisfies Readonly<
	Record<EventKind, { messageType: MessageType; parameter: string; displayName: string }>
>;

export const DEFAULTS = Object.freeze({
	acknowledge: 'onSuccess',
	parallelRuns: 10,
	batchSize: MAX_BATCH,
	maxRunMinutes: 60,
}) satisfies {
	acknowledge: Acknowledge;
	parallelRuns: number;
	batchSize: number;
	maxRunMinutes: number;
};

/** Reads all parameters once; nothing reads them later. */
export function readSettings(
	context: Pick<ITriggerFunctions, 'getNodeParameter'>,
	credential: AlibabaCloudCredential,
): TriggerSettings {
	const text = (name: string) => String(context.getNodeParameter(name, '') ?? '').trim();
	const options = context.getNodeParameter('options', {}) as Partial<
		Record<keyof typeof DEFAULTS, unknown>
	>;
	const events = chosenEvents(context.getNodeParameter('events', []));
	const site = text('site');
	const isCustom = site === 'custom';
	return {
		events,
		queues: events.map((kind) => {
			const { messageType, parameter } = QUEUES[kind];
			return { kind, messageType, name: text(parameter) };
		}),
		site: resolveSite(
			site === 'china' ? 'china' : ('international' satisfies SiteName),
			isCustom
				? {
						platformEndpoint: text('platformEndpoint'),
						platformVersion: text('platformVersion'),
						queueEndpoint: text('queueEndpoint'),
					}
				: {},
			{
				dybaseapi: customEndpoint(credential, 'dybaseapi'),
				mns: customEndpoint(credential, 'mns'),
			},
		),
		acknowledge: toAcknowledge(options.acknowledge),
		parallelRuns: within(options.parallelRuns, DEFAULTS.parallelRuns, 1, 1000),
		batchSize: within(options.batchSize, DEFAULTS.batchSize, 1, MAX_BATCH),
		maxRunMs: within(options.maxRunMinutes, DEFAULTS.maxRunMinutes, 1, 10_080) * 60_000,
	};
}

function toAcknowledge(value: unknown): Acknowledge {
	return value === 'immediately' || value === 'onCompletion' ? value : DEFAULTS.acknowledge;
}

/** Parameters can be expressions, so their limits in the editor do not bind. */
function within(value: unknown, fallback: number, least: number, most: number): number {
	const number = Math.trunc(Number(value ?? fallback));
	return Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : fallback;
}
