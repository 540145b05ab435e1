import type { IDataObject } from 'n8n-workflow';

import { BoundedMap } from '../alibabaCloud/wire/boundedMap';
import { HASH_LENGTH, shortHash } from './shortHash';

/** More messages than can be in runs at the same time. */
const MOST = 5_000;

/** Of one message as text: a hash and a number. */
const LENGTH = HASH_LENGTH + '"":1,'.length;

/**
 * Messages whose runs began and did not end before n8n did. Of all messages that were delivered when n8n
 * stopped, only these may have stopped it; the others still waited for their run.
 *
 * They are kept in the node's static data, which n8n stores when a run starts.
 */
export class BegunMessages {
	/** Runs under way, by message. */
	private readonly underWay = new BoundedMap<string, true>(MOST);

	/** How many runs ended with an earlier process, by message; until one ends by itself. */
	private readonly cutShort = new BoundedMap<string, number>(MOST);

	private isChanged = false;

	/** @param staticData of the node; not shared with another instance */
	constructor(private readonly staticData: IDataObject) {
		const { begun } = staticData;
		if (typeof begun !== 'object' || begun === null) return;
		for (const [hash, runs] of Object.entries(begun)) {
			if (Number.isSafeInteger(runs)) this.cutShort.set(hash, Number(runs));
		}
	}

	get length(): number {
		return (this.cutShort.size + this.underWay.size) * LENGTH;
	}

	/** How many runs of the message n8n did not survive. */
	runsCutShort(id: string): number {
		return this.cutShort.get(shortHash(id)) ?? 0;
	}

	/** A run of these messages is about to start. */
	begin(ids: readonly string[]): void {
		for (const id of ids) this.underWay.set(shortHash(id), true);
		this.isChanged = true;
	}

	/** Their run has ended, whether well or not. */
	end(ids: readonly string[]): void {
		for (const hash of ids.map(shortHash)) {
			this.underWay.delete(hash);
			this.cutShort.delete(hash);
		}
		this.isChanged = true;
	}

	/** To be called before n8n saves the static data. @returns whether anything changed */
	save(): boolean {
		if (!this.isChanged) return false;
		this.isChanged = false;
		const runs = new Map(this.cutShort.entries());
		// Whoever reads this without an end of the run in between reads it after n8n has stopped.
		for (const hash of this.underWay.keys()) runs.set(hash, (runs.get(hash) ?? 0) + 1);
		this.staticData.begun = Object.fromEntries(runs);
		return true;
	}
}
