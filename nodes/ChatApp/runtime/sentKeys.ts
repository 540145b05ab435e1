import { createHash, randomBytes } from 'node:crypto';

import { BoundedMap } from '../../alibabaCloud/wire/boundedMap';
import type { SendEnd } from './sendMemory';

/** How many keys a workflow remembers. With the ID of its message, one takes some 60 bytes. */
export const MOST_KEYS = 10_000;

/** How many workflows a process remembers the keys of. */
const MOST_WORKFLOWS = 200;

/** A longer ID, or one with a separator in it, is not kept. */
const ID = /^[\w.:=+/-]{1,100}$/;

/** What a key was used for before; the ID is `null` when it is not known. */
export interface EarlierUse {
	readonly messageId: string | null;
}

/** A key that one send has for itself. */
export interface KeyClaim {
	/** Told before the call. */
	begin(): void;
	/** Told after it; a key whose call did nothing is free again. */
	end(end: SendEnd): void;
	/** Lets those who wait for the key go on. */
	release(): void;
}

/** Where n8n keeps the keys of a workflow, for as long as a run has it at hand. */
export interface KeyStore {
	read(): unknown;
	write(text: string): void;
}

/**
 * The keys of one workflow in this process. n8n loads a workflow's static data when a run starts and
 * saves it when the run ends, so runs at the same time would neither know of each other nor keep
 * what the others saved. So the memory is here, and static data only carries it over a restart and,
 * late, to other processes.
 *
 * What is stored is a text with a line for each change: `+key` begun, `=key id` accepted, `-key`
 * free again. To append one costs nothing, however many there are.
 */
export class SentKeys {
	/** By digest: the ID of the message, empty when it is not known. The oldest comes first. */
	private readonly used = new BoundedMap<string, string>(MOST_KEYS);

	private readonly underWay = new Map<string, Promise<void>>();

	/** Tells texts of this process from those of others. */
	private readonly writer = `${randomBytes(6).toString('base64url')}\n`;

	private log = this.writer;

	private lines = 0;

	private foreign: unknown;

	/** Takes in what another process, or this one before it was restarted, has saved. */
	load(stored: unknown): void {
		if (typeof stored !== 'string' || stored === this.log || stored === this.foreign) return;
		if (stored.startsWith(this.writer)) return;
		this.foreign = stored;
		const others = new BoundedMap<string, string>(MOST_KEYS);
		for (const line of stored.split('\n')) readLine(line, others);
		const own = [...this.used];
		for (const [key, id] of others) this.used.set(key, id);
		for (const [key, id] of own) this.used.set(key, id || (others.get(key) ?? ''));
		this.compact();
	}

	/** What a key was used for, or the key for this send alone; waits for a send under way. */
	async claim(key: string, store: KeyStore): Promise<EarlierUse | KeyClaim> {
		const digest = digestOf(key);
		for (let other = this.underWay.get(digest); other; other = this.underWay.get(digest)) {
			await other;
		}
		const id = this.used.get(digest);
		return id === undefined ? this.take(key, store) : { messageId: id || null };
	}

	/** The key for a send that had it before, in an earlier try. */
	take(key: string, store: KeyStore): KeyClaim {
		const digest = digestOf(key);
		let release = (): void => undefined;
		const ended = new Promise<void>((resolve) => {
			release = resolve;
		});
		this.underWay.set(digest, ended);
		return {
			begin: () => this.note('+', digest, '', store),
			end: (end) => {
				if (end === 'refused') this.note('-', digest, '', store);
				else if (end !== 'unknown') this.note('=', digest, end.accepted, store);
			},
			release: () => {
				if (this.underWay.get(digest) === ended) this.underWay.delete(digest);
				release();
			},
		};
	}

	/** What an earlier try of a run made of the send with this key, where that is not known yet. */
	remember(key: string, messageId: string, store: KeyStore): void {
		const digest = digestOf(key);
		const known = this.used.get(digest);
		if (known || (known === '' && messageId === '')) return;
		this.note(messageId === '' ? '+' : '=', digest, messageId, store);
	}

	private note(sign: '+' | '=' | '-', digest: string, id: string, store: KeyStore): void {
		const line = `${sign}${digest}${ID.test(id) ? ` ${id}` : ''}`;
		readLine(line, this.used);
		this.log += `${line}\n`;
		if (++this.lines > 3 * MOST_KEYS) this.compact();
		store.write(this.log);
	}

	private compact(): void {
		const lines = [...this.used].map(([key, id]) => (id === '' ? `+${key}` : `=${key} ${id}`));
		this.lines = lines.length;
		this.log = this.writer + lines.map((line) => `${line}\n`).join('');
	}
}

/** Lines of any other form are left out: static data is open to the workflow's own code. */
function readLine(line: string, used: Map<string, string>): void {
	const [, sign, key = '', id = ''] = LINE.exec(line) ?? [];
	if (sign === '-') used.delete(key);
	else if (sign !== undefined) used.set(key, id);
}

const LINE = /^([+=-])([\w-]{22})(?: ([\w.:=+/-]{1,100}))?$/;

function digestOf(key: string): string {
	return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}

const OF_WORKFLOWS = new BoundedMap<string, SentKeys>(MOST_WORKFLOWS);

/** The keys of workflows that were never saved, by what n8n keeps for them during a run. */
const OF_UNSAVED = new WeakMap<object, SentKeys>();

/**
 * The keys of a workflow in this process.
 *
 * @param data its static data
 */
export function sentKeysOf(workflowId: string, data: object): SentKeys {
	if (workflowId === '') {
		const keys = OF_UNSAVED.get(data) ?? new SentKeys();
		OF_UNSAVED.set(data, keys);
		return keys;
	}
	const keys = OF_WORKFLOWS.get(workflowId) ?? new SentKeys();
	OF_WORKFLOWS.set(workflowId, keys);
	return keys;
}
