import type { INodeExecutionData } from 'n8n-workflow';

import { SeenFacts } from '../notifications/selection/seenEvents';
import { selectItems, type Selection } from '../notifications/selection/select';
import { routeItems } from '../notifications/outputs';
import type { NotificationItem } from '../notifications/items/types';
import { UNIQUE_FACTS } from './deduplicationKey';
import type { FinishedFacts } from './finishedEvents';

/** What of a message starts a run. */
export interface Picked {
	readonly items: readonly NotificationItem[];
	/** Items by output. */
	readonly outputs: INodeExecutionData[][];
	/** Forgets these facts, so that the message can start a run when it comes again. */
	undo(): void;
	/** Remembers these facts beyond the end of n8n: their run is over and will not be repeated. */
	keep(): void;
}

/**
 * Picks what the workflow wants of the messages of all queues of a node, each fact once. A fact
 * counts as seen from the start of its run; a run that fails has to take that back.
 *
 * What is seen but not finished is remembered only as long as the process lives. Kept any longer,
 * it would hold facts whose runs were cut short, and their messages would be taken for repeats.
 */
export class Picker {
	private readonly memory = new SeenFacts();

	constructor(
		private readonly selection: Selection,
		private readonly finished: Pick<FinishedFacts, 'has' | 'add'>,
		private readonly clock: () => number,
	) {}

	/** Null when no run is due. */
	pick(items: readonly NotificationItem[]): Picked | null {
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
				const facts = selected.items.filter(({ event }) => UNIQUE_FACTS.has(event));
				if (this.selection.deduplicate) this.finished.add(facts.map(({ eventKey }) => eventKey));
			},
		};
	}

	private isFinished({ event, eventKey }: NotificationItem): boolean {
		const { deduplicate } = this.selection;
		return deduplicate && UNIQUE_FACTS.has(event) && this.finished.has(eventKey);
	}
}
