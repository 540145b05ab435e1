import { createHash } from 'node:crypto';

/** How long a fact is remembered: a review may truly recur soon, a delivery never does. */
export type Life = 'lasting' | 'brief';

const MINUTE_MS = 60_000;

/**
 * The service repeats a push within the hour, and queues keep a message up to seven days but
 * deliver it again within minutes.
 */
const LIVES = Object.freeze({
	lasting: { forMs: 72 * 60 * MINUTE_MS, atMost: 9_000 },
	brief: { forMs: 60 * MINUTE_MS, atMost: 1_000 },
}) satisfies Readonly<Record<Life, { forMs: number; atMost: number }>>;

const KINDS = Object.keys(LIVES) as Life[];

const HASH_BYTES = 6;
const ENTRY_BYTES = HASH_BYTES + 2;
const LAST_OFFSET = 0xffff;

/**
 * Which facts were seen before, as short hashes with the minute of their first sight. It holds
 * 10,000 facts at most: beyond, the oldest are forgotten first.
 *
 * Of 10,000 hashes with 48 bits, a new fact meets one by chance once in 28 thousand million.
 */
export class SeenFacts {
	private readonly facts: Readonly<Record<Life, Map<number, number>>> = {
		lasting: new Map(),
		brief: new Map(),
	};

	get size(): number {
		return this.facts.lasting.size + this.facts.brief.size;
	}

	has(key: string, life: Life, now: number): boolean {
		const minute = this.facts[life].get(hashOf(key));
		return minute !== undefined && now - minute * MINUTE_MS < LIVES[life].forMs;
	}

	/** Repeated sight does not prolong the life of a fact. */
	remember(key: string, life: Life, now: number): void {
		const facts = this.facts[life];
		const hash = hashOf(key);
		facts.delete(hash);
		facts.set(hash, Math.floor(now / MINUTE_MS));
		for (const [oldest, minute] of facts) {
			const expired = now - minute * MINUTE_MS >= LIVES[life].forMs;
			if (!expired && facts.size <= LIVES[life].atMost) break;
			facts.delete(oldest);
		}
	}

	forget(key: string): void {
		const hash = hashOf(key);
		for (const life of KINDS) this.facts[life].delete(hash);
	}

	/** All facts but those of the given keys as one short text, about eleven characters for each. */
	toText(except: readonly string[] = []): string {
		const left = new Set(except.map(hashOf));
		const wanted = (life: Life) => [...this.facts[life]].filter(([hash]) => !left.has(hash));
		return KINDS.map((life) => packed(new Map(wanted(life)))).join('.');
	}

	/** Adds the facts of such a text; what cannot be read is left out. */
	add(text: string, now: number): void {
		const parts = text.split('.');
		KINDS.forEach((life, index) => {
			const facts = this.facts[life];
			const all = [...facts, ...unpacked(parts[index] ?? '')]
				.filter(([, minute]) => {
					const age = now - minute * MINUTE_MS;
					// What seems to come from the future would stay for ever.
					return age < LIVES[life].forMs && age > -LIVES.brief.forMs;
				})
				.sort(([, left], [, right]) => left - right)
				.slice(-LIVES[life].atMost);
			facts.clear();
			for (const [hash, minute] of all) if (!facts.has(hash)) facts.set(hash, minute);
		});
	}
}

function hashOf(key: string): number {
	return createHash('sha256').update(key).digest().readUIntBE(0, HASH_BYTES);
}

/** The first minute in four bytes, then each hash with its distance from that minute. */
function packed(facts: ReadonlyMap<number, number>): string {
	let first = Number.POSITIVE_INFINITY;
	for (const minute of facts.values()) first = Math.min(first, minute);
	if (facts.size === 0) return '';

	const bytes = Buffer.alloc(4 + facts.size * ENTRY_BYTES);
	bytes.writeUInt32BE(first, 0);
	let offset = 4;
	for (const [hash, minute] of facts) {
		bytes.writeUIntBE(hash, offset, HASH_BYTES);
		bytes.writeUInt16BE(Math.min(minute - first, LAST_OFFSET), offset + HASH_BYTES);
		offset += ENTRY_BYTES;
	}
	return bytes.toString('base64');
}

function unpacked(text: string): Array<[hash: number, minute: number]> {
	const bytes = Buffer.from(text, 'base64');
	const facts: Array<[number, number]> = [];
	for (let offset = 4; offset + ENTRY_BYTES <= bytes.length; offset += ENTRY_BYTES) {
		const minute = bytes.readUInt32BE(0) + bytes.readUInt16BE(offset + HASH_BYTES);
		facts.push([bytes.readUIntBE(offset, HASH_BYTES), minute]);
	}
	return facts;
}
