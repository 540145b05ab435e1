import { hash } from 'node:crypto';

import { BoundedMap } from '../../alibabaCloud/wire/boundedMap';

/** How long an event is remembered: a review may truly recur soon, a delivery never does. */
export type Life = 'lasting' | 'brief';

/** A short hash of the key of an event. */
export type Mark = number;

type Event = readonly [mark: Mark, minute: number];

const MINUTE_MS = 60_000;

/**
 * The service repeats a push within the hour, and queues keep a message up to seven days but
 * deliver it again within minutes.
 */
const LIVES = Object.freeze({
	lasting: { forMs: 72 * 60 * MINUTE_MS, atMost: 199_000, saved: 9_000 },
	brief: { forMs: 60 * MINUTE_MS, atMost: 1_000, saved: 1_000 },
}) satisfies Readonly<Record<Life, { forMs: number; atMost: number; saved: number }>>;

const KINDS = Object.keys(LIVES) as Life[];

const HASH_BYTES = 6;
const ENTRY_BYTES = HASH_BYTES + 2;
const LAST_OFFSET = 0xffff;

/** To hash a key takes longer than to look for the mark, so it is done once, and before the memory is taken. */
export function markOf(key: string): Mark {
	return hash('sha256', key, 'buffer').readUIntBE(0, HASH_BYTES);
}

/**
 * Which events were seen before, as short hashes with the minute of their first sight. It holds
 * 200,000 events at most, which takes 11 to 18 MB: beyond, the oldest are forgotten first. At 750
 * statuses a second that is four minutes, and two where their states are remembered as well. Its
 * text holds the newest 10,000, since n8n stores that with the workflow and loads it with each push.
 *
 * Of 200,000 hashes with 48 bits, a new event meets one by chance once in 1,400 million.
 */
export class SeenEvents {
	private readonly events: Readonly<Record<Life, BoundedMap<number, number>>> = {
		lasting: new BoundedMap(LIVES.lasting.atMost),
		brief: new BoundedMap(LIVES.brief.atMost),
	};

	/** No event is of a later minute. */
	private readonly latest: Record<Life, number> = { lasting: -Infinity, brief: -Infinity };

	get size(): number {
		return this.events.lasting.size + this.events.brief.size;
	}

	has(mark: Mark, life: Life, now: number): boolean {
		const minute = this.events[life].get(mark);
		return minute !== undefined && now - minute * MINUTE_MS < LIVES[life].forMs;
	}

	/** Notes an event as seen now. */
	remember(mark: Mark, life: Life, now: number): void {
		const events = this.events[life];
		const seen = Math.floor(now / MINUTE_MS);
		this.latest[life] = Math.max(this.latest[life], seen);
		events.set(mark, seen);
		events.dropOldest((minute) => now - minute * MINUTE_MS >= LIVES[life].forMs);
	}

	/**
	 * Notes an event that is new.
	 *
	 * @returns whether it is new; repeated sight does not prolong the life of an event
	 */
	note(mark: Mark, life: Life, now: number): boolean {
		if (this.has(mark, life, now)) return false;
		this.remember(mark, life, now);
		return true;
	}

	forget(mark: Mark): void {
		for (const life of KINDS) this.events[life].delete(mark);
	}

	/** Keeps no more than what a text of it would hold. */
	shrink(): void {
		for (const life of KINDS) {
			const events = this.events[life];
			events.dropOldest(() => events.size > LIVES[life].saved);
		}
	}

	/**
	 * The newest events but the given ones as one short text, about eleven characters for
	 * each.
	 */
	toText(except: Iterable<Mark> = []): string {
		const left = new Set(except);
		const wanted = (life: Life) => newestOf(this.events[life], LIVES[life].saved, left);
		return KINDS.map((life) => packed(wanted(life))).join('.');
	}

	/** Adds the events of such a text; what cannot be read is left out. */
	add(text: string, now: number): void {
		const parts = text.split('.');
		KINDS.forEach((life, index) => {
			const events = this.events[life];
			const isAlive = ([, minute]: Event): boolean => {
				const age = now - minute * MINUTE_MS;
				// What seems to come from the future would stay forever.
				return age < LIVES[life].forMs && age > -LIVES.brief.forMs;
			};
			// In a full memory, what is older than all of it has no place.
			const isFull = events.size >= LIVES[life].atMost;
			const earliest = isFull ? (events.oldest()?.[1] ?? 0) : 0;
			const added = unpacked(parts[index] ?? '').filter(
				(event) => event[1] >= earliest && isAlive(event) && !events.has(event[0]),
			);
			// Two processes tell each other often, and mostly what both know.
			if (added.length === 0) return;
			this.merge(life, added, isAlive);
		});
	}

	/** Puts new events in their places: only those of later minutes are set again, to come after. */
	private merge(life: Life, added: readonly Event[], isAlive: (event: Event) => boolean): void {
		const events = this.events[life];
		const first = added.reduce((least, [, minute]) => Math.min(least, minute), Infinity);
		const later: Event[] = [];
		if (first < this.latest[life]) {
			events.forEach((minute, mark) => {
				if (minute > first) later.push([mark, minute]);
			});
		}
		for (const [mark] of later) events.delete(mark);
		const ordered = [...later.filter(isAlive), ...added].sort(
			([, left], [, right]) => left - right,
		);
		for (const [mark, minute] of ordered) events.set(mark, minute);
		this.latest[life] = ordered.at(-1)?.[1] ?? first;
	}
}

/** The last so many events but those left out. What comes before is passed by, not copied. */
function newestOf(
	events: ReadonlyMap<number, number>,
	count: number,
	left: ReadonlySet<Mark>,
): Event[] {
	const newest: Event[] = [];
	let older = events.size - count - left.size;
	for (const mark of events.keys()) {
		if (older-- > 0 || left.has(mark)) continue;
		newest.push([mark, events.get(mark) ?? 0]);
	}
	return newest.slice(-count);
}

/** The first minute in four bytes, then each mark with its distance from that minute. */
function packed(events: readonly Event[]): string {
	let first = Number.POSITIVE_INFINITY;
	for (const [, minute] of events) first = Math.min(first, minute);
	if (events.length === 0) return '';

	const bytes = Buffer.alloc(4 + events.length * ENTRY_BYTES);
	bytes.writeUInt32BE(first, 0);
	let offset = 4;
	for (const [mark, minute] of events) {
		bytes.writeUIntBE(mark, offset, HASH_BYTES);
		bytes.writeUInt16BE(Math.min(minute - first, LAST_OFFSET), offset + HASH_BYTES);
		offset += ENTRY_BYTES;
	}
	return bytes.toString('base64');
}

function unpacked(text: string): Event[] {
	const bytes = Buffer.from(text, 'base64');
	const events: Event[] = [];
	for (let offset = 4; offset + ENTRY_BYTES <= bytes.length; offset += ENTRY_BYTES) {
		const minute = bytes.readUInt32BE(0) + bytes.readUInt16BE(offset + HASH_BYTES);
		events.push([bytes.readUIntBE(offset, HASH_BYTES), minute]);
	}
	return events;
}
