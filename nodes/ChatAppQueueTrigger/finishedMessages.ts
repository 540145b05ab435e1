import type { IDataObject } from 'n8n-workflow';

import { BoundedMap } from '../alibabaCloud/wire/boundedMap';

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
	private readonly ids = new BoundedMap<string, true>(MOST);

	/** @param staticData of the node; not shared with another instance */
	constructor(private readonly staticData: IDataObject) {
		const stored = staticData.finished;
		if (Array.isArray(stored)) stored.forEach((id) => this.ids.set(String(id), true));
	}

	has(id: string): boolean {
		return this.ids.has(id);
	}

	add(id: string): void {
		this.ids.set(id, true);
		this.store();
	}

	delete(id: string): void {
		this.ids.delete(id);
		this.store();
	}

	private store(): void {
		this.staticData.finished = [...this.ids.keys()];
	}
}
