import type { Secret } from '../../simulator/secretProbe';

export interface Finding {
	readonly kind: string;
	readonly offset: number;
	/** What stands before it. The secret itself is not shown again. */
	readonly before: string;
}

interface Needle {
	readonly kind: string;
	readonly bytes: Buffer;
}

const START_BYTES = 4;
const TABLE_BITS = 20;
/** Shorter texts are found by chance. */
const SHORTEST = 12;

/** Finds any of many thousand secrets in one pass over the bytes. */
export class Searcher {
	private readonly byStart = new Map<number, Needle[]>();

	/** Says of nearly all positions at once that nothing starts there. */
	private readonly mayStart = new Uint8Array(1 << TABLE_BITS);

	/** How many secrets are looked for. */
	readonly size: number;

	/** @throws Error when there is nothing to look for, or a secret is too short to be told apart */
	constructor(secrets: Iterable<Secret>) {
		const kinds = new Map([...secrets].map(({ kind, value }) => [value, kind]));
		if (kinds.size === 0) throw new Error('There is no secret to look for');
		for (const [value, kind] of kinds) {
			if (value.length < SHORTEST) throw new Error(`A secret is too short: ${kind}`);
			for (const text of new Set(writtenForms(value))) this.add({ kind, bytes: Buffer.from(text) });
		}
		this.size = kinds.size;
	}

	find(data: Buffer): Finding[] {
		const found: Finding[] = [];
		if (data.length < START_BYTES) return found;
		let start = data.readUInt32LE(0);
		for (let at = 0; ; at++) {
			if (this.mayStart[slotOf(start)] === 1) {
				const needle = this.needleAt(data, at, start);
				if (needle) found.push(describe(needle, data, at));
			}
			const next = data[at + START_BYTES];
			if (next === undefined) return found;
			start = ((start >>> 8) | (next << 24)) >>> 0;
		}
	}

	private add(needle: Needle): void {
		const start = needle.bytes.readUInt32LE(0);
		this.mayStart[slotOf(start)] = 1;
		const others = this.byStart.get(start);
		if (others) others.push(needle);
		else this.byStart.set(start, [needle]);
	}

	private needleAt(data: Buffer, at: number, start: number): Needle | undefined {
		return this.byStart
			.get(start)
			?.find(({ bytes }) => data.subarray(at, at + bytes.length).equals(bytes));
	}
}

/** As it is, as part of a URL, and packed up. */
function writtenForms(value: string): string[] {
	return [value, encodeURIComponent(value), Buffer.from(value).toString('base64')];
}

function slotOf(start: number): number {
	return Math.imul(start, 0x9e3779b1) >>> (32 - TABLE_BITS);
}

function describe({ kind }: Needle, data: Buffer, offset: number): Finding {
	const before = data.subarray(Math.max(0, offset - 80), offset).toString('latin1');
	return { kind, offset, before: before.replace(/[^\x20-\x7e]/g, '.') };
}
