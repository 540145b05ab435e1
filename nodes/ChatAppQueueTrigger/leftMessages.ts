import type { IDataObject } from 'n8n-workflow';

import { BoundedMap } from '../alibabaCloud/wire/boundedMap';

/** n8n stores them with each run that starts. */
const MOST = 500;

/**
 * Messages that were given up but left in their queue, kept in the node's static data. The queue
 * goes on counting their deliveries, so their number alone would keep them from ever running again.
 */
export class LeftMessages {
	private readonly failed = new BoundedMap<string, true>(MOST);

	private readonly cutShort = new BoundedMap<string, true>(MOST);

	/**
	 * @param staticData of the node
	 * @param isPublished a person published the workflow just now; else n8n started by itself, perhaps
	 * because such a message had ended it
	 */
	constructor(
		private readonly staticData: IDataObject,
		private readonly isPublished: boolean,
	) {
		const { failed, cutShort } = (staticData.left ?? {}) as IDataObject;
		if (Array.isArray(failed)) failed.forEach((id) => this.failed.set(String(id), true));
		if (Array.isArray(cutShort)) cutShort.forEach((id) => this.cutShort.set(String(id), true));
	}

	add(id: string, isCutShort: boolean): void {
		(isCutShort ? this.cutShort : this.failed).set(id, true);
		this.store();
	}

	/** Whether a message may run once more whatever its number of deliveries; true only once. */
	takePardon(id: string): boolean {
		const isPardoned = this.failed.has(id) || (this.isPublished && this.cutShort.has(id));
		if (!isPardoned) return false;
		this.failed.delete(id);
		this.cutShort.delete(id);
		this.store();
		return true;
	}

	private store(): void {
		this.staticData.left = { failed: [...this.failed.keys()], cutShort: [...this.cutShort.keys()] };
	}
}
