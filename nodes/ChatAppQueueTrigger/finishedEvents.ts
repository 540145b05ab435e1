import type { IDataObject } from 'n8n-workflow';

import { BoundedMap } from '../alibabaCloud/wire/boundedMap';
import { HASH_LENGTH, shortHash } from './shortHash';

/** The newest are kept however old they are. */
const ALWAYS_KEPT = 1_000;

/** Two minutes of 750 statuses a second: 720 kB of text, and 12 MB in memory with their map. */
const MOST_KEPT = 90_000;
const KEPT_FOR_MINUTES = 10;

/** What is dropped is dropped in parts of this size. */
const PART = 5_000;
const MINUTE_MS = 60_000;

/** Events of one minute, each as a short hash: so adding one does not write all of them again. */
interface Part {
	readonly minute: number;
	hashes: string;
}

/**
 * Events whose runs ended well, kept in the node's static data. When n8n is started again, a second
 * message with such an event is known to be a repeat, also one that was delivered before the stop and
 * comes again now.
 */
export class FinishedEvents {
	private readonly known = new BoundedMap<string, true>(MOST_KEPT + PART);

	private readonly parts: Part[] = [];

	private isChanged = false;

	/** @param staticData of the node */
	constructor(
		private readonly staticData: IDataObject,
		private readonly clock: () => number = Date.now,
	) {
		const { facts } = staticData;
		for (const text of Array.isArray(facts) ? facts : []) this.load(String(text));
	}

	get length(): number {
		return this.parts.reduce((sum, part) => sum + textOf(part).length, 0);
	}

	has(eventKey: string): boolean {
		return this.known.has(shortHash(eventKey));
	}

	add(eventKeys: readonly string[]): void {
		const minute = Math.floor(this.clock() / MINUTE_MS);
		for (const hash of eventKeys.map(shortHash)) {
			if (this.known.has(hash)) continue;
			const last = this.parts.at(-1);
			const isOpen = last?.minute === minute && last.hashes.length < PART * HASH_LENGTH;
			if (isOpen) last.hashes += hash;
			else this.parts.push({ minute, hashes: hash });
			this.known.set(hash, true);
			this.isChanged = true;
		}
		this.dropOld(minute);
	}

	/** To be called before n8n saves the static data. @returns whether anything changed */
	save(): boolean {
		if (!this.isChanged) return false;
		this.isChanged = false;
		this.staticData.facts = this.parts.map(textOf);
		return true;
	}

	/** A part is dropped when what is newer is enough. */
	private dropOld(now: number): void {
		for (let [oldest] = this.parts; oldest !== undefined; [oldest] = this.parts) {
			const without = this.known.size - countIn(oldest);
			const isOld = now - oldest.minute > KEPT_FOR_MINUTES;
			if (without < (isOld ? ALWAYS_KEPT : MOST_KEPT)) return;
			this.parts.shift();
			for (const hash of hashesIn(oldest)) this.known.delete(hash);
		}
	}

	private load(text: string): void {
		const [, minute, hashes = ''] = /^(\d{1,12}):([\w-]*)$/.exec(text) ?? [];
		if (minute === undefined || hashes.length % HASH_LENGTH !== 0) return;
		const part = { minute: Number(minute), hashes };
		this.parts.push(part);
		for (const hash of hashesIn(part)) this.known.set(hash, true);
	}
}

function textOf({ minute, hashes }: Part): string {
	return `${minute}:${hashes}`;
}

function countIn({ hashes }: Part): number {
	return hashes.length / HASH_LENGTH;
}

function hashesIn(part: Part): string[] {
	return Array.from({ length: countIn(part) }, (_, index) =>
		part.hashes.slice(index * HASH_LENGTH, (index + 1) * HASH_LENGTH),
	);
}
