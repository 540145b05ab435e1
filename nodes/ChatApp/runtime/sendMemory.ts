import { createHash } from 'node:crypto';

/*
 * n8n's "Retry On Fail" and the "Retry" button of an execution run a node again with all of its
 * items. What was sent has to be known then, or people get it twice. n8n keeps a plain object with
 * the entry of its stack that it loops over, and stores it with an execution that failed: that is
 * where this memory lives. It holds neither numbers nor texts.
 */

/** What an earlier try made of a send. */
export type EarlierSend =
	| { readonly state: 'accepted'; readonly id: string; readonly form?: 'template' }
	| { readonly state: 'unknown' };

/** A message goes out as it is, or as the template that stands for it while the window is closed. */
export type SendForm = 'message' | 'template';

/** One send: the item it belongs to, and what is sent, for memories that know no items. */
export interface SendKey {
	readonly item: number;
	/** Everything that makes it this send and not another one; compared by its JSON. */
	readonly identity: unknown;
	/** Default: message. */
	readonly form?: SendForm;
}

/** What became of a send that was begun. */
export type SendEnd = { readonly accepted: string } | 'refused' | 'unknown';

/** What is known of the sends of a node, across its tries. */
export interface SendMemory {
	/** What an earlier try made of this send; `undefined` when it may go out. */
	recall(key: SendKey): EarlierSend | undefined;
	/** Told before the call: whatever ends the process from here on, the outcome is unknown. */
	begin(keys: readonly SendKey[]): void;
	end(keys: readonly SendKey[], end: SendEnd): void;
	/** Items that were accepted in this try or an earlier one, with the ID that the service gave. */
	accepted(): ReadonlyMap<number, string>;
	/** When the first send began, in milliseconds; `null` before it. */
	since(): number | null;
	/** Nothing is left to repeat, so nothing has to be kept. */
	forget(): void;
}

/** Where a memory is kept. What is written once is changed in place afterwards. */
export interface MemoryStore {
	read(): unknown;
	write(value: object): void;
	remove(): void;
}

/** As n8n stores it. An item costs its ID and a few signs, and an entry of n8n's own format. */
interface StoredSends {
	readonly since: number;
	/**
	 * By the index of the item: empty, `?` for unknown, or `=` and the ID; `~` and the ID when a
	 * template stood for the message.
	 */
	readonly items: string[];
}

const UNKNOWN = '?';
const ACCEPTED = Object.freeze({ message: '=', template: '~' }) satisfies Record<SendForm, string>;

/** The memory of a node's own stack entry, which has one place for each item. */
export function createItemMemory(store: MemoryStore, now: () => number): SendMemory {
	let stored = readStored(store.read());

	const set = (keys: readonly SendKey[], state: string): void => {
		if (stored === null) {
			stored = { since: now(), items: [] };
			// Once: n8n merges deeply what it is given, which is slow for ten thousand items.
			store.write(stored);
		}
		const { items } = stored;
		for (const { item } of keys) {
			while (items.length <= item) items.push('');
			items[item] = state;
		}
	};
	const setAccepted = (keys: readonly SendKey[], id: string): void => {
		for (const key of keys) set([key], `${ACCEPTED[key.form ?? 'message']}${id}`);
	};

	return {
		recall: ({ item }) => readState(stored?.items[item]),
		begin: (keys) => set(keys, UNKNOWN),
		end: (keys, end) => {
			if (end === 'refused') set(keys, '');
			else if (end !== 'unknown') setAccepted(keys, end.accepted);
		},
		accepted() {
			const found = new Map<number, string>();
			stored?.items.forEach((state, item) => {
				const known = readState(state);
				if (known?.state === 'accepted') found.set(item, known.id);
			});
			return found;
		},
		since: () => stored?.since ?? null,
		forget() {
			stored = null;
			store.remove();
		},
	};
}

function readState(state: string | undefined): EarlierSend | undefined {
	if (!state) return undefined;
	const id = state.slice(1);
	if (state.startsWith(ACCEPTED.message)) return { state: 'accepted', id };
	return state.startsWith(ACCEPTED.template)
		? { state: 'accepted', id, form: 'template' }
		: { state: 'unknown' };
}

function readStored(value: unknown): StoredSends | null {
	const { since, items } = (value ?? {}) as Partial<Record<keyof StoredSends, unknown>>;
	const isStored =
		typeof since === 'number' &&
		Array.isArray(items) &&
		items.every((state) => typeof state === 'string');
	return isStored ? (value as StoredSends) : null;
}

/** More calls of unknown outcome than an agent makes in one run; the oldest go first. */
const MOST_CALLS = 1000;

/**
 * The memory of a node that is the tool of an agent. All tools of the agent share its stack entry,
 * and an agent may well mean the same message twice, so only what has an unknown outcome is kept:
 * a digest for each such call of this node.
 */
export function createCallMemory(
	store: MemoryStore,
	nodeName: string,
	now: () => number,
): SendMemory {
	const accepted = new Map<number, string>();
	let startedAt: number | null = null;
	const digestOf = ({ identity }: SendKey): string =>
		createHash('sha256')
			.update(JSON.stringify([nodeName, identity]))
			.digest('base64url')
			.slice(0, 16);
	const known = (): string[] => {
		const value = store.read();
		return Array.isArray(value) ? (value as string[]) : [];
	};

	const keep = (digests: readonly string[]): void => {
		const kept = known();
		if (kept.length === 0) store.write(kept);
		kept.push(...digests.filter((digest) => !kept.includes(digest)));
		kept.splice(0, Math.max(0, kept.length - MOST_CALLS));
	};
	const drop = (digests: readonly string[]): void => {
		const kept = known();
		for (const digest of digests) {
			const position = kept.indexOf(digest);
			if (position >= 0) kept.splice(position, 1);
		}
		if (kept.length === 0) store.remove();
	};

	return {
		recall: (key) => (known().includes(digestOf(key)) ? { state: 'unknown' } : undefined),
		begin: () => {
			startedAt ??= now();
		},
		end(keys, end) {
			if (end === 'unknown') return keep(keys.map(digestOf));
			if (known().length > 0) drop(keys.map(digestOf));
			if (end !== 'refused') for (const { item } of keys) accepted.set(item, end.accepted);
		},
		accepted: () => accepted,
		since: () => startedAt,
		// What the other calls of the agent left is not this call's to forget.
		forget: () => undefined,
	};
}
