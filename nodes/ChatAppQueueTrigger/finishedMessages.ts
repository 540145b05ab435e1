import type { IDataObject } from 'n8n-workflow';

import { RecentIds } from './recentIds';

/** More messages than can be under way at the same time. */
const MOST = 2_000;

/**
 * Messages whose runs are over but which may still be in their queue. Should one come again, it is
 * deleted without another run.
 *
 * They are kept in the node's static data, which n8n stores with the next run that starts. So a
 * stop of n8n between the end of a run and the deletion of its message does not repeat the run,
 * unless nothing else started in between.
 */
export class FinishedMessages {
	private readonly ids: RecentIds;

	/** @param staticData of the node; not shared with another instance */
	constructor(private readonly staticData: IDataObject) {
		this.ids = new RecentIds(MOST);
		const stored = staticData.finished;
		if (Array.isArray(stored)) stored.forEach((id) => this.ids.add(String(id)));
	}

	has(id: string): boolean {
		return this.ids.has(id);
	}

	add(id: string): void {
		this.ids.add(id);
		this.store();
	}

	delete(id: string): void {
		this.ids.delete(id);
		this.store();
	}

	private store(): void {
		this.staticData.finished = this.ids.all();
	}
}
