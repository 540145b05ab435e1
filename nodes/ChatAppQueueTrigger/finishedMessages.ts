import type { IDataObject } from 'n8n-workflow';

import { BoundedMap } from '../alibabaCloud/wire/boundedMap';
import { HASH_LENGTH, shortHash } from './shortHash';

/** More messages than can be under way at the same time: eleven characters each. */
const MOST = 5_000;

/**
 * Messages whose runs are over but which may still be in their queue. Should one come again, it is
 * deleted without another run.
 *
 * They are kept in the node's static data, which n8n stores with the next run that starts. So a
 * stop of n8n between the end of a run and the deletion of its message does not repeat the run,
 * unless nothing else started in between.
 */
export class FinishedMessages {
	private readonly hashes = new BoundedMap<string, true>(MOST);

	private isChanged = false;

	/** @param staticData of the node; not shared with another instance */
	constructor(private readonly staticData: IDataObject) {
		const stored = staticData.finished;
		if (Array.isArray(stored)) stored.forEach((hash) => this.hashes.set(String(hash), true));
	}

	get length(): number {
		return this.hashes.size * (HASH_LENGTH + 3);
	}

	has(id: string): boolean {
		return this.hashes.has(shortHash(id));
	}

	add(id: string): void {
		this.hashes.set(shortHash(id), true);
		this.isChanged = true;
	}

	delete(id: string): void {
		if (this.hashes.delete(shortHash(id))) this.isChanged = true;
	}

	/** To be called before n8n saves the static data. @returns whether anything changed */
	save(): boolean {
		if (!this.isChanged) return false;
		this.isChanged = false;
		this.staticData.finished = [...this.hashes.keys()];
		return true;
	}
}
