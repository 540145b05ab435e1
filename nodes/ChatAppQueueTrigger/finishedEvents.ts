import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { BoundedMap } from '../alibabaCloud/wire/boundedMap';

/**
 * n8n stores them with each run that starts, so there are few of them: eleven bytes each. They
 * serve for what is still on its way when n8n stops, not for days.
 */
const MOST = 1_000;

/**
 * Events whose runs ended well, kept in the node's static data. When n8n is started again, a second
 * message with such an event is known to be a repeat, also one that was delivered before the stop and
 * comes again now.
 */
export class FinishedEvents {
	private readonly hashes = new BoundedMap<string, true>(MOST);

	/** @param staticData of the node */
	constructor(private readonly staticData: IDataObject) {
		const stored = staticData.facts;
		if (Array.isArray(stored)) stored.forEach((hash) => this.hashes.set(String(hash), true));
	}

	has(eventKey: string): boolean {
		return this.hashes.has(hashOf(eventKey));
	}

	add(eventKeys: readonly string[]): void {
		for (const key of eventKeys) this.hashes.set(hashOf(key), true);
		this.staticData.facts = [...this.hashes.keys()];
	}
}

function hashOf(eventKey: string): string {
	return createHash('sha256').update(eventKey).digest('base64url').slice(0, 8);
}
