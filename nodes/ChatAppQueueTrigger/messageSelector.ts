import type { INodeExecutionData } from 'n8n-workflow';

import { SeenEvents } from '../notifications/selection/seenEvents';
import { selectItems, type Selection } from '../notifications/selection/select';
import { routeItems } from '../notifications/outputs';
import type { NotificationItem } from '../notifications/items/types';
import { UNIQUE_EVENTS } from './deduplicationKey';
import type { FinishedEvents } from './finishedEvents';

/** The part of a message that starts a run. */
export interface SelectedMessage {
	readonly items: readonly NotificationItem[];
	/** Items by output. */
	readonly outputs: INodeExecutionData[][];
	/** Forgets these events, so that the message can start a run when it comes again. */
	undo(): void;
	/** Remembers these events beyond the end of n8n: their run is over and will not be repeated. */
	keep(): void;
}

/**
 * Selects what the workflow wants of the messages of all queues of a node, each event once. An event
 * counts as seen from the start of its run; `undo` is for a run that fails.
 *
 * What is seen but not finished is remembered only as long as the process lives. Kept any longer,
 * it would hold events whose runs were cut short, and their messages would be taken for repeats.
 */
export class MessageSelector {
	private readonly memory = new SeenEvents();

	constructor(
		private readonly selection: Selection,
		private readonly finished: Pick<FinishedEvents, 'has' | 'add'>,
		private readonly clock: () => number,
	) {}

	/** Null when no run is due. */
	select(items: readonly NotificationItem[]): SelectedMessage | null {
		const fresh = items.filter((item) => !this.isFinished(item));
		const selected = selectItems(fresh, this.selection, this.memory, this.clock());
		const outputs = routeItems(selected.items, this.selection.events);
		if (outputs === null) return null;
		return {
			items: selected.items,
			outputs,
			undo: () => {
				for (const key of selected.remembered) this.memory.forget(key);
			},
			keep: () => {
				const events = selected.items.filter(({ event }) => UNIQUE_EVENTS.has(event));
				if (this.selection.deduplicate) this.finished.add(events.map(({ eventKey }) => eventKey));
			},
		};
	}

	private isFinished({ event, eventKey }: NotificationItem): boolean {
		const { deduplicate } = this.selection;
		return deduplicate && UNIQUE_EVENTS.has(event) && this.finished.has(eventKey);
	}
}
