import type { INodeExecutionData } from 'n8n-workflow';

import type { QueueMessage } from '../alibabaCloud/queue/xml';
import type { NotificationItem } from '../notifications/items/types';
import type { RunEnd } from './acknowledgment';

/** A run to start, for one message or for several. */
export interface Run {
	/** Items by output. */
	readonly outputs: INodeExecutionData[][];
	readonly parts: ReadonlyArray<{
		readonly message: QueueMessage;
		readonly items: readonly NotificationItem[];
	}>;
	readonly awaited: boolean;
}

/** A message that comes to wait for its run. */
export interface Visit {
	readonly message: QueueMessage;
	readonly items: readonly NotificationItem[];
	readonly outputs: INodeExecutionData[][];
	readonly awaited: boolean;
	/** Called when the run starts. Resolves when it has taken too long. */
	begin(): Promise<RunEnd>;
}

/** How the run of a message ended. */
export interface Fate {
	readonly end: RunEnd;
	/** Whether the run had other messages, so that its end may be due to one of them. */
	readonly isShared: boolean;
}

/** One run of all these messages, in this order. */
export function runOf(visits: readonly Visit[]): Run {
	const outputs = (visits[0]?.outputs ?? []).map((_, index) =>
		visits.flatMap((visit) => visit.outputs[index] ?? []),
	);
	return { outputs, parts: visits, awaited: visits.every(({ awaited }) => awaited) };
}
