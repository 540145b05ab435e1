import { eventually } from '../n8n/eventually';
import type { Simulator } from '../simulator';

export const INBOUND_QUEUE = 'Alicom-Queue-1234567890123456-ChatAppInbound';

/** Messages in the queue: those that may be received, and those that somebody holds. */
export function countQueued({ control }: Simulator): number {
	const queue = control.state().queues.find(({ name }) => name === INBOUND_QUEUE);
	if (!queue) throw new Error(`The simulator has no queue ${INBOUND_QUEUE}`);
	return queue.active + queue.inactive;
}

export async function untilQueueIsEmpty(simulator: Simulator): Promise<void> {
	await eventually('The deletion from the queue', () => countQueued(simulator) === 0 || undefined);
}
